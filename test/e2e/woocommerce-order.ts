import { toIvoreyOrderStatus } from '@ivorey/shared';
import type { Store } from '../../scripts/store/store.ts';
import type { OrderInIvorey } from './test-bed.ts';

/** An order according to WooCommerce's own REST API: the oracle, read by code that is not the plugin's. */
export interface WooCommerceOrder {
	id: number;
	number: string;
	status: string;
	created_via: string;
	currency: string;
	prices_include_tax: boolean;
	date_created_gmt: string;
	date_modified_gmt: string;
	date_paid_gmt: string | null;
	date_completed_gmt: string | null;
	customer_id: number;
	customer_note: string;
	payment_method: string;
	payment_method_title: string;
	transaction_id: string;
	discount_total: string;
	shipping_total: string;
	total_tax: string;
	total: string;
	billing: Record< string, string >;
	shipping: Record< string, string >;
	line_items: Array< {
		id: number;
		name: string;
		product_id: number;
		variation_id: number;
		quantity: number;
		subtotal: string;
		subtotal_tax: string;
		total: string;
		total_tax: string;
		sku: string | null;
	} >;
	shipping_lines: Array< { total: string } >;
	fee_lines: Array< { total: string } >;
	coupon_lines: Array< { code: string; discount: string } >;
	refunds: Array< { total: string } >;
}

export async function readWooCommerceOrder(
	store: Store,
	id: number
): Promise< WooCommerceOrder > {
	const answer = await store.fetch( `/wp-json/wc/v3/orders/${ id }?dp=8`, {
		headers: store.restHeaders(),
	} );
	if ( ! answer.ok ) {
		throw new Error( `GET order ${ id }: ${ answer.status }` );
	}
	return ( await answer.json() ) as WooCommerceOrder;
}

const ADDRESS_FIELDS = [
	'first_name',
	'last_name',
	'company',
	'address_1',
	'address_2',
	'city',
	'state',
	'postcode',
	'country',
] as const;

/** The fields of an order in Ivorey, in a comparable form: numbers as numbers, times as text in UTC. */
export function comparableIvoreyOrder( order: OrderInIvorey ) {
	const { record } = order;
	const { billing, shipping, totals } = record;
	return {
		order_id: order.order_id,
		number: order.number,
		subtype: order.subtype,
		status: order.status,
		woocommerce_status: order.woocommerce_status,
		created_via: record.created_via,
		currency: order.currency,
		prices_include_tax: record.prices_include_tax,
		date_created: utc( order.date_created ),
		date_modified: utc( record.date_modified ),
		date_paid: utc( order.date_paid ),
		date_completed: utc( record.date_completed ),
		customer_id: order.customer_id,
		billing_email: order.billing_email,
		billing: pick( billing ),
		billing_phone: billing.phone,
		shipping: pick( shipping ),
		customer_note: record.customer_note,
		payment_method: record.payment_method,
		payment_method_title: record.payment_method_title,
		transaction_id: record.transaction_id,
		items: Number( totals.items ),
		discount: Number( totals.discount ),
		shipping_total: Number( totals.shipping ),
		fees: Number( totals.fees ),
		tax: Number( totals.tax ),
		refunded: Number( totals.refunded ),
		total: Number( order.total ),
		coupons: record.coupon_lines.map( ( { code } ) => code ),
		shipping_lines: record.shipping_lines.length,
		fee_lines: record.fee_lines.length,
		lines: order.lines.map( ( line ) => ( {
			id: line.id as unknown,
			name: line.name,
			product_id: line.product_id,
			variation_id: line.variation_id,
			sku: line.sku,
			quantity: Number( line.quantity ),
			subtotal: Number( line.subtotal ),
			subtotal_tax: Number( line.subtotal_tax ),
			total: Number( line.total ),
			total_tax: Number( line.total_tax ),
		} ) ),
	};
}

/** The expected fields of a WooCommerce order in Ivorey, in the same form. */
export function expectedIvoreyOrder(
	order: WooCommerceOrder
): ReturnType< typeof comparableIvoreyOrder > {
	const id = ( value: number ) => ( value > 0 ? String( value ) : null );
	return {
		order_id: String( order.id ),
		number: order.number,
		subtype: 'WooCommerce',
		status: toIvoreyOrderStatus( order.status ),
		woocommerce_status: order.status,
		created_via: order.created_via,
		currency: order.currency,
		prices_include_tax: order.prices_include_tax,
		date_created: order.date_created_gmt,
		date_modified: order.date_modified_gmt,
		date_paid: order.date_paid_gmt,
		date_completed: order.date_completed_gmt,
		customer_id: id( order.customer_id ),
		billing_email: order.billing.email || null,
		billing: pick( order.billing ),
		billing_phone: order.billing.phone ?? '',
		shipping: pick( order.shipping ),
		customer_note: order.customer_note,
		payment_method: order.payment_method,
		payment_method_title: order.payment_method_title,
		transaction_id: order.transaction_id,
		items: sum( order.line_items.map( ( { subtotal } ) => subtotal ) ),
		discount: Number( order.discount_total ),
		shipping_total: Number( order.shipping_total ),
		fees: sum( order.fee_lines.map( ( { total } ) => total ) ),
		tax: Number( order.total_tax ),
		refunded: -sum( order.refunds.map( ( { total } ) => total ) ) || 0,
		total: Number( order.total ),
		coupons: order.coupon_lines.map( ( { code } ) => code ),
		shipping_lines: order.shipping_lines.length,
		fee_lines: order.fee_lines.length,
		lines: order.line_items.map( ( line ) => ( {
			id: String( line.id ),
			name: line.name,
			product_id: id( line.product_id ),
			variation_id: id( line.variation_id ),
			sku: line.sku ?? '',
			quantity: line.quantity,
			subtotal: Number( line.subtotal ),
			subtotal_tax: Number( line.subtotal_tax ),
			total: Number( line.total ),
			total_tax: Number( line.total_tax ),
		} ) ),
	};
}

function pick( address: Record< string, string > ): Record< string, string > {
	return Object.fromEntries(
		ADDRESS_FIELDS.map( ( field ) => [ field, address[ field ] ?? '' ] )
	);
}

function sum( amounts: string[] ): number {
	// Rounded to WooCommerce's stored precision, because adding floats leaves noise.
	return Number(
		amounts
			.reduce( ( total, amount ) => total + Number( amount ), 0 )
			.toFixed( 8 )
	);
}

function utc( value: unknown ): string | null {
	return value instanceof Date || typeof value === 'string'
		? new Date( value ).toISOString().slice( 0, 19 )
		: null;
}
