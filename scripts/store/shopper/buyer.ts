/** WooCommerce's own field names. */
export interface Address {
	first_name: string;
	last_name: string;
	company: string;
	address_1: string;
	address_2: string;
	city: string;
	state: string;
	postcode: string;
	country: string;
	phone: string;
}

export interface Billing extends Address {
	email: string;
}

export interface Item {
	/** The id of a product or of a variation. */
	id: number;
	/** Default: 1. */
	quantity?: number;
}

export interface Login {
	username: string;
	password: string;
}

export type PaymentMethod = 'cod' | 'bacs' | 'cheque';

/** The contents of an order, as entered by a buyer or by an owner for the buyer. */
export interface Purchase {
	items: readonly Item[];
	/** Replaces details of a made-up buyer. */
	billing?: Partial< Billing >;
	/** If the shipping address differs from the billing address. */
	shipping?: Partial< Address >;
	/** Default: `cod`. */
	paymentMethod?: PaymentMethod;
	coupon?: string;
	note?: string;
	/** Checkboxes added to the checkout, by ID (block) or name (classic). */
	boxes?: Readonly< Record< string, boolean > >;
}

export interface PlacedOrder {
	orderId: number;
	/** For Store.requestReport; null if no report was requested. */
	requestId: string | null;
	/** When the request that placed the order was sent, in epoch milliseconds with fractions. */
	sentAt: number;
	/** When the last byte of its response arrived. */
	respondedAt: number;
	/** The time between the two. */
	ms: number;
}

const BUYER: Billing = {
	first_name: 'Ada',
	last_name: 'Buyer',
	company: '',
	address_1: '12 Garden Lane',
	address_2: '',
	city: 'Oakland',
	state: 'CA',
	postcode: '94607',
	country: 'US',
	phone: '+1 510 555 0100',
	email: 'ada.buyer@example.com',
};

export function billingOf( purchase: Purchase ): Billing {
	return { ...BUYER, ...purchase.billing };
}

/** WooCommerce ships to the billing address unless there is another one. */
export function shippingOf( purchase: Purchase ): Address {
	const { email: _email, ...address } = billingOf( purchase );
	return { ...address, ...purchase.shipping };
}
