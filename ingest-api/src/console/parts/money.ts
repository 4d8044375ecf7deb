import { withPlaces } from '../../automations/decimals.ts';
import { moneyLocale } from '../../texts/formats.ts';

const KNOWN = new Set( Intl.supportedValuesOf( 'currency' ) );

/**
 * "1249987.5", "USD" → "$1,249,987.50", in the viewer's locale, with the currency's decimal places, and without using a
 * float.
 */
export function money( amount: string, currency: string ): string {
	if ( ! KNOWN.has( currency ) ) {
		return `${ withPlaces( amount ) } ${ currency }`;
	}
	return new Intl.NumberFormat( moneyLocale(), {
		style: 'currency',
		currency,
	} ).format( amount as `${ number }` );
}
