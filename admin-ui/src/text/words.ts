import { __, sprintf } from '@wordpress/i18n';
import type {
	Element,
	RecordElement,
	ExclusionReason,
	Settings,
} from '@ivorey/shared';

export type SyncSwitch = Exclude< keyof Settings[ 'sync' ], 'enabled' >;
export type ImportSwitch = Exclude< keyof Settings[ 'import' ], 'enabled' >;

export const IMPORT_SWITCHES: readonly ImportSwitch[] = [
	'contacts',
	'orders',
	'transactions',
	'products',
	'collections',
];
export const SYNC_SWITCHES: readonly SyncSwitch[] = [
	'contacts',
	'orders',
	'transactions',
	'payment_received_triggers',
	'products',
	'collections',
];

/** The names on Ivorey's screens. */
export function elementName( element: Element | SyncSwitch ): string {
	switch ( element ) {
		case 'contacts':
			return __( 'Contacts', 'ivorey-for-woocommerce' );
		case 'orders':
			return __( 'Orders', 'ivorey-for-woocommerce' );
		case 'transactions':
			return __( 'Transactions', 'ivorey-for-woocommerce' );
		case 'products':
			return __( 'Products', 'ivorey-for-woocommerce' );
		case 'collections':
			return __( 'Collections', 'ivorey-for-woocommerce' );
		case 'triggers':
			return __( 'Triggers', 'ivorey-for-woocommerce' );
		case 'payment_received_triggers':
			return __( 'Payment Received Triggers', 'ivorey-for-woocommerce' );
	}
}

/** One object, by its number in WooCommerce: "Order 1234". */
export function objectName( element: RecordElement, id: number ): string {
	switch ( element ) {
		case 'contacts':
			/* translators: %d: number of a user. */
			return sprintf( __( 'User %d', 'ivorey-for-woocommerce' ), id );
		case 'orders':
			/* translators: %d: number of an order. */
			return sprintf( __( 'Order %d', 'ivorey-for-woocommerce' ), id );
		case 'transactions':
			return sprintf(
				/* translators: %d: number of an order. */
				__( 'Transactions of order %d', 'ivorey-for-woocommerce' ),
				id
			);
		case 'products':
			/* translators: %d: number of a product. */
			return sprintf( __( 'Product %d', 'ivorey-for-woocommerce' ), id );
		case 'collections':
			/* translators: %d: number of a product category. */
			return sprintf( __( 'Category %d', 'ivorey-for-woocommerce' ), id );
		case 'erasures':
			/* translators: %d: a number. */
			return sprintf( __( 'Erasure %d', 'ivorey-for-woocommerce' ), id );
		case 'triggers':
			return sprintf(
				/* translators: %d: number of an order. */
				__( 'Triggers of order %d', 'ivorey-for-woocommerce' ),
				id
			);
	}
}

/** A record, by its wire ID: "123", "payment:123", "refund:456". */
export function recordName( element: RecordElement, wireId: string ): string {
	const [ kind, id = '' ] = wireId.includes( ':' )
		? wireId.split( ':' )
		: [ '', wireId ];
	switch ( kind ) {
		case 'payment':
			return sprintf(
				/* translators: %s: number of an order. */
				__( 'Payment of order %s', 'ivorey-for-woocommerce' ),
				id
			);
		case 'refund':
			/* translators: %s: number of a refund. */
			return sprintf( __( 'Refund %s', 'ivorey-for-woocommerce' ), id );
		default:
			return objectName( element, Number( id ) );
	}
}

/** The data that is read of an element: for the switches, and for the person who approves. */
export function elementExplained( element: SyncSwitch ): string {
	switch ( element ) {
		case 'contacts':
			return __(
				'Customers and subscribers: name, e-mail, phone and addresses.',
				'ivorey-for-woocommerce'
			);
		case 'orders':
			return __(
				'Number, status, totals, items, addresses and the customer’s note. Each order includes its buyer.',
				'ivorey-for-woocommerce'
			);
		case 'transactions':
			return __(
				'Payments and refunds: amount, time, gateway and the gateway’s reference.',
				'ivorey-for-woocommerce'
			);
		case 'payment_received_triggers':
			return __(
				'Tells Ivorey once when an order is paid, so that automations can start.',
				'ivorey-for-woocommerce'
			);
		case 'products':
			return __(
				'Published simple and variable products with a price: texts, prices, images, stock.',
				'ivorey-for-woocommerce'
			);
		case 'collections':
			return __(
				'Product categories with at least one product.',
				'ivorey-for-woocommerce'
			);
	}
}

/** R18 */
export function exclusionText( reason: ExclusionReason ): string {
	const texts: Record< ExclusionReason, string > = {
		element_off: __( 'Switched off', 'ivorey-for-woocommerce' ),
		role: __(
			'User is neither a Customer nor a Subscriber',
			'ivorey-for-woocommerce'
		),
		no_email: __(
			'Customer without an e-mail address',
			'ivorey-for-woocommerce'
		),
		draft: __(
			'Order is a draft, or in the trash',
			'ivorey-for-woocommerce'
		),
		deleted: __( 'Deleted in WooCommerce', 'ivorey-for-woocommerce' ),
		erased: __( 'Personal data was erased', 'ivorey-for-woocommerce' ),
		no_money_moved: __(
			'Order without a payment, or refund of zero',
			'ivorey-for-woocommerce'
		),
		before_connection: __(
			'Happened before the store was connected',
			'ivorey-for-woocommerce'
		),
		product_type: __(
			'Neither a simple nor a variable product',
			'ivorey-for-woocommerce'
		),
		no_price: __(
			'No price, or a price of zero',
			'ivorey-for-woocommerce'
		),
		no_variants: __(
			'No variation with a price',
			'ivorey-for-woocommerce'
		),
		variant_no_price: __(
			'Variation without a price, or with a price of zero',
			'ivorey-for-woocommerce'
		),
		unpublished: __( 'Not published', 'ivorey-for-woocommerce' ),
		password_protected: __(
			'Protected by a password',
			'ivorey-for-woocommerce'
		),
		do_not_send: __(
			'Set to “Do not send to Ivorey”',
			'ivorey-for-woocommerce'
		),
		unused: __( 'No product in this category', 'ivorey-for-woocommerce' ),
	};
	return texts[ reason ] ?? reason;
}
