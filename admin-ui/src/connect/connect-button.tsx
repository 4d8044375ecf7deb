import { Button, Notice } from '@wordpress/components';
import { useId } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { connect } from '../api';
import { useAction } from '../data/use-action';

interface Props {
	label: string;
	/** The host of Ivorey's API. */
	apiHost: string;
}

/** Sends the owner to Ivorey after the site has checked that Ivorey answers (R23). */
export function ConnectButton( { label, apiHost }: Props ) {
	const hostId = useId();
	const action = useAction( async () => {
		const { redirect } = await connect();
		window.location.assign( redirect );
		// The browser is leaving the page; stay busy until then.
		await new Promise( () => undefined );
	} );
	return (
		<div className="ivorey-connect">
			{ action.error !== null && (
				<Notice
					status="error"
					isDismissible={ false }
					politeness="assertive"
				>
					{ action.error }
				</Notice>
			) }
			<Button
				variant="primary"
				onClick={ () => void action.run() }
				isBusy={ action.busy }
				disabled={ action.busy }
				accessibleWhenDisabled
				aria-describedby={ hostId }
			>
				{ label }
			</Button>
			<p className="ivorey-hint" id={ hostId }>
				{ sprintf(
					/* translators: %s: a host. */
					__(
						'You will be taken to %s and back again.',
						'ivorey-for-woocommerce'
					),
					apiHost
				) }
			</p>
		</div>
	);
}
