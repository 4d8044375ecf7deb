/** Ivorey's order statuses. */
export const IVOREY_ORDER_STATUSES = [
	'Pending',
	'Completed',
	'Cancelled',
] as const;
export type IvoreyOrderStatus = ( typeof IVOREY_ORDER_STATUSES )[ number ];

/** R5: WooCommerce's status slugs (without `wc-`) that are not `Pending` in Ivorey. */
export const ORDER_STATUS_MAP: Readonly< Record< string, IvoreyOrderStatus > > =
	{
		completed: 'Completed',
		refunded: 'Completed',
		cancelled: 'Cancelled',
		failed: 'Cancelled',
	};

/**
 * R7: orders in these states are not placed yet, or not any more, and never leave the store. A record in one of
 * them is excluded. With `trash` it says of an order that came before that it is in the trash, or deleted (R43).
 */
export const UNPLACED_ORDER_STATUSES = [
	'new',
	'auto-draft',
	'draft',
	'checkout-draft',
	'trash',
] as const;

/** R6: shown on the Orders page, and a filter there. */
export const ORDER_SUBTYPE = 'WooCommerce';

/** R5: every status that the table does not name, custom ones included, is `Pending`. */
export function toIvoreyOrderStatus(
	wooCommerceStatus: string
): IvoreyOrderStatus {
	return Object.hasOwn( ORDER_STATUS_MAP, wooCommerceStatus )
		? ORDER_STATUS_MAP[ wooCommerceStatus ]!
		: 'Pending';
}

export function isUnplaced( wooCommerceStatus: string ): boolean {
	return ( UNPLACED_ORDER_STATUSES as readonly string[] ).includes(
		wooCommerceStatus
	);
}
