import { withPlaces } from '../../automations/decimals.ts';
import { moneyLocale } from '../../texts/formats.ts';

const KNOWN = new Set( Intl.supportedValuesOf( 'currency' ) );

/** "1249987.5", "USD" → "$1,249,987.50", or as whoever looks writes it: in the currency's places, and never by way of a float. */
export function money( amount: string, currency: string ): string {
	if ( ! KNOWN.has( currency ) ) {
		return `${ withPlaces( amount ) } ${ currency }`;
	}
	return new Intl.NumberFormat( moneyLocale(), {
		style: 'currency',
		currency,
	} ).format( amount as `${ number }` );
}
