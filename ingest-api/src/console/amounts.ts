import { texts } from '../texts/texts.ts';
/** Digits, the separator between them, and nothing that groups thousands. */
const PLAIN = /^(?<whole>\d+)(?:[.,](?<rest>\d+))?$/;

/** "1,000" is a thousand in one country and one in another; "0,500" and "1234,500" can be read in one way only. */
const AMBIGUOUS = /^[1-9]\d{0,2}[.,]\d{3}$/;

/** "1,234,567" and "1,234.56", whichever of a comma and a point groups; spaces and apostrophes always do. */
const GROUPED = [
	/^(?<whole>\d{1,3}(?:,\d{3})+)(?:\.(?<rest>\d+))?$/,
	/^(?<whole>\d{1,3}(?:\.\d{3})+)(?:,(?<rest>\d+))?$/,
	/^(?<whole>\d{1,3}(?:[ '’]\d{3})+)(?:[.,](?<rest>\d+))?$/,
];

/**
 * An amount as people type it, with or without separators of thousands.
 *
 * @return A decimal; null: it is none, or can be read in two ways.
 */
export function readAmount( text: string ): string | null {
	// No-break and thin spaces come with what is copied from a page.
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

/** A decimal as it stands in a field, so that readAmount() reads the same: "1.234" could be read in two ways. */
export function amountText( decimal: string ): string {
	return AMBIGUOUS.test( decimal ) ? `${ decimal }0` : decimal;
}

/** What to say of an amount that is not one. */
export function amountError( text: string ): string {
	return AMBIGUOUS.test( text.trim() )
		? texts().common.ambiguousAmount( { amount: text.trim() } )
		: texts().common.enterAmount;
}
