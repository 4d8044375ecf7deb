/** Ids as text that are within a range of numbers: between two texts, of so many digits. */
export interface TextRange {
	from: string;
	to: string;
	fewestDigits: number;
	mostDigits: number;
}

/** Of wooIdSchema. */
const MOST_DIGITS = 20;

/**
 * The ids of a range of numbers, as an index of texts in order ("C") finds them: among ids of as many digits the order of
 * the texts is that of the numbers. An index of the numbers themselves is of no use under row-level security, since turning
 * a text into a number may fail, and the error would tell of another account's rows.
 *
 * Longer ids that begin alike lie between them, and are read and left out: at worst ten times as many for each digit more.
 *
 * @param from Ids without leading zeros, as wooIdSchema has them.
 * @param to   null for no end.
 * @return In the order of the numbers, without overlaps. At most three.
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
		// All of these lengths, in one go through the index.
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
