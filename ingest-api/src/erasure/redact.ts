import type {
	Address,
	Order,
	Transaction,
	VoidedTransaction,
} from '@ivorey/shared';

const NO_ADDRESS: Address = {
	first_name: '',
	last_name: '',
	company: '',
	address_1: '',
	address_2: '',
	city: '',
	state: '',
	postcode: '',
	country: '',
	phone: '',
};

/**
 * Values that remove from an order everything that names a person, or may, such as text typed by the buyer. Items,
 * amounts and dates stay, so that the books stay right.
 */
export const REDACTED_ORDER = {
	customer_id: null,
	billing_email: null,
	billing: NO_ADDRESS,
	shipping: NO_ADDRESS,
	customer_note: '',
} as const satisfies Partial< Order >;

export function redactOrder( {
	marketing_consent: _,
	...order
}: Order ): Order {
	return {
		...order,
		...REDACTED_ORDER,
		line_items: order.line_items.map( ( line ) => ( {
			...line,
			// Attributes may hold engravings, or names on a cake.
			attributes: [],
		} ) ),
	};
}

/** A refund's reason is free text. */
export function redactTransaction(
	transaction: Transaction | VoidedTransaction
): Transaction | VoidedTransaction {
	return transaction.type === 'voided'
		? transaction
		: { ...transaction, reason: '' };
}
