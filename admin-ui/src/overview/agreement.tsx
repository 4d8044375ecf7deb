import {
	Button,
	Card,
	CardBody,
	CardHeader,
	Notice,
} from '@wordpress/components';
import {
	createInterpolateElement,
	useCallback,
	useId,
} from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import {
	fetchComparison,
	verify,
	type Absence,
	type Agreement as Result,
} from '../api';
import { useAction } from '../data/use-action';
import { usePolled } from '../data/use-polled';
import { Pill } from '../ui/pill';
import { Failed, Loading } from '../ui/states';
import { Ago, Time } from '../ui/time';
import { useToast } from '../ui/toasts';
import { agreementText, checkText, standingOf } from './agreement-text';
import { Differences } from './differences';
import { LastRepair } from './last-repair';

interface Props {
	agreement: Result | null;
	/** The result for the delivered records. */
	check: Result | null;
	absence: Absence | null;
	/** While paused, Ivorey does not answer. */
	isActive: boolean;
	refresh: () => Promise< void >;
}

/** Whether both sides held the same in the last comparison, and what to do if not. */
export function Agreement( {
	agreement,
	check,
	absence,
	isActive,
	refresh,
}: Props ) {
	const toast = useToast();
	const hintId = useId();
	const compare = useAction( async () => {
		await verify( false );
		await refresh();
		toast(
			__(
				'Your store and Ivorey were compared.',
				'ivorey-for-woocommerce'
			)
		);
	} );
	const repair = useAction( async () => {
		await verify( true );
		await refresh();
		toast(
			__(
				'Records that differ are being sent again.',
				'ivorey-for-woocommerce'
			)
		);
	} );
	const isBusy = compare.busy || repair.busy;
	const isToRepair =
		agreement !== null && standingOf( agreement ) === 'differs';
	const error = compare.error ?? repair.error;
	const common = {
		disabled: isBusy || ! isActive,
		accessibleWhenDisabled: true,
		'aria-describedby': isActive ? undefined : hintId,
	};
	return (
		<Card>
			<CardHeader>
				<h2>{ __( 'Comparison', 'ivorey-for-woocommerce' ) }</h2>
				{ agreement !== null && <Standing agreement={ agreement } /> }
			</CardHeader>
			<CardBody>
				{ absence !== null && (
					<Notice
						status="info"
						isDismissible={ false }
						className="ivorey-notice"
					>
						{ createInterpolateElement(
							__(
								'The plugin was not running from <from/> to <to/>. Your store and Ivorey are being compared, and all changes made in the meantime are sent.',
								'ivorey-for-woocommerce'
							),
							{
								from: <Time at={ absence.from } />,
								to: <Time at={ absence.to } />,
							}
						) }
					</Notice>
				) }
				<p>
					{ agreement === null
						? __(
								'Your store and Ivorey have not been compared yet. This happens automatically once a day.',
								'ivorey-for-woocommerce'
							)
						: resultText( agreement ) }
				</p>
				<Comparisons check={ check } agreement={ agreement } />
				{ error !== null && (
					<Notice
						status="error"
						onRemove={ () => {
							compare.clearError();
							repair.clearError();
						} }
						politeness="assertive"
						className="ivorey-notice"
					>
						{ error }
					</Notice>
				) }
				{ agreement !== null && (
					<Found
						key={ agreement.finished_at }
						agreement={ agreement }
					/>
				) }
				<div className="ivorey-buttons">
					<Button
						variant="secondary"
						onClick={ () => compare.run() }
						isBusy={ compare.busy }
						{ ...common }
					>
						{ compare.busy
							? __( 'Comparing…', 'ivorey-for-woocommerce' )
							: __( 'Compare now', 'ivorey-for-woocommerce' ) }
					</Button>
					{ ( isToRepair || repair.busy ) && (
						<Button
							variant="primary"
							onClick={ () => repair.run() }
							isBusy={ repair.busy }
							{ ...common }
						>
							{ repair.busy
								? __(
										'Comparing and sending again…',
										'ivorey-for-woocommerce'
									)
								: __(
										'Send differences again',
										'ivorey-for-woocommerce'
									) }
						</Button>
					) }
				</div>
				{ ! isActive && (
					<p className="ivorey-hint" id={ hintId }>
						{ __(
							'You cannot compare while the sync is paused.',
							'ivorey-for-woocommerce'
						) }
					</p>
				) }
			</CardBody>
		</Card>
	);
}

/** The times of the comparisons. */
function Comparisons( {
	check,
	agreement,
}: {
	check: Result | null;
	agreement: Result | null;
} ) {
	if ( check === null && agreement === null ) {
		return null;
	}
	return (
		<p className="ivorey-hint">
			{ check !== null &&
				createInterpolateElement( checkText( check ), {
					time: <Ago at={ check.finished_at } />,
				} ) }
			{ check !== null && agreement !== null && ' · ' }
			{ agreement !== null &&
				createInterpolateElement(
					__( 'Full comparison <time/>', 'ivorey-for-woocommerce' ),
					{ time: <Time at={ agreement.finished_at } /> }
				) }
		</p>
	);
}

/** The records that differ, and the records of the last repair. */
function Found( { agreement }: { agreement: Result } ) {
	const { data, error, refresh } = usePolled(
		useCallback( () => fetchComparison(), [] )
	);
	if ( error !== null ) {
		return <Failed error={ error } onRetry={ refresh } />;
	}
	if ( data === null ) {
		return <Loading />;
	}
	return (
		<>
			{ standingOf( agreement ) === 'differs' && (
				<Differences
					caption={ __(
						'Records that differ',
						'ivorey-for-woocommerce'
					) }
					rows={ data.differences }
					number={ agreement.differing }
				/>
			) }
			{ data.last_repair !== null && (
				<LastRepair repair={ data.last_repair } />
			) }
		</>
	);
}

function Standing( { agreement }: { agreement: Result } ) {
	switch ( standingOf( agreement ) ) {
		case 'agrees':
			return (
				<Pill tone="good">
					{ __( 'Everything matches', 'ivorey-for-woocommerce' ) }
				</Pill>
			);
		case 'repaired':
			return (
				<Pill tone="neutral">
					{ __( 'Sent again', 'ivorey-for-woocommerce' ) }
				</Pill>
			);
		default:
			return (
				<Pill tone="attention">
					{ __( 'Differences found', 'ivorey-for-woocommerce' ) }
				</Pill>
			);
	}
}

function resultText( agreement: Result ) {
	return createInterpolateElement( agreementText( agreement ), {
		time: <Time at={ agreement.finished_at } />,
	} );
}
