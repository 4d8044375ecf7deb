import { describe } from 'vitest';
import { itAccepts, itRefuses } from '../../testing/fields.ts';
import { sampleOrderLine, sampleOrderRecord } from '../../testing/samples.ts';
import {
	BAD_CURRENCIES,
	BAD_DECIMALS,
	BAD_EMAILS,
	BAD_FLAGS,
	BAD_IDS,
	BAD_TEXTS,
	BAD_TIMES,
	GOOD_CURRENCIES,
	GOOD_DECIMALS,
	GOOD_EMAILS,
	GOOD_IDS,
	GOOD_TEXTS,
	GOOD_TIMES,
	textsAsLongAs,
	textsLongerThan,
} from '../../testing/values.ts';
import { MAX_NAME, MAX_TEXT } from './common.ts';

const order = sampleOrderRecord();
const TOTALS = [
	'items',
	'discount',
	'shipping',
	'fees',
	'tax',
	'refunded',
	'total',
];
const LINE_MONEY = [
	'quantity',
	'subtotal',
	'subtotal_tax',
	'total',
	'total_tax',
];

describe( 'R7 an order record carries', () => {
	describe( 'its number, dates, currency and totals', () => {
		itAccepts( order, [
			[ '/id', GOOD_IDS ],
			[
				'/data/number',
				[ '1', 'RE-2026/0001', 'Nº 5 🎁', ...textsAsLongAs( 100 ) ],
			],
			[ '/data/date_created', GOOD_TIMES ],
			[ '/data/date_paid', [ ...GOOD_TIMES, null ] ],
			[ '/data/date_completed', [ null ] ],
			[ '/data/currency', GOOD_CURRENCIES ],
			...TOTALS.map(
				( name ) => [ `/data/totals/${ name }`, GOOD_DECIMALS ] as const
			),
		] );
		itRefuses( order, [
			[ '/id', [ ...BAD_IDS, null ] ],
			[
				'/data/number',
				[ ...BAD_TEXTS, '', 1001, ...textsLongerThan( 100 ) ],
			],
			[ '/data/date_created', [ ...BAD_TIMES, null ] ],
			[ '/data/date_modified', [ ...BAD_TIMES, null ] ],
			[ '/data/date_paid', BAD_TIMES ],
			[ '/data/date_completed', BAD_TIMES ],
			[ '/data/currency', BAD_CURRENCIES ],
			[ '/data/prices_include_tax', BAD_FLAGS ],
			[ '/data/totals', [ undefined, null, [], '28.56' ] ],
			...TOTALS.map(
				( name ) => [ `/data/totals/${ name }`, BAD_DECIMALS ] as const
			),
		] );
	} );

	describe( 'its lines with product and variant', () => {
		itAccepts( order, [
			[
				'/data/line_items',
				[ [], Array( 5_000 ).fill( sampleOrderLine() ) ],
			],
			[ '/data/line_items/0/product_id', [ ...GOOD_IDS, null ] ],
			[ '/data/line_items/0/variation_id', [ ...GOOD_IDS, null ] ],
			[
				'/data/line_items/0/name',
				[ ...GOOD_TEXTS, ...textsAsLongAs( MAX_NAME ) ],
			],
			[ '/data/line_items/0/attributes', [ [] ] ],
			...LINE_MONEY.map(
				( name ) =>
					[ `/data/line_items/0/${ name }`, GOOD_DECIMALS ] as const
			),
		] );
		itRefuses( order, [
			[
				'/data/line_items',
				[
					undefined,
					null,
					{},
					Array( 5_001 ).fill( sampleOrderLine() ),
				],
			],
			[ '/data/line_items/0', [ null, [], '11' ] ],
			[ '/data/line_items/0/id', [ ...BAD_IDS, null ] ],
			[ '/data/line_items/0/product_id', BAD_IDS ],
			[ '/data/line_items/0/variation_id', BAD_IDS ],
			[
				'/data/line_items/0/name',
				[ ...BAD_TEXTS, ...textsLongerThan( MAX_NAME ) ],
			],
			[ '/data/line_items/0/sku', BAD_TEXTS ],
			[
				'/data/line_items/0/attributes',
				[
					undefined,
					null,
					{},
					Array( 101 ).fill( { name: 'a', value: 'b' } ),
				],
			],
			[ '/data/line_items/0/attributes/0/value', BAD_TEXTS ],
			...LINE_MONEY.map(
				( name ) =>
					[ `/data/line_items/0/${ name }`, BAD_DECIMALS ] as const
			),
		] );
	} );

	describe( 'its shipping, fees and coupons', () => {
		itAccepts( order, [
			[ '/data/shipping_lines', [ [] ] ],
			[ '/data/fee_lines/0/total', [ '-5.00' ] ],
			[ '/data/coupon_lines/0/code', GOOD_TEXTS ],
		] );
		itRefuses( order, [
			[ '/data/shipping_lines', [ undefined, null ] ],
			[ '/data/shipping_lines/0/id', BAD_IDS ],
			[ '/data/shipping_lines/0/total', BAD_DECIMALS ],
			[ '/data/fee_lines', [ undefined, null ] ],
			[ '/data/fee_lines/0/total_tax', BAD_DECIMALS ],
			[ '/data/coupon_lines', [ undefined, null ] ],
			[ '/data/coupon_lines/0/code', BAD_TEXTS ],
			[ '/data/coupon_lines/0/discount', BAD_DECIMALS ],
			[ '/data/coupon_lines/0/discount_tax', BAD_DECIMALS ],
		] );
	} );

	describe( 'its addresses, customer note and payment method', () => {
		itAccepts( order, [
			[
				'/data/customer_note',
				[ ...GOOD_TEXTS, ...textsAsLongAs( MAX_TEXT ) ],
			],
			[ '/data/billing/last_name', GOOD_TEXTS ],
			[ '/data/payment_method', [ '', 'cod', ...textsAsLongAs( 200 ) ] ],
		] );
		itRefuses( order, [
			[
				'/data/customer_note',
				[ ...BAD_TEXTS, ...textsLongerThan( MAX_TEXT ) ],
			],
			[ '/data/billing', [ undefined, null, [] ] ],
			[ '/data/billing/last_name', BAD_TEXTS ],
			[ '/data/shipping/phone', BAD_TEXTS ],
			[
				'/data/payment_method',
				[ ...BAD_TEXTS, ...textsLongerThan( 200 ) ],
			],
			[ '/data/payment_method_title', BAD_TEXTS ],
			[ '/data/transaction_id', BAD_TEXTS ],
			[
				'/data/created_via',
				[ ...BAD_TEXTS, ...textsLongerThan( 100 ) ],
			],
		] );
	} );
} );

describe( 'R5 an order record carries its WooCommerce status, custom ones included', () => {
	itAccepts( order, [
		[
			'/data/status',
			[
				'pending',
				'on-hold',
				'awaiting_pickup',
				'in-production-2',
				'constructor',
				'__proto__',
			],
		],
	] );
	itRefuses( order, [
		[
			'/data/status',
			[
				undefined,
				null,
				5,
				'',
				'Completed',
				'on hold',
				'готово',
				'pending\n',
				'a'.repeat( 51 ),
			],
		],
	] );
} );

describe( 'R2 an order record carries its buyer, a guest or not', () => {
	itAccepts( order, [
		[ '/data/billing_email', [ ...GOOD_EMAILS, null ] ],
		[ '/data/customer_id', [ ...GOOD_IDS, null ] ],
	] );
	itRefuses( order, [
		[ '/data/billing_email', BAD_EMAILS ],
		[ '/data/customer_id', BAD_IDS ],
	] );
} );

describe( 'an order record has only the fields of the contract', () => {
	itRefuses( order, [ [ '/data/meta_data', [ [] ] ] ], '/data' );
	itRefuses( order, [ [ '/data/totals/grand', [ '1' ] ] ], '/data/totals' );
	itRefuses(
		order,
		[ [ '/data/line_items/0/price', [ '1' ] ] ],
		'/data/line_items/0'
	);
} );
