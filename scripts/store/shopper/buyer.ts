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
	/** 1 */
	quantity?: number;
}

export interface Login {
	username: string;
	password: string;
}

export type PaymentMethod = 'cod' | 'bacs' | 'cheque';

/** The contents of an order, as a buyer, or an owner for the buyer, enters them. */
export interface Purchase {
	items: readonly Item[];
	/** Over the details of a made-up buyer. */
	billing?: Partial< Billing >;
	/** To another address than the billing one. */
	shipping?: Partial< Address >;
	/** `cod` */
	paymentMethod?: PaymentMethod;
	coupon?: string;
	note?: string;
	/** Boxes that were added to the checkout, by id (block) or name (classic). */
	boxes?: Readonly< Record< string, boolean > >;
}

export interface PlacedOrder {
	orderId: number;
	/** For Store.requestReport; null when no report was asked for. */
	requestId: string | null;
	/** Epoch milliseconds, with fractions: when the request that placed the order was sent. */
	sentAt: number;
	/** When its response was here to its last byte. */
	respondedAt: number;
	/** Between the two. */
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

/** WooCommerce ships to the billing address unless another is given. */
export function shippingOf( purchase: Purchase ): Address {
	const { email: _email, ...address } = billingOf( purchase );
	return { ...address, ...purchase.shipping };
}
