import { describe } from 'vitest';
import { itAccepts, itRefuses } from '../../testing/fields.ts';
import { sampleProductRecord, sampleVariant } from '../../testing/samples.ts';
import {
	BAD_DECIMALS,
	BAD_FLAGS,
	BAD_IDS,
	BAD_POSITIVE_DECIMALS,
	BAD_TEXTS,
	BAD_TIMES,
	BAD_URLS,
	GOOD_DECIMALS,
	GOOD_TEXTS,
	GOOD_TIMES,
	GOOD_URLS,
	textsAsLongAs,
	textsLongerThan,
} from '../../testing/values.ts';
import { MAX_HTML } from './common.ts';

const product = sampleProductRecord( {
	data: { type: 'variable', variants: [ sampleVariant() ] },
} );
const withoutNull = ( values: readonly unknown[] ) =>
	values.filter( ( value ) => value !== null );

describe( 'R12 a product record is simple or variable', () => {
	itAccepts( product, [ [ '/data/type', [ 'variable' ] ] ] );
	itAccepts( sampleProductRecord(), [
		[ '/data/type', [ 'simple', 'variable' ] ],
	] );
	itRefuses( product, [
		[
			'/data/type',
			[
				undefined,
				null,
				'',
				'Simple',
				'grouped',
				'external',
				'subscription',
				'variation',
				'constructor',
				'__proto__',
			],
		],
	] );
} );

describe( 'R13 a product record has a price above zero, and so has each variant', () => {
	for ( const at of [ '/data', '/data/variants/0' ] ) {
		itAccepts( product, [
			[ `${ at }/price`, [ '0.01', '10', '10.00' ] ],
			[ `${ at }/regular_price`, [ ...GOOD_DECIMALS, null ] ],
			[ `${ at }/sale_price`, [ '0', null ] ],
			[ `${ at }/date_on_sale_from`, [ ...GOOD_TIMES, null ] ],
		] );
		itRefuses( product, [
			[ `${ at }/price`, [ ...BAD_POSITIVE_DECIMALS, null ] ],
			[ `${ at }/regular_price`, withoutNull( BAD_DECIMALS ) ],
			[ `${ at }/sale_price`, withoutNull( BAD_DECIMALS ) ],
			[ `${ at }/date_on_sale_to`, BAD_TIMES ],
		] );
	}
	itAccepts(
		sampleProductRecord( { data: { include_in_online_store: false } } ),
		[ [ '/data/price', [ '0.01', null ] ] ]
	);
	itRefuses(
		sampleProductRecord( { data: { include_in_online_store: false } } ),
		[ [ '/data/price', withoutNull( BAD_POSITIVE_DECIMALS ) ] ]
	);
	itAccepts( product, [ [ '/data/variants', [ [] ] ] ] );
	itRefuses( product, [
		[
			'/data/variants',
			[ undefined, null, {}, Array( 2_001 ).fill( sampleVariant() ) ],
		],
		[ '/data/variants/0', [ null, 5 ] ],
		[ '/data/variants/0/id', [ ...BAD_IDS, null ] ],
		[ '/data/variants/0/image', BAD_URLS ],
		[ '/data/variants/0/attributes', [ undefined, null, [ {} ].length ] ],
	] );
} );

describe( 'R14 a product record says whether it is in the online store', () => {
	itAccepts( product, [
		[ '/data/include_in_online_store', [ true, false ] ],
	] );
	itRefuses( product, [ [ '/data/include_in_online_store', BAD_FLAGS ] ] );
} );

describe( "R15 a product record carries WooCommerce's fields", () => {
	itAccepts( product, [
		[ '/data/name', GOOD_TEXTS ],
		[
			'/data/description',
			[ ...GOOD_TEXTS, ...textsAsLongAs( MAX_HTML ) ],
		],
		[ '/data/permalink', GOOD_URLS ],
		[ '/data/images', [ [], GOOD_URLS ] ],
		[ '/data/collection_ids', [ [], [ '1', '2' ] ] ],
		[ '/data/stock_quantity', [ '-2', '0', '1.5', null ] ],
		[ '/data/stock_status', [ 'instock', 'onbackorder', 'custom_status' ] ],
		[ '/data/attributes', [ [], [ { name: 'Größe', options: [] } ] ] ],
		[ '/data/date_created', [ ...GOOD_TIMES, null ] ],
	] );
	itRefuses( product, [
		[ '/data/name', BAD_TEXTS ],
		[ '/data/slug', BAD_TEXTS ],
		[
			'/data/description',
			[ ...BAD_TEXTS, ...textsLongerThan( MAX_HTML ) ],
		],
		[ '/data/short_description', BAD_TEXTS ],
		[ '/data/permalink', [ ...BAD_URLS, null ] ],
		[
			'/data/images',
			[
				undefined,
				null,
				Array( 501 ).fill( 'https://store.example/a.jpg' ),
			],
		],
		[
			'/data/images/0',
			[ ...BAD_URLS.filter( ( url ) => url !== undefined ), null ],
		],
		[ '/data/collection_ids', [ undefined, null, '21' ] ],
		[
			'/data/collection_ids/0',
			[ ...BAD_IDS.filter( ( id ) => id !== undefined ), null ],
		],
		[ '/data/virtual', BAD_FLAGS ],
		[ '/data/downloadable', BAD_FLAGS ],
		[ '/data/manage_stock', [ ...BAD_FLAGS, 'parent' ] ],
		[ '/data/sku', BAD_TEXTS ],
		[ '/data/stock_quantity', withoutNull( BAD_DECIMALS ) ],
		[ '/data/stock_status', [ ...BAD_TEXTS, ...textsLongerThan( 50 ) ] ],
		[ '/data/date_created', BAD_TIMES ],
		[ '/data/date_modified', BAD_TIMES ],
	] );
	itRefuses( product, [ [ '/data/purchase_note', [ 'x' ] ] ], '/data' );
	itRefuses(
		product,
		[ [ '/data/variants/0/name', [ 'x' ] ] ],
		'/data/variants/0'
	);
} );
