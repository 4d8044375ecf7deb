/** Longer than any number that WooCommerce assigns, and short enough for an index. */
const DIGITS = 20;
const LENGTH = 100;

/** An order's number as text that sorts as people count: "A-9" before "A-10". */
export function numberSort( number: string ): string {
	return number
		.toLowerCase()
		.replaceAll( /\d+/g, ( digits ) => digits.padStart( DIGITS, '0' ) )
		.slice( 0, LENGTH )
		.toWellFormed();
}
