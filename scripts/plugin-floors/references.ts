/**
 * Finds the references from PHP files to the classes of other files. Reads the code as text, so that it needs no PHP.
 */
export interface Reference {
	from: string;
	to: string;
}

/** Comments, strings and heredocs: names in them are not references. */
const PROSE =
	/\/\*[\s\S]*?\*\/|\/\/[^\n]*|#(?!\[)[^\n]*|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|<<<(['"]?)(\w+)\1\n[\s\S]*?\n\s*\2\b/g;
const NAMESPACE = /\bnamespace\s+([\w\\]+)\s*;/;
const USE = /^use\s+(?!function\b|const\b)([\w\\]+)(?:\s+as\s+(\w+))?\s*;/gm;
/** A class name: neither a member nor the name in a declaration. */
const NAME =
	/(?<![\w\\$]|->|::|\bfunction |\bconst |\bcase (?=\w+( =|;)))\\?[A-Z]\w*(?:\\\w+)*/g;

const lastPart = ( name: string ) => name.slice( name.lastIndexOf( '\\' ) + 1 );

/** The full names of the classes that a file uses or names. */
function namesIn( source: string ): string[] {
	const code = source.replace( PROSE, ' ' );
	const namespace = NAMESPACE.exec( code )?.[ 1 ] ?? '';
	const imports = new Map(
		[ ...code.matchAll( USE ) ].map( ( [ , name = '', alias ] ) => [
			alias ?? lastPart( name ),
			name,
		] )
	);
	const body = code.replace( NAMESPACE, '' ).replace( USE, '' );
	const named = [ ...body.matchAll( NAME ) ].map( ( [ name ] ) => {
		const [ first = '', ...rest ] = name.split( '\\' );
		const start = imports.get( first ) ?? `${ namespace }\\${ first }`;
		return first === ''
			? rest.join( '\\' )
			: [ start, ...rest ].join( '\\' );
	} );
	return [ ...imports.values(), ...named ];
}

/**
 * @param files     Sources by their paths in the folder of that namespace (PSR-4), such as `Delivery/Drain.php`.
 * @param namespace Such as `Ivorey\WooCommerce`.
 */
export function referencesOf(
	files: ReadonlyMap< string, string >,
	namespace: string
): Reference[] {
	const prefix = `${ namespace }\\`;
	return [ ...files ].flatMap( ( [ from, source ] ) => {
		const paths = namesIn( source )
			.filter( ( name ) => name.startsWith( prefix ) )
			.map(
				( name ) =>
					`${ name.slice( prefix.length ).replaceAll( '\\', '/' ) }.php`
			)
			.filter( ( to ) => to !== from && files.has( to ) );
		return [ ...new Set( paths ) ].sort().map( ( to ) => ( { from, to } ) );
	} );
}
