import {
	Button,
	Card,
	CardBody,
	CardHeader,
	Notice,
	ProgressBar,
} from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { ImportReport } from '@ivorey/shared';
import { cancelImport } from '../api';
import { numberText, percentOf, rateText, timeLeftText } from '../text/figures';
import { elementName } from '../text/words';
import { Confirm } from '../ui/confirm';
import { Pill, type Tone } from '../ui/pill';
import { Time } from '../ui/time';
import { importSteps, isImporting, type ImportStep } from './import-steps';

interface Props {
	report: ImportReport;
	/** Whether the sync is running, and the import with it. */
	isActive: boolean;
	refresh: () => Promise< void >;
}

/** R24: the progress of the import, which also runs without this page. The card collapses when the import is over. */
export function ImportCard( { report, isActive, refresh }: Props ) {
	const [ asks, setAsks ] = useState( false );
	const steps = importSteps( report, isActive );
	const underWay = isImporting( report.state );
	const state =
		underWay && ! isActive
			? __( 'Paused', 'ivorey-for-woocommerce' )
			: stateText( report.state );
	useSpokenState( state );
	const heading = (
		<>
			<h2>{ __( 'Import', 'ivorey-for-woocommerce' ) }</h2>
			<Pill tone={ toneOf( report.state ) }>{ state }</Pill>
		</>
	);
	const list = (
		<ul className="ivorey-import">
			{ steps.map( ( step ) => (
				<Step key={ step.element } step={ step } />
			) ) }
		</ul>
	);
	return (
		<Card>
			{ underWay ? (
				<>
					<CardHeader>{ heading }</CardHeader>
					<CardBody>
						<p className="ivorey-hint">{ outlook( isActive ) }</p>
						{ list }
						<Button
							variant="secondary"
							isDestructive
							onClick={ () => setAsks( true ) }
							aria-haspopup="dialog"
						>
							{ __(
								'Cancel the import…',
								'ivorey-for-woocommerce'
							) }
						</Button>
					</CardBody>
				</>
			) : (
				<details
					className="ivorey-fold"
					open={ report.state === 'failed' }
				>
					<summary>
						{ heading }
						{ report.finished_at !== null && (
							<span className="ivorey-hint">
								<Time at={ report.finished_at } />
							</span>
						) }
					</summary>
					<CardBody>
						{ report.state === 'failed' && (
							<Notice
								status="error"
								isDismissible={ false }
								className="ivorey-notice"
							>
								{ __(
									'The import failed. Everything imported so far stays in Ivorey. Start it again under Settings.',
									'ivorey-for-woocommerce'
								) }
							</Notice>
						) }
						{ list }
					</CardBody>
				</details>
			) }
			{ asks && underWay && (
				<Confirm
					title={ __(
						'Cancel the import?',
						'ivorey-for-woocommerce'
					) }
					confirm={ __(
						'Cancel the import',
						'ivorey-for-woocommerce'
					) }
					cancel={ __(
						'Continue importing',
						'ivorey-for-woocommerce'
					) }
					isDestructive
					onConfirm={ async () => {
						await cancelImport();
						await refresh();
					} }
					onClose={ () => setAsks( false ) }
				>
					<p>
						{ __(
							'Everything imported so far stays in Ivorey, and new changes are still kept in sync. You can import again later.',
							'ivorey-for-woocommerce'
						) }
					</p>
				</Confirm>
			) }
		</Card>
	);
}

function outlook( isActive: boolean ): string {
	return isActive
		? __(
				'The import continues when you close this page. New orders are always sent first.',
				'ivorey-for-woocommerce'
			)
		: __(
				'The import continues when the sync resumes.',
				'ivorey-for-woocommerce'
			);
}

function Step( {
	step: { element, progress, excluded },
}: {
	step: ImportStep;
} ) {
	const { state, total, done, rejected, rate, seconds_left: left } = progress;
	const percent = state === 'done' ? 100 : percentOf( done, total );
	const name = elementName( element );
	const details = [
		sprintf(
			/* translators: 1: how many are done, 2: how many there are. */
			__( '%1$s of %2$s', 'ivorey-for-woocommerce' ),
			numberText( done ),
			numberText( total )
		),
		excluded > 0 &&
			sprintf(
				/* translators: %s: a number. */
				__( '%s excluded', 'ivorey-for-woocommerce' ),
				numberText( excluded )
			),
		rejected > 0 &&
			sprintf(
				/* translators: %s: how many records. */
				_n(
					'%s needs attention',
					'%s need attention',
					rejected,
					'ivorey-for-woocommerce'
				),
				numberText( rejected )
			),
		state === 'running' && rate !== null && rateText( rate ),
		state === 'running' && left !== null && timeLeftText( left ),
	].filter( ( detail ) => detail !== false );
	return (
		<li>
			<div className="ivorey-import-head">
				<strong>{ name }</strong>
				<span>
					{ state === 'running' || state === 'done'
						? sprintf(
								/* translators: %d: a number from 0 to 100. */
								__( '%d%%', 'ivorey-for-woocommerce' ),
								percent
							)
						: stateText( state ) }
				</span>
			</div>
			<ProgressBar
				className="ivorey-bar"
				value={ percent }
				aria-label={ name }
			/>
			<p className="ivorey-hint">{ details.join( ' · ' ) }</p>
		</li>
	);
}

/** Announces a change of state to screen readers, but not every percent, which would never stop. */
function useSpokenState( state: string ) {
	const last = useRef( state );
	useEffect( () => {
		if ( last.current !== state ) {
			last.current = state;
			speak(
				sprintf(
					/* translators: %s: state of an import, such as "Done". */
					__( 'Import: %s', 'ivorey-for-woocommerce' ),
					state
				)
			);
		}
	}, [ state ] );
}

function toneOf( state: ImportReport[ 'state' ] ): Tone {
	switch ( state ) {
		case 'done':
			return 'good';
		case 'failed':
			return 'bad';
		case 'cancelled':
			return 'attention';
		default:
			return 'neutral';
	}
}

function stateText( state: ImportReport[ 'state' ] ): string {
	switch ( state ) {
		case 'waiting':
			return __( 'Waiting', 'ivorey-for-woocommerce' );
		case 'running':
			return __( 'Running', 'ivorey-for-woocommerce' );
		case 'done':
			return __( 'Done', 'ivorey-for-woocommerce' );
		case 'cancelled':
			return __( 'Cancelled', 'ivorey-for-woocommerce' );
		case 'failed':
			return __( 'Failed', 'ivorey-for-woocommerce' );
	}
}
