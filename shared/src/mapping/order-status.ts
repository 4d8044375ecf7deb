/** Ivorey's order statuses. */
export const IVOREY_ORDER_STATUSES = [
	'Pending',
	'Completed',
	'Cancelled',
] as const;
export type IvoreyOrderStatus = ( typeof IVOREY_ORDER_STATUSES )[ number ];

/** R5: the WooCommerce status slugs (without `wc-`) that do not map to `Pending`. */
export const ORDER_STATUS_MAP: Readonly< Record< string, IvoreyOrderStatus > > =
	{
		completed: 'Completed',
		refunded: 'Completed',
		cancelled: 'Cancelled',
		failed: 'Cancelled',
	};

/**
 * R7: an order in one of these states is not placed yet, or no longer, and never leaves the store: its record is
 * excluded. A record with `trash` tells Ivorey that an order it already has was put in the trash or deleted (R43).
 */
export const UNPLACED_ORDER_STATUSES = [
	'new',
	'auto-draft',
	'draft',
	'checkout-draft',
	'trash',
] as const;

/** R6: shown on the Orders page, which also filters by it. */
export const ORDER_SUBTYPE = 'WooCommerce';

/** R5: every status that is not in the table, custom ones included, is `Pending`. */
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
