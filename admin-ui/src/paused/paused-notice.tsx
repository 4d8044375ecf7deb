import { Notice } from '@wordpress/components';
import { createInterpolateElement } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Pause, Status } from '../api';
import { ConnectButton } from '../connect/connect-button';
import { CheckNow } from '../ui/check-now';
import { Time } from '../ui/time';

/** R28: why nothing is sent, since when, and the way out. */
export function PausedNotice( {
	pause,
	status,
	refresh,
}: {
	pause: Pause;
	status: Status;
	refresh: () => Promise< void >;
} ) {
	// Nothing is wrong in that case, and reconnecting does not end the pause.
	const isByPerson = pause.reason === 'paused-by-person';
	return (
		<Notice
			status="warning"
			isDismissible={ false }
			className="ivorey-notice"
			spokenMessage={ pause.message }
		>
			<h2>{ __( 'The sync is paused', 'ivorey-for-woocommerce' ) }</h2>
			<p>{ pause.message }</p>
			<p>
				{ createInterpolateElement(
					isByPerson
						? __(
								'Paused since <time/>. Nothing is lost: all changes are kept and sent as soon as you resume the sync in Ivorey.',
								'ivorey-for-woocommerce'
							)
						: __(
								'Paused since <time/>. Nothing is lost: all changes are kept and sent as soon as you reconnect the store.',
								'ivorey-for-woocommerce'
							),
					{ time: <Time at={ pause.since } /> }
				) }
			</p>
			{ ! isByPerson && (
				<ConnectButton
					label={ __( 'Reconnect', 'ivorey-for-woocommerce' ) }
					apiHost={ status.api_host }
				/>
			) }
			<div className="ivorey-buttons">
				<CheckNow refresh={ refresh } />
			</div>
		</Notice>
	);
}
