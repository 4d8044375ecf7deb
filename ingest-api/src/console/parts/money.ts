const KNOWN = new Set( Intl.supportedValuesOf( 'currency' ) );

/** "1249987.5", "USD" → "$1,249,987.50": in the currency's places, and never by way of a float. */
export function money( amount: string, currency: string ): string {
	if ( ! KNOWN.has( currency ) ) {
		return `${ withPlaces( amount ) } ${ currency }`;
	}
	return new Intl.NumberFormat( 'en-US', {
		style: 'currency',
		currency,
	} ).format( amount as `${ number }` );
}

/** At least two places, and no zeros that Postgres fills up with. */
export function withPlaces( amount: string ): string {
	const [ whole, places = '' ] = amount.split( '.' );
	return `${ whole }.${ places.replace( /0+$/, '' ).padEnd( 2, '0' ) }`;
}
