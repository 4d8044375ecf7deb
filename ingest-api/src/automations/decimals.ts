const DECIMAL = /^-?\d{1,15}(\.\d{1,8})?$/;
const PLACES = 8;

export function isDecimal( text: string ): boolean {
	return DECIMAL.test( text );
}

/** Exactly, of decimal strings. @return Below 0 where the first is less, 0 where they are the same. */
export function compareDecimals( a: string, b: string ): number {
	const difference = scaled( a ) - scaled( b );
	return Number( difference > 0n ) - Number( difference < 0n );
}

function scaled( decimal: string ): bigint {
	const [ whole = '0', fraction = '' ] = decimal.split( '.' );
	return BigInt( whole + fraction.slice( 0, PLACES ).padEnd( PLACES, '0' ) );
}
