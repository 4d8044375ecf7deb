import { isZero, negated, sumDecimals } from './email/money.ts';

/** Compares decimal strings exactly. @return Below 0 if `a` is less than `b`, 0 if they are equal. */
export function compareDecimals( a: string, b: string ): number {
	const difference = sumDecimals( a, negated( b ) );
	if ( isZero( difference ) ) {
		return 0;
	}
	return difference.startsWith( '-' ) ? -1 : 1;
}

/** Keeps at least two decimal places, and drops the zeros that Postgres pads with. */
export function withPlaces( amount: string ): string {
	const [ whole, places = '' ] = amount.split( '.' );
	return `${ whole }.${ places.replace( /0+$/, '' ).padEnd( 2, '0' ) }`;
}

/** "2.00" → "2", "1.50" → "1.5". */
export function withoutZeros( decimal: string ): string {
	return decimal.includes( '.' ) ? decimal.replace( /\.?0+$/, '' ) : decimal;
}
