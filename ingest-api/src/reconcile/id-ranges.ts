/** Text IDs within a range of numbers: between two texts, with a bounded number of digits. */
export interface TextRange {
	from: string;
	to: string;
	fewestDigits: number;
	mostDigits: number;
}

/** See wooIdSchema. */
const MOST_DIGITS = 20;

/**
 * The IDs of a numeric range, as text ranges that an index with the collation "C" can find: among IDs of the same
 * length the text order is the numeric order. An index on the numbers themselves is of no use under row-level security:
 * converting a text to a number may fail, and the error would reveal another account's rows.
 *
 * Longer IDs with the same beginning lie between them, and are read and discarded: at worst ten times as many for each
 * further digit.
 *
 * @param from An ID without leading zeros; see wooIdSchema.
 * @param to   null for no end.
 * @return In numeric order, without overlaps. At most three.
 */
export function textRangesOf( from: string, to: string | null ): TextRange[] {
	const end = to ?? lastOf( MOST_DIGITS );
	if ( from.length === end.length ) {
		return [ ofLength( from, end ) ];
	}
	const fewestDigits =
		from === firstOf( from.length ) ? from.length : from.length + 1;
	const mostDigits =
		end === lastOf( end.length ) ? end.length : end.length - 1;
	return [
		...( fewestDigits > from.length
			? [ ofLength( from, lastOf( from.length ) ) ]
			: [] ),
		// All of these lengths, in a single index scan.
		...( fewestDigits <= mostDigits
			? [
					{
						from: firstOf( 1 ),
						to: lastOf( MOST_DIGITS ),
						fewestDigits,
						mostDigits,
					},
				]
			: [] ),
		...( mostDigits < end.length
			? [ ofLength( firstOf( end.length ), end ) ]
			: [] ),
	];
}

function ofLength( from: string, to: string ): TextRange {
	return { from, to, fewestDigits: from.length, mostDigits: from.length };
}

function firstOf( digits: number ): string {
	return `1${ '0'.repeat( digits - 1 ) }`;
}

function lastOf( digits: number ): string {
	return '9'.repeat( digits );
}
