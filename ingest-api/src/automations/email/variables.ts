import type { Order, OrderLine } from '@ivorey/shared';
import { addressLines } from './address-lines.ts';
import {
	formatMoney,
	isZero,
	negated,
	sumDecimals,
	withoutTrailingZeros,
} from './money.ts';
import { texts } from '../../texts/texts.ts';

interface TotalRow {
	label: string;
	value: string;
	/** Whether this row is the order's total, which the buyer pays. */
	is_total: boolean;
}

/** The variables of a template. Each formatted amount has a plain decimal beside it, to compare and compute with. */
export interface EmailVariables {
	order: {
		number: string;
		status: string;
		date: string;
		date_iso: string;
		is_paid: boolean;
		date_paid: string;
		currency: string;
		total: string;
		total_amount: string;
		subtotal: string;
		subtotal_amount: string;
		discount: string;
		discount_amount: string;
		shipping: string;
		shipping_amount: string;
		fees: string;
		fees_amount: string;
		tax: string;
		tax_amount: string;
		refunded: string;
		refunded_amount: string;
		totals: TotalRow[];
		item_count: string;
		has_images: boolean;
		payment_method: string;
		shipping_method: string;
		coupons: string[];
		note: string;
		billing_address: string[];
		shipping_address: string[];
		email: string;
		phone: string;
		url: string;
	};
	lines: {
		name: string;
		sku: string;
		quantity: string;
		total: string;
		total_amount: string;
		options: string;
		attributes: { name: string; value: string }[];
		image: string;
	}[];
	contact: {
		first_name: string;
		last_name: string;
		display_name: string;
		email: string;
	};
	store: { name: string; url: string };
	account: { name: string; sender_name: string };
	unsubscribe_url: string | null;
}

export interface EmailVariablesInput {
	order: Order;
	store: {
		name: string;
		url: string;
		/** The order's page in the store, as its buyer sees it. */
		orderUrl: string | null;
	};
	contact: {
		first_name: string;
		last_name: string;
		display_name: string;
		email: string;
	} | null;
	account: { name: string; senderName: string | null };
	/** By `product_id` or `product_id:variation_id`. */
	images: ReadonlyMap< string, string >;
	unsubscribeUrl: string | null;
	/** A BCP 47 tag; English by default. */
	locale?: string;
	timeZone?: string;
}

export function emailVariables( {
	order,
	store,
	contact,
	account,
	images,
	unsubscribeUrl,
	locale = 'en',
	timeZone = 'UTC',
}: EmailVariablesInput ): EmailVariables {
	const money = ( amount: string ) =>
		formatMoney( amount, order.currency, locale );
	const dates = dateFormat( locale, timeZone );
	const dateText = ( iso: string | null ) =>
		iso === null ? '' : dates.format( new Date( iso ) );
	const lines = order.line_items.map( ( line ) => {
		const total = shownAmount( order, line.subtotal, line.subtotal_tax );
		return {
			name: line.name,
			sku: line.sku,
			quantity: withoutTrailingZeros( line.quantity ),
			total: money( total ),
			total_amount: total,
			options: line.attributes
				.map( ( { name, value } ) => `${ name }: ${ value }` )
				.join( ', ' ),
			attributes: line.attributes.map( ( { name, value } ) => ( {
				name,
				value,
			} ) ),
			image: imageOf( line, images ),
		};
	} );
	const sums = shownSums( order );
	const { billing, shipping } = order;
	return {
		order: {
			number: order.number,
			status: order.status,
			date: dateText( order.date_created ),
			date_iso: order.date_created,
			is_paid: order.date_paid !== null,
			date_paid: dateText( order.date_paid ),
			currency: order.currency,
			total: money( order.totals.total ),
			total_amount: order.totals.total,
			subtotal: money( sums.subtotal ),
			subtotal_amount: sums.subtotal,
			discount: money( sums.discount ),
			discount_amount: sums.discount,
			shipping: money( sums.shipping ),
			shipping_amount: sums.shipping,
			fees: money( sums.fees ),
			fees_amount: sums.fees,
			tax: money( order.totals.tax ),
			tax_amount: order.totals.tax,
			refunded: money( order.totals.refunded ),
			refunded_amount: order.totals.refunded,
			totals: totalRows( order, sums, money ),
			item_count: withoutTrailingZeros(
				sumDecimals(
					...order.line_items.map( ( line ) => line.quantity )
				)
			),
			has_images: lines.some( ( { image } ) => image !== '' ),
			payment_method: order.payment_method_title,
			shipping_method: shippingMethod( order ),
			coupons: order.coupon_lines.map( ( { code } ) => code ),
			note: order.customer_note,
			billing_address: addressLines( billing, locale ),
			shipping_address: addressLines( shipping, locale ),
			email: order.billing_email ?? '',
			phone: billing.phone,
			url: webAddress( store.orderUrl ),
		},
		lines,
		contact: {
			first_name: contact?.first_name || billing.first_name,
			last_name: contact?.last_name || billing.last_name,
			display_name:
				contact?.display_name ||
				`${ billing.first_name } ${ billing.last_name }`.trim(),
			email: contact?.email || ( order.billing_email ?? '' ),
		},
		store: { name: store.name, url: webAddress( store.url ) },
		account: {
			name: account.name,
			sender_name: account.senderName || account.name,
		},
		unsubscribe_url: unsubscribeUrl,
	};
}

const dateFormats = new Map< string, Intl.DateTimeFormat >();

function dateFormat( locale: string, timeZone: string ): Intl.DateTimeFormat {
	const key = `${ locale } ${ timeZone }`;
	let format = dateFormats.get( key );
	if ( format === undefined ) {
		format = new Intl.DateTimeFormat( locale, {
			dateStyle: 'long',
			timeZone,
		} );
		dateFormats.set( key, format );
	}
	return format;
}

/** The amount as the buyer saw it in the store: with tax or without. */
function shownAmount( order: Order, net: string, tax: string ): string {
	return order.prices_include_tax ? sumDecimals( net, tax ) : net;
}

interface Sums {
	subtotal: string;
	discount: string;
	shipping: string;
	fees: string;
}

function shownSums( order: Order ): Sums {
	const { totals } = order;
	const itemsTax = sumDecimals(
		...order.line_items.map( ( line ) => line.subtotal_tax )
	);
	const discountTax = sumDecimals(
		itemsTax,
		negated( taxOf( order.line_items ) )
	);
	return {
		subtotal: shownAmount( order, totals.items, itemsTax ),
		discount: shownAmount( order, totals.discount, discountTax ),
		shipping: shownAmount(
			order,
			totals.shipping,
			taxOf( order.shipping_lines )
		),
		fees: shownAmount( order, totals.fees, taxOf( order.fee_lines ) ),
	};
}

function taxOf( lines: readonly { total_tax: string }[] ): string {
	return sumDecimals( ...lines.map( ( line ) => line.total_tax ) );
}

/** The rows below the lines, as in the store, without the rows that would be zero. */
function totalRows(
	order: Order,
	sums: Sums,
	money: ( amount: string ) => string
): TotalRow[] {
	const words = texts().buyerEmails;
	const rows: TotalRow[] = [];
	const push = ( label: string, value: string, isTotal = false ) =>
		rows.push( { label, value, is_total: isTotal } );
	const add = ( label: string, amount: string ) => {
		if ( ! isZero( amount ) ) {
			push( label, money( amount ) );
		}
	};
	push( words.subtotal, money( sums.subtotal ) );
	add( words.discount, negated( sums.discount ) );
	if ( order.shipping_lines.length > 0 ) {
		push(
			shippingMethod( order ) || words.shipping,
			isZero( sums.shipping ) ? words.free : money( sums.shipping )
		);
	}
	for ( const fee of order.fee_lines ) {
		add(
			fee.name || words.fee,
			shownAmount( order, fee.total, fee.total_tax )
		);
	}
	if ( ! order.prices_include_tax ) {
		add( words.tax, order.totals.tax );
	}
	push( words.total, money( order.totals.total ), true );
	if ( order.prices_include_tax ) {
		add( words.taxIncluded, order.totals.tax );
	}
	add( words.refunded, negated( order.totals.refunded ) );
	return rows;
}

function shippingMethod( order: Order ): string {
	return order.shipping_lines
		.map( ( line ) => line.method_title )
		.filter( ( title ) => title !== '' )
		.join( ', ' );
}

/** Only https: clients warn about other images, or hide them. */
function imageOf(
	line: OrderLine,
	images: ReadonlyMap< string, string >
): string {
	const url =
		images.get( `${ line.product_id }:${ line.variation_id }` ) ??
		images.get( String( line.product_id ) );
	return url !== undefined && URL.parse( url )?.protocol === 'https:'
		? url
		: '';
}

/** A template puts the value into a link, so anything but a web address becomes empty. */
function webAddress( url: string | null ): string {
	const protocol = url === null ? undefined : URL.parse( url )?.protocol;
	return url !== null && ( protocol === 'https:' || protocol === 'http:' )
		? url
		: '';
}
