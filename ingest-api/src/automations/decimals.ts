import { isZero, negated, sumDecimals } from './email/money.ts';

/** Exactly, of decimal strings. @return Below 0 where the first is less, 0 where they are the same. */
export function compareDecimals( a: string, b: string ): number {
	const difference = sumDecimals( a, negated( b ) );
	if ( isZero( difference ) ) {
		return 0;
	}
	return difference.startsWith( '-' ) ? -1 : 1;
}
