import { z } from 'zod';

/**
 * The longest texts that a store may send, in Unicode code points: PHP's mb_strlen, Postgres and JSON Schema count
 * these, JavaScript does not. The plugin cuts longer texts; the API rejects them.
 */
export const MAX_NAME = 500;
export const MAX_TEXT = 20_000;
export const MAX_HTML = 200_000;

/** WooCommerce's own numeric id, as a string, so that no runtime rounds it. */
export const wooIdSchema = z
	.string()
	.regex(
		/^[1-9][0-9]{0,19}$/,
		'must be a WooCommerce id: digits, as a string'
	);

/** Decimal string with up to 18 digits before the point and 8 after it (WooCommerce's limits): "12.50", "-3". */
export const decimalSchema = z
	.string()
	.regex(
		/^-?[0-9]{1,18}(\.[0-9]{1,8})?$/,
		'must be a decimal as a string, like "12.50"'
	);

/** A decimal above zero. */
export const positiveDecimalSchema = decimalSchema.regex(
	/^[^-]*[1-9]/,
	'must be above zero'
);

/** ISO 4217 code, upper case; WooCommerce extensions add codes of their own (points, crypto), so length is not fixed at three. */
export const currencySchema = z
	.string()
	.regex(
		/^[A-Z0-9]{2,10}$/,
		'must be a currency code in upper case, like "EUR"'
	);

const TIMESTAMP = 'must be RFC 3339 in UTC, like "2026-01-31T08:15:00Z"';

/**
 * RFC 3339 in UTC: "2026-01-31T08:15:00Z". Excludes values for which Postgres would refuse the whole batch: the year
 * 0, and a fraction of a hundred digits.
 */
export const timestampSchema = z.iso
	.datetime( { offset: false, error: TIMESTAMP } )
	.max( 30, TIMESTAMP )
	.regex( /^(?!0000)/, TIMESTAMP );

/**
 * Postgres stores no NUL in text and no lone surrogate in UTF-8. A record with one is rejected here by name instead
 * of failing a whole batch there.
 */
function storable( value: string ): boolean {
	return ! value.includes( '\u0000' ) && value.isWellFormed();
}
const STORABLE = 'must not hold a NUL character or half a surrogate pair';

/** Counts code points only if the UTF-16 length does not settle it. */
function hasAtMost( max: number, value: string ): boolean {
	return (
		value.length <= max ||
		( value.length <= 2 * max && Array.from( value ).length <= max )
	);
}

/** @param max In code points. */
export function textSchema( max: number, { min = 0 } = {} ) {
	return (
		( min > 0 ? z.string().min( min ) : z.string() )
			.refine(
				( value ) => hasAtMost( max, value ),
				`must have at most ${ max } characters`
			)
			.refine( storable, STORABLE )
			// JSON Schema cannot express functions. JSON encoders elsewhere never emit half a surrogate pair.
			.meta( { maxLength: max, pattern: '^[^\\x00]*$' } )
	);
}

export const nameSchema = textSchema( MAX_NAME );
export const longTextSchema = textSchema( MAX_TEXT );

/** As WooCommerce holds it. An address that no mail server would accept is still the one that the buyer typed. */
export const emailSchema = z
	.string()
	.min( 3 )
	.max( 320 )
	.regex( /^[^\s@\x00]+@[^\s@\x00]+$/, 'must be an e-mail address' )
	.refine( storable, STORABLE );

export const urlSchema = z
	.string()
	.max( 2048 )
	.regex( /^https?:\/\/[^\x00]*$/, 'must be a http(s) URL' )
	.refine( storable, STORABLE );

/**
 * An object of a record with exactly these fields. They are parsed and sent in the code unit order of their names,
 * whatever their order in the source. So equal records are equal text in both languages, with each language's own
 * JSON encoder (see digest.ts).
 */
export function contractObject< Shape extends z.ZodRawShape >(
	shape: Shape
): z.ZodObject< Shape, z.core.$strict > {
	const names = Object.keys( shape ).sort();
	return z.strictObject(
		Object.fromEntries(
			names.map( ( name ) => [ name, shape[ name ] ] )
		) as Shape
	);
}

/** WooCommerce's address fields; empty strings for the ones that the shopper left out. */
export const addressSchema = contractObject( {
	first_name: nameSchema,
	last_name: nameSchema,
	company: nameSchema,
	address_1: nameSchema,
	address_2: nameSchema,
	city: nameSchema,
	/** WooCommerce's state code, or free text for a country without codes. */
	state: nameSchema,
	postcode: nameSchema,
	/** ISO 3166-1 alpha-2, or empty. */
	country: z
		.string()
		.regex(
			/^([A-Z]{2})?$/,
			'must be a two-letter country code, or empty'
		),
	phone: nameSchema,
} );
export type Address = z.infer< typeof addressSchema >;

/** The tax of a line, already summed over WooCommerce's rates. */
export const lineMoneySchema = {
	total: decimalSchema,
	total_tax: decimalSchema,
};
