import type { Element } from '../elements.ts';

/** R18: why an object of the store is not in Ivorey. Counted and shown by these slugs. */
export const EXCLUSION_REASONS = {
	/** The owner has not switched this element on, or has switched it off. */
	element_off: 'Switched off',
	/** R1 */
	role: 'User is neither a Customer nor a Subscriber',
	/** R1: a customer that Ivorey could not tell from others. */
	no_email: 'Customer without an e-mail address',
	/** R7 */
	draft: 'Order is a draft, or in the trash',
	/** The order (user, product, …) no longer exists; R16: Ivorey keeps its copy. */
	deleted: 'Deleted in WooCommerce',
	/** Requested by the person, or caused by deleting the account. */
	erased: 'Personal data was erased',
	/** R8 */
	no_money_moved: 'Order without a payment, or refund of zero',
	/** R11 */
	before_connection: 'Happened before the store was connected',
	/** R12 */
	product_type: 'Neither a simple nor a variable product',
	/** R13 */
	no_price: 'No price, or a price of zero',
	/** R13 */
	no_variants: 'No variation with a price',
	/** R13: for a product that is in Ivorey without this variation. */
	variant_no_price: 'Variation without a price, or with a price of zero',
	/** R14 */
	unpublished: 'Not published',
	/** R14: published, but not for everyone. */
	password_protected: 'Protected by a password',
	/** R14: the owner keeps this product in the store. */
	do_not_send: 'Set to “Do not send to Ivorey”',
	/** R17 */
	unused: 'No product in this category',
} as const satisfies Record< string, string >;

export type ExclusionReason = keyof typeof EXCLUSION_REASONS;
export const EXCLUSION_REASON_SLUGS = Object.keys( EXCLUSION_REASONS ) as [
	ExclusionReason,
	...ExclusionReason[],
];

export interface Exclusion {
	element: Element;
	id: string;
	reason: ExclusionReason;
}
