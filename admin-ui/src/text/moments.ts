import { __ } from '@wordpress/i18n';
import type { Judgement } from '../api';

/** An event of a record, by the plugin's words for it (plugin/src/Diagnostics/Explain/Explanation.php). */
export function momentText( what: string ): string {
	const texts: Record< string, string > = {
		marked: __( 'Changed in the store', 'ivorey-for-woocommerce' ),
		'marked again': __(
			'Changed in the store again',
			'ivorey-for-woocommerce'
		),
		'sent and answered': __( 'Sent to Ivorey', 'ivorey-for-woocommerce' ),
		'not sent': __( 'Nothing to send', 'ivorey-for-woocommerce' ),
		'not delivered': __( 'Delivery failed', 'ivorey-for-woocommerce' ),
		'received by Ivorey': __(
			'Received by Ivorey',
			'ivorey-for-woocommerce'
		),
		'excluded by Ivorey': __(
			'Excluded by Ivorey',
			'ivorey-for-woocommerce'
		),
		'trigger fired': __( 'Trigger fired', 'ivorey-for-woocommerce' ),
		'trigger not fired': __(
			'Trigger not fired',
			'ivorey-for-woocommerce'
		),
		excluded: __( 'Excluded', 'ivorey-for-woocommerce' ),
		waiting: __( 'Waiting to be sent', 'ivorey-for-woocommerce' ),
		sending: __( 'Being sent', 'ivorey-for-woocommerce' ),
		retrying: __( 'Will be retried soon', 'ivorey-for-woocommerce' ),
		quarantined: __( 'Needs attention', 'ivorey-for-woocommerce' ),
		importing: __( 'Waiting for the import', 'ivorey-for-woocommerce' ),
	};
	return texts[ what ] ?? what;
}

/** Whether someone may have to act on it. */
export function isTrouble( what: string ): boolean {
	return [ 'not delivered', 'quarantined' ].includes( what );
}

/** The result of comparing a record on both sides. */
export function judgementText( judgement: Judgement ): string {
	const texts: Record< Judgement, string > = {
		alike: __( 'Matches', 'ivorey-for-woocommerce' ),
		pending: __( 'On its way', 'ivorey-for-woocommerce' ),
		missing: __( 'Not in Ivorey', 'ivorey-for-woocommerce' ),
		older: __( 'Outdated in Ivorey', 'ivorey-for-woocommerce' ),
		rejected: __( 'Needs attention', 'ivorey-for-woocommerce' ),
		excluded: __( 'Excluded by Ivorey', 'ivorey-for-woocommerce' ),
		untraced: __(
			'Only in Ivorey, unknown in this store',
			'ivorey-for-woocommerce'
		),
		kept: __(
			'Kept in Ivorey, no longer updated',
			'ivorey-for-woocommerce'
		),
		not_imported: __(
			'Not imported: older than the connection, or switched off at the time',
			'ivorey-for-woocommerce'
		),
		unwanted: __( 'Excluded', 'ivorey-for-woocommerce' ),
	};
	return texts[ judgement ];
}
