import ts from 'typescript';

export const DOMAIN = 'ivorey-for-woocommerce';

/** A translatable text. */
export interface Message {
	text: string;
	/** The plural form of the text, if it has one. */
	plural: string | null;
	context: string | null;
	/** Comments for translators. */
	comments: string[];
	/** Files, relative to the repository's root. */
	files: string[];
	/** Whether the panel's script or PHP uses it. */
	places: Set< 'script' | 'php' >;
}

export type Found = Pick< Message, 'text' | 'plural' | 'context' > & {
	comment: string | null;
};

/** Whether a function's second argument is a plural, and whether its next one is a context. */
const FUNCTIONS: Readonly<
	Record< string, { plural?: true; context?: true } >
> = {
	__: {},
	_e: {},
	esc_html__: {},
	esc_html_e: {},
	esc_attr__: {},
	esc_attr_e: {},
	_x: { context: true },
	esc_html_x: { context: true },
	esc_attr_x: { context: true },
	_n: { plural: true },
	_nx: { plural: true, context: true },
};

/** The key that identifies a message, as in gettext. */
export function keyOf( {
	text,
	context,
}: Pick< Message, 'text' | 'context' > ): string {
	return context === null ? text : `${ context }\u0004${ text }`;
}

/** Finds texts in TypeScript. @throws Error if a text is not a literal. */
export function messagesOfScript( code: string, file: string ): Found[] {
	const source = ts.createSourceFile(
		file,
		code,
		ts.ScriptTarget.Latest,
		true,
		ts.ScriptKind.TSX
	);
	const found: Found[] = [];
	const visit = ( node: ts.Node ): void => {
		if (
			ts.isCallExpression( node ) &&
			ts.isIdentifier( node.expression ) &&
			Object.hasOwn( FUNCTIONS, node.expression.text )
		) {
			found.push(
				messageOf(
					node.expression.text,
					node.arguments.map( ( argument ) =>
						ts.isStringLiteralLike( argument )
							? argument.text
							: null
					),
					commentBefore( code.slice( 0, node.getStart() ) ),
					file
				)
			);
		}
		ts.forEachChild( node, visit );
	};
	visit( source );
	return found;
}

/** A call with its first literals; the last one is the text domain. */
const PHP_CALL =
	/\b(__|_e|_x|_n|_nx|esc_(?:html|attr)_(?:_|e|x))\(\s*('(?:[^'\\]|\\.)*'(?:\s*,\s*(?:'(?:[^'\\]|\\.)*'|[^,'()]+(?:\([^()]*\))?[^,'()]*))*?)\s*,\s*'ivorey-for-woocommerce'\s*\)/g;
const PHP_LITERAL = /^'(?:[^'\\]|\\.)*'$/;

/** Finds texts in PHP. @throws Error if a text is not a literal. */
export function messagesOfPhp( code: string, file: string ): Found[] {
	const found: Found[] = [];
	for ( const { 0: call, 1: name, 2: list, index } of code.matchAll(
		PHP_CALL
	) ) {
		found.push(
			messageOf(
				name!,
				[
					...splitArguments( list! ).map( ( argument ) =>
						PHP_LITERAL.test( argument )
							? argument
									.slice( 1, -1 )
									.replaceAll( /\\(['\\])/g, '$1' )
							: null
					),
					DOMAIN,
				],
				commentBefore( code.slice( 0, index ) ),
				`${ file }: ${ call }`
			)
		);
	}
	const calls = code.match( /'ivorey-for-woocommerce'\s*\)/g )?.length ?? 0;
	if ( calls > found.length ) {
		throw new Error(
			`${ file }: ${ calls } calls for translations, of which ${ found.length } can be read: texts, context and domain have to be literals.`
		);
	}
	return found;
}

function splitArguments( list: string ): string[] {
	return [ ...list.matchAll( /'(?:[^'\\]|\\.)*'|[^,']+/g ) ]
		.map( ( [ argument ] ) => argument.trim() )
		.filter( ( argument ) => argument !== '' );
}

function messageOf(
	name: string,
	given: ReadonlyArray< string | null >,
	comment: string | null,
	where: string
): Found {
	const { plural, context } = FUNCTIONS[ name ]!;
	const texts = given.slice( 0, plural ? 2 : 1 );
	const [ said ] = context ? given.slice( plural ? 3 : 1 ) : [ null ];
	if (
		given.at( -1 ) !== DOMAIN ||
		texts.includes( null ) ||
		( context && typeof said !== 'string' )
	) {
		throw new Error(
			`${ where }: texts, context and domain of ${ name }() have to be literals.`
		);
	}
	return {
		text: texts[ 0 ]!,
		plural: texts[ 1 ] ?? null,
		context: said ?? null,
		comment,
	};
}

/** The comment before a call, on the same line or the line above. */
function commentBefore( before: string ): string | null {
	const [ , comment ] =
		/\/\*\s*translators:\s*((?:(?!\*\/)[^])*?)\s*\*\/[^;{}]{0,200}$/.exec(
			before
		) ?? [];
	return comment?.replaceAll( /\s+/g, ' ' ) ?? null;
}

/** Merges equal texts of several places into one message. */
export function merge(
	all: ReadonlyArray< {
		file: string;
		place: 'script' | 'php';
		found: readonly Found[];
	} >
): Message[] {
	const merged = new Map< string, Message >();
	for ( const { file, place, found } of all ) {
		for ( const { text, plural, context, comment } of found ) {
			const key = keyOf( { text, context } );
			const known = merged.get( key ) ?? {
				text,
				plural,
				context,
				comments: [],
				files: [],
				places: new Set(),
			};
			known.plural ??= plural;
			if ( comment !== null && ! known.comments.includes( comment ) ) {
				known.comments.push( comment );
			}
			if ( ! known.files.includes( file ) ) {
				known.files.push( file );
			}
			known.places.add( place );
			merged.set( key, known );
		}
	}
	return [ ...merged.values() ];
}
