import { texts } from '../texts/texts.ts';
/** Digits, the separator between them, and nothing that groups thousands. */
const PLAIN = /^(?<whole>\d+)(?:[.,](?<rest>\d+))?$/;

/** "1,000" is a thousand in one country and one in another; "0,500" and "1234,500" have only one meaning. */
const AMBIGUOUS = /^[1-9]\d{0,2}[.,]\d{3}$/;

/** "1,234,567" and "1,234.56", grouped by comma or point; spaces and apostrophes always group. */
const GROUPED = [
	/^(?<whole>\d{1,3}(?:,\d{3})+)(?:\.(?<rest>\d+))?$/,
	/^(?<whole>\d{1,3}(?:\.\d{3})+)(?:,(?<rest>\d+))?$/,
	/^(?<whole>\d{1,3}(?:[ '’]\d{3})+)(?:[.,](?<rest>\d+))?$/,
];

/**
 * Reads an amount as people type it, with or without thousands separators.
 *
 * @return A decimal; null if the text is no amount, or an ambiguous one.
 */
export function readAmount( text: string ): string | null {
	// Text copied from a page contains no-break and thin spaces.
	const given = text.trim().replaceAll( /\s/g, ' ' );
	if ( AMBIGUOUS.test( given ) ) {
		return null;
	}
	for ( const form of [ PLAIN, ...GROUPED ] ) {
		const { whole, rest } = form.exec( given )?.groups ?? {};
		if ( whole !== undefined ) {
			const digits = whole.replaceAll( /\D/g, '' );
			return rest === undefined ? digits : `${ digits }.${ rest }`;
		}
	}
	return null;
}

/** The text of a decimal in a field, so that readAmount() returns the same value: "1.234" would be ambiguous. */
export function amountText( decimal: string ): string {
	return AMBIGUOUS.test( decimal ) ? `${ decimal }0` : decimal;
}

/** The message about a text that readAmount() refuses. */
export function amountError( text: string ): string {
	return AMBIGUOUS.test( text.trim() )
		? texts().common.ambiguousAmount( { amount: text.trim() } )
		: texts().common.enterAmount;
}
