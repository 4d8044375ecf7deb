import { isZero, negated, sumDecimals } from './email/money.ts';

/** Exactly, of decimal strings. @return Below 0 where the first is less, 0 where they are the same. */
export function compareDecimals( a: string, b: string ): number {
	const difference = sumDecimals( a, negated( b ) );
	if ( isZero( difference ) ) {
		return 0;
	}
	return difference.startsWith( '-' ) ? -1 : 1;
}

/** At least two places, and no zeros that Postgres fills up with. */
export function withPlaces( amount: string ): string {
	const [ whole, places = '' ] = amount.split( '.' );
	return `${ whole }.${ places.replace( /0+$/, '' ).padEnd( 2, '0' ) }`;
}

/** "2.00" → "2", "1.50" → "1.5". */
export function withoutZeros( decimal: string ): string {
	return decimal.includes( '.' ) ? decimal.replace( /\.?0+$/, '' ) : decimal;
}
