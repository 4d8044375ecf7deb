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
 * What of an order names a person, or may, as what the buyer typed does. What was sold, for how much and when stays, so
 * that the books do.
 */
export const REDACTED_ORDER = {
	customer_id: null,
	billing_email: null,
	billing: NO_ADDRESS,
	shipping: NO_ADDRESS,
	customer_note: '',
} as const satisfies Partial< Order >;

export function redactOrder( order: Order ): Order {
	return {
		...order,
		...REDACTED_ORDER,
		line_items: order.line_items.map( ( line ) => ( {
			...line,
			// Engravings, names on a cake.
			attributes: [],
		} ) ),
	};
}

/** The reason of a refund is text that somebody typed. */
export function redactTransaction(
	transaction: Transaction | VoidedTransaction
): Transaction | VoidedTransaction {
	return transaction.type === 'voided'
		? transaction
		: { ...transaction, reason: '' };
}
