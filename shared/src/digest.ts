import { hash } from 'node:crypto';

/** What JSON can hold. */
type Json =
	| string
	| number
	| boolean
	| null
	| readonly Json[]
	| { readonly [ key: string ]: Json };

const HEX = 32;
const COMBINED_HEX = 16;

/** The combined digest of no records. */
export const EMPTY_COMBINED_DIGEST = '0'.repeat( COMBINED_HEX );

/** JSON with the keys of its objects in the order of their code units and no spaces, so that equal data is equal text. */
export function canonicalJson( value: unknown ): string {
	return encode( value as Json );
}

/** Nothing in it has to be escaped. */
const PLAIN_KEY = /^[a-z0-9_]+$/;

/** Of each record that comes in: text is put together as it goes, which costs half of what lists of it do. */
function encode( value: Json ): string {
	if ( value === null || typeof value !== 'object' ) {
		return JSON.stringify( value );
	}
	if ( Array.isArray( value ) ) {
		let items = '';
		for ( const item of value ) {
			items += ( items === '' ? '' : ',' ) + encode( item );
		}
		return `[${ items }]`;
	}
	const object = value as Record< string, Json >;
	let members = '';
	for ( const key of Object.keys( object ).sort() ) {
		const name = PLAIN_KEY.test( key )
			? `"${ key }"`
			: JSON.stringify( key );
		members +=
			( members === '' ? '' : ',' ) +
			name +
			':' +
			encode( object[ key ]! );
	}
	return `{${ members }}`;
}

/**
 * Tells whether two sides hold the same of a record, whatever order either keeps its fields in. What
 * an order's lines say of their products is left out.
 *
 * @param data      Of a record, as it is on the wire.
 * @param canonical What canonicalJson() made of it, where that is at hand.
 * @return 32 hexadecimal characters: the first half of a SHA-256.
 */
export function digestOf( data: unknown, canonical?: string ): string {
	const comparable = withoutProductsOfLines( data );
	return digestOfCanonical(
		comparable === data && canonical !== undefined
			? canonical
			: canonicalJson( comparable )
	);
}

/** Of an order's line, read from the product as it is today: a new SKU, or a product deleted for good, changes no order. */
const OF_PRODUCTS = new Set( [ 'product_id', 'variation_id', 'sku' ] );

function withoutProductsOfLines( data: unknown ): unknown {
	const { line_items: lines } = ( data ?? {} ) as { line_items?: unknown };
	if ( ! Array.isArray( lines ) ) {
		return data;
	}
	return {
		...( data as object ),
		line_items: lines.map( ( line: object ) =>
			Object.fromEntries(
				Object.entries( line ).filter(
					( [ name ] ) => ! OF_PRODUCTS.has( name )
				)
			)
		),
	};
}

function digestOfCanonical( json: string ): string {
	return sha256( json ).slice( 0, HEX );
}

/**
 * The digest of a set of records, in whatever order they come: XOR of a hash of each, in which the
 * id takes part, so that two records that swap their data are noticed.
 *
 * @param records `digest` as digestOf() makes it; each id once.
 * @return 16 hexadecimal characters.
 */
export function combinedDigest(
	records: Iterable< { id: string; digest: string } >
): string {
	let combined = 0n;
	for ( const { id, digest } of records ) {
		const hashed = sha256( `${ id }:${ digest }` ).slice( 0, COMBINED_HEX );
		// eslint-disable-next-line no-bitwise -- XOR takes no order, and SQL and PHP have it.
		combined ^= BigInt( `0x${ hashed }` );
	}
	return combined.toString( 16 ).padStart( COMBINED_HEX, '0' );
}

function sha256( text: string ): string {
	return hash( 'sha256', text, 'hex' );
}
