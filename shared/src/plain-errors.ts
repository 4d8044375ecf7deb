import type { z } from 'zod';

/** One error in a value. */
export interface PlainError {
	/** JSON pointer (RFC 6901); empty for the value itself. */
	path: string;
	/** The expected value, in plain English. Never the actual value, which may be personal. */
	message: string;
}

export const MAX_PLAIN_ERRORS = 20;

/** The first errors of a parse that used `plainMessage` as its `error`; at least one. */
export function plainErrors( error: z.core.$ZodError ): PlainError[] {
	return error.issues.slice( 0, MAX_PLAIN_ERRORS ).map( ( issue ) => ( {
		path: jsonPointer( issue.path ),
		message: issue.message,
	} ) );
}

function jsonPointer( path: readonly PropertyKey[] ): string {
	return path
		.map(
			( step ) =>
				'/' +
				String( step ).replaceAll( '~', '~0' ).replaceAll( '/', '~1' )
		)
		.join( '' );
}

/** Plain names of types. */
const TYPES: Readonly< Record< string, string > > = {
	string: 'text',
	number: 'a number',
	int: 'a whole number',
	boolean: 'true or false',
	array: 'a list',
	object: 'an object',
	null: 'null',
	nonoptional: 'given',
};

const MAX_NAMED_KEYS = 5;
/** Shaped like the contract's own names; other keys could carry anything, even a buyer's data. */
const HARMLESS_KEY = /^[a-z][a-z0-9_]{0,39}$/;

/**
 * zod's issue in plain English, for schemas without a message of their own. Names the expected value and at most the
 * type of the actual one.
 */
export const plainMessage: z.core.$ZodErrorMap = ( issue ) => {
	switch ( issue.code ) {
		case 'invalid_type':
			return issue.input === undefined
				? `is missing: must be ${ typeName( issue.expected ) }`
				: `must be ${ typeName( issue.expected ) }, not ${ foundType(
						issue.input
					) }`;
		case 'unrecognized_keys':
			return unknownFields( issue.keys );
		case 'invalid_value':
			return `must be ${ oneOf( issue.values ) }`;
		case 'invalid_union':
			return Array.isArray( issue.options )
				? `must be ${ oneOf( issue.options ) }`
				: 'has none of the expected forms';
		case 'too_big':
			return `must ${ bound( issue.origin, 'at most', issue.maximum ) }`;
		case 'too_small':
			return `must ${ bound( issue.origin, 'at least', issue.minimum ) }`;
		default:
			return 'does not fit the contract';
	}
};

function typeName( type: string ): string {
	return TYPES[ type ] ?? type;
}

function foundType( value: unknown ): string {
	if ( value === null ) {
		return 'null';
	}
	if ( typeof value === 'number' && ! Number.isInteger( value ) ) {
		return 'a number with a fraction';
	}
	return typeName( Array.isArray( value ) ? 'array' : typeof value );
}

function unknownFields( keys: readonly string[] ): string {
	const named = keys
		.slice( 0, MAX_NAMED_KEYS )
		.filter( ( key ) => HARMLESS_KEY.test( key ) )
		.map( ( key ) => `"${ key }"` );
	const which =
		named.length === keys.length
			? named.join( ', ' )
			: [ ...named, `${ keys.length - named.length } other` ].join(
					', '
				);
	return `has ${
		keys.length === 1 ? 'a field' : 'fields'
	} that the contract does not know: ${ which }`;
}

function oneOf( values: readonly unknown[] ): string {
	const named = values.map( ( value ) => JSON.stringify( value ) );
	return named.length === 1 ? named[ 0 ]! : `one of ${ named.join( ', ' ) }`;
}

function bound(
	origin: string,
	which: 'at most' | 'at least',
	limit: number | bigint
): string {
	switch ( origin ) {
		case 'string':
			return `have ${ which } ${ limit } characters`;
		case 'array':
			return `have ${ which } ${ limit } entries`;
		default:
			return `be ${ which } ${ limit }`;
	}
}
