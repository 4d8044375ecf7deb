import { hash } from 'node:crypto';

/*
 * Both sides hash the text of a record: its data in the contract's order of fields (contractObject()), encoded by the
 * language's own JSON encoder. The PHP counterpart is plugin/src/Records/RecordJson.php.
 */

const HEX = 32;
const COMBINED_HEX = 16;

/** The combined digest of no records. */
export const EMPTY_COMBINED_DIGEST = '0'.repeat( COMBINED_HEX );

/**
 * The text of a record's data; it is hashed and stored.
 *
 * @param data As parseRecord() returns it: in the contract's order.
 */
export function recordJson( data: object ): string {
	return JSON.stringify( data );
}

/**
 * The product fields of an order's line. The plugin reads them as they are today, so a new SKU or a deleted product
 * must not change the order's digest. The pattern cannot match inside a value, where quotes are escaped.
 */
export const PRODUCTS_OF_LINES =
	'"product_id":(?:null|"[0-9]*"),|"sku":"[^"\\\\]*(?:\\\\.[^"\\\\]*)*",|,"variation_id":(?:null|"[0-9]*")';
const productsOfLines = new RegExp( PRODUCTS_OF_LINES, 'g' );

/**
 * Equal digests mean that both sides hold the same data of a record. The product fields of an order's lines are cut
 * out of the text, because encoding the order again without them costs twice as much.
 *
 * @param data As parseRecord() returns it: in the contract's order.
 * @param json The result of recordJson() for it, if at hand.
 * @return 32 hexadecimal characters: the first half of a SHA-256.
 */
export function digestOf( data: object, json = recordJson( data ) ): string {
	const comparable =
		'line_items' in data ? json.replace( productsOfLines, '' ) : json;
	return sha256( comparable ).slice( 0, HEX );
}

/**
 * The digest of a set of records, whatever their order: XOR of a hash of each. The hash includes the ID, so that two
 * records that swap their data are noticed.
 *
 * @param records `digest` from digestOf(); each ID once.
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
