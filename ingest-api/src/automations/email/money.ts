/** Decimal places: the contract allows no more. */
const PLACES = 8;

/** The exact sum of decimal strings, with as many places as the longest of them. */
export function sumDecimals( ...amounts: readonly string[] ): string {
	const places = Math.max(
		0,
		...amounts.map( ( amount ) => amount.split( '.' )[ 1 ]?.length ?? 0 )
	);
	const sum = amounts.reduce(
		( total, amount ) => total + units( amount ),
		0n
	);
	const digits = String( sum < 0n ? -sum : sum ).padStart( PLACES + 1, '0' );
	const whole = digits.slice( 0, -PLACES );
	const fraction = digits.slice( -PLACES ).slice( 0, places );
	const sign = sum < 0n ? '-' : '';
	return `${ sign }${ whole }${ places > 0 ? `.${ fraction }` : '' }`;
}

function units( amount: string ): bigint {
	const [ whole = '', fraction = '' ] = amount.split( '.' );
	return BigInt( `${ whole }${ fraction.padEnd( PLACES, '0' ) }` );
}

export function negated( amount: string ): string {
	return amount.startsWith( '-' ) ? amount.slice( 1 ) : `-${ amount }`;
}

export function isZero( amount: string ): boolean {
	return ! /[1-9]/.test( amount );
}

/** "2.00" → "2", "0.50" → "0.5". */
export function withoutTrailingZeros( amount: string ): string {
	return amount.includes( '.' )
		? amount.replace( /0+$/, '' ).replace( /\.$/, '' )
		: amount;
}

const formats = new Map< string, Intl.NumberFormat | null >();

/** Uses the currency's decimal places: "€28.56", "¥1,200", "KWD 3.500". A store's own currency reads "120 POINTS". */
export function formatMoney(
	amount: string,
	currency: string,
	locale: string
): string {
	// Zero has no sign: "-0.00" becomes "0".
	const exact = (
		isZero( amount ) ? '0' : amount
	) as Intl.StringNumericLiteral;
	const format = currencyFormat( currency, locale );
	return format === null
		? `${ withoutTrailingZeros( exact ) } ${ currency }`
		: format.format( exact );
}

function currencyFormat(
	currency: string,
	locale: string
): Intl.NumberFormat | null {
	const key = `${ locale } ${ currency }`;
	let format = formats.get( key );
	if ( format === undefined ) {
		format = /^[A-Z]{3}$/.test( currency )
			? new Intl.NumberFormat( locale, { style: 'currency', currency } )
			: null;
		formats.set( key, format );
	}
	return format;
}
