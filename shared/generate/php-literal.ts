/** The values that a PHP constant can hold here. */
export type PhpValue =
	| string
	| number
	| boolean
	| null
	| PhpConstant
	| readonly PhpValue[]
	| { readonly [ key: string ]: PhpValue };

/** A reference to another constant of the same class, used in place of its value. */
export class PhpConstant {
	readonly constant: string;

	constructor( constant: string ) {
		this.constant = constant;
	}
}

/** Columns in a line; a tab counts as four. */
const WIDTH = 100;

/**
 * A PHP literal in WordPress' formatting: tabs, short arrays, aligned arrows.
 *
 * @param value  Lists and maps may nest; numbers must be integers.
 * @param indent Tabs before the line on which the literal begins.
 */
export function phpLiteral( value: PhpValue, indent = 0 ): string {
	if ( typeof value === 'string' ) {
		return `'${ value.replaceAll( /[\\']/g, '\\$&' ) }'`;
	}
	if ( typeof value === 'boolean' || value === null ) {
		return String( value );
	}
	if ( typeof value === 'number' ) {
		if ( ! Number.isSafeInteger( value ) ) {
			throw new TypeError( `Not an integer: ${ value }` );
		}
		return String( value );
	}
	if ( value instanceof PhpConstant ) {
		return `self::${ value.constant }`;
	}
	if ( isList( value ) && value.every( isScalar ) ) {
		const line = `[ ${ value.map( ( item ) => phpLiteral( item ) ).join( ', ' ) } ]`;
		if ( value.length > 0 && 4 * indent + line.length <= WIDTH ) {
			return line;
		}
	}
	const lines = isList( value )
		? value.map( ( item ) => phpLiteral( item, indent + 1 ) )
		: mapLines( value, indent + 1 );
	if ( lines.length === 0 ) {
		return '[]';
	}
	const inner = '\t'.repeat( indent + 1 );
	return `[\n${ lines
		.map( ( line ) => `${ inner }${ line },\n` )
		.join( '' ) }${ '\t'.repeat( indent ) }]`;
}

function isScalar( value: PhpValue ): boolean {
	return value === null || typeof value !== 'object';
}

/** Array.isArray does not narrow readonly arrays. */
function isList( value: object ): value is readonly PhpValue[] {
	return Array.isArray( value );
}

function mapLines(
	map: Exclude< PhpValue & object, readonly PhpValue[] | PhpConstant >,
	indent: number
): string[] {
	const entries = Object.entries( map ).map(
		( [ key, value ] ) => [ phpLiteral( key ), value ] as const
	);
	const width = Math.max( 0, ...entries.map( ( [ key ] ) => key.length ) );
	return entries.map(
		( [ key, value ] ) =>
			`${ key.padEnd( width ) } => ${ phpLiteral( value, indent ) }`
	);
}
