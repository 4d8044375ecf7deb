import { hash } from 'node:crypto';

/*
 * Both sides hash the text of a record: its data in the contract's order of fields (contractObject()),
 * by the encoder that the language has. plugin/src/Records/RecordJson.php is the other one.
 */

const HEX = 32;
const COMBINED_HEX = 16;

/** The combined digest of no records. */
export const EMPTY_COMBINED_DIGEST = '0'.repeat( COMBINED_HEX );

/**
 * The text of a record's data, which is hashed and kept.
 *
 * @param data As parseRecord() gives it: in the contract's order.
 */
export function recordJson( data: object ): string {
	return JSON.stringify( data );
}

/**
 * What a line of an order says of its product, which is read as it is today: a new SKU, or a product deleted for good,
 * changes no order. A name with its quotes is never part of a value: there the quotes are escaped.
 */
export const PRODUCTS_OF_LINES =
	'"product_id":(?:null|"[0-9]*"),|"sku":"[^"\\\\]*(?:\\\\.[^"\\\\]*)*",|,"variation_id":(?:null|"[0-9]*")';
const productsOfLines = new RegExp( PRODUCTS_OF_LINES, 'g' );

/**
 * Tells whether two sides hold the same of a record. What an order's lines say of their products is left out: of the
 * text, since to encode it again without that costs twice as much.
 *
 * @param data As parseRecord() gives it: in the contract's order.
 * @param json What recordJson() made of it, where that is at hand.
 * @return 32 hexadecimal characters: the first half of a SHA-256.
 */
export function digestOf( data: object, json = recordJson( data ) ): string {
	const comparable =
		'line_items' in data ? json.replace( productsOfLines, '' ) : json;
	return sha256( comparable ).slice( 0, HEX );
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
