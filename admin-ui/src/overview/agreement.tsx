import {
	Button,
	Card,
	CardBody,
	CardHeader,
	Notice,
} from '@wordpress/components';
import { createInterpolateElement, useId } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { VerifyReport } from '@ivorey/shared';
import { verify } from '../api';
import { useAction } from '../data/use-action';
import { numberText } from '../text/figures';
import { Pill } from '../ui/pill';
import { Time } from '../ui/time';
import { useToast } from '../ui/toasts';

interface Props {
	agreement: VerifyReport | null;
	/** While paused, Ivorey does not answer. */
	isActive: boolean;
	refresh: () => Promise< void >;
}

/** Whether both sides hold the same, as of the last comparison. */
export function Agreement( { agreement, isActive, refresh }: Props ) {
	const toast = useToast();
	const hintId = useId();
	const action = useAction( async () => {
		await verify();
		await refresh();
		toast(
			__(
				'The store and Ivorey were compared.',
				'ivorey-for-woocommerce'
			)
		);
	} );
	return (
		<Card>
			<CardHeader>
				<h2>{ __( 'Agreement', 'ivorey-for-woocommerce' ) }</h2>
				{ agreement !== null && (
					<Pill tone={ agreement.agrees ? 'good' : 'attention' }>
						{ agreement.agrees
							? __( 'Agrees', 'ivorey-for-woocommerce' )
							: __( 'Differs', 'ivorey-for-woocommerce' ) }
					</Pill>
				) }
			</CardHeader>
			<CardBody>
				<p>
					{ agreement === null ? (
						__(
							'The store and Ivorey have not been compared yet. It happens once a day by itself.',
							'ivorey-for-woocommerce'
						)
					) : (
						<Result agreement={ agreement } />
					) }
				</p>
				{ action.error !== null && (
					<Notice
						status="error"
						onRemove={ action.clearError }
						politeness="assertive"
						className="ivorey-notice"
					>
						{ action.error }
					</Notice>
				) }
				<Button
					variant="secondary"
					onClick={ () => action.run() }
					isBusy={ action.busy }
					disabled={ action.busy || ! isActive }
					accessibleWhenDisabled
					aria-describedby={ isActive ? undefined : hintId }
				>
					{ action.busy
						? __( 'Comparing…', 'ivorey-for-woocommerce' )
						: __( 'Compare now', 'ivorey-for-woocommerce' ) }
				</Button>
				{ ! isActive && (
					<p className="ivorey-hint" id={ hintId }>
						{ __(
							'While the sync is paused Ivorey cannot be asked.',
							'ivorey-for-woocommerce'
						) }
					</p>
				) }
			</CardBody>
		</Card>
	);
}

function Result( { agreement }: { agreement: VerifyReport } ) {
	const { agrees, alike, compared, finished_at: at } = agreement;
	return createInterpolateElement(
		agrees
			? sprintf(
					/* translators: 1: how many records are alike, 2: how many were compared. */
					__(
						'%1$s of %2$s records are the same on both sides, <time/>.',
						'ivorey-for-woocommerce'
					),
					numberText( alike ),
					numberText( compared )
				)
			: sprintf(
					/* translators: 1: how many records are not alike, 2: how many were compared. */
					_n(
						'%1$s of %2$s records differs, <time/>. <code>wp ivorey verify</code> lists them; with <code>--repair</code> it sends them again.',
						'%1$s of %2$s records differ, <time/>. <code>wp ivorey verify</code> lists them; with <code>--repair</code> it sends them again.',
						compared - alike,
						'ivorey-for-woocommerce'
					),
					numberText( compared - alike ),
					numberText( compared )
				),
		{ time: <Time at={ at } />, code: <code /> }
	);
}
