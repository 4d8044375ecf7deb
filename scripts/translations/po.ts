import { keyOf, type Message } from './messages.ts';

/** The number of plural forms and the rule to choose one, in gettext's syntax. */
export const PLURAL_FORMS = 'nplurals=2; plural=(n != 1);';

/** Texts by the key of their message: one, or one per plural form. */
export type Translations = ReadonlyMap< string, readonly string[] >;

/** @throws Error for a line that does not belong in a PO file. */
export function parsePo( po: string ): Map< string, string[] > {
	const translations = new Map< string, string[] >();
	let fields = new Map< string, string >();
	let field = '';
	const finish = () => {
		const text = fields.get( 'msgid' );
		if ( text !== undefined && text !== '' ) {
			const forms = [ 'msgstr', 'msgstr[0]', 'msgstr[1]' ].flatMap(
				( name ) => fields.get( name ) ?? []
			);
			translations.set(
				keyOf( { text, context: fields.get( 'msgctxt' ) ?? null } ),
				forms.includes( '' ) ? [] : forms
			);
		}
		fields = new Map();
	};
	for ( const [ index, line ] of po.split( '\n' ).entries() ) {
		if ( line.trim() === '' ) {
			finish();
			continue;
		}
		if ( line.startsWith( '#' ) ) {
			continue;
		}
		const [ , name, quoted ] =
			/^(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[[01]\])?)\s+)?(".*")$/.exec(
				line
			) ?? [];
		if ( quoted === undefined ) {
			throw new Error( `Line ${ index + 1 } cannot be read: ${ line }` );
		}
		field = name ?? field;
		fields.set(
			field,
			( fields.get( field ) ?? '' ) + ( JSON.parse( quoted ) as string )
		);
	}
	finish();
	return translations;
}

/**
 * A PO file, or a POT file if there are no translations.
 *
 * @param messages
 * @param language     WordPress' name of the language; empty for a POT file.
 * @param translations
 */
export function formatPo(
	messages: readonly Message[],
	language = '',
	translations: Translations = new Map()
): string {
	const header = [
		'Project-Id-Version: Ivorey for WooCommerce',
		...( language === '' ? [] : [ `Language: ${ language }` ] ),
		'MIME-Version: 1.0',
		'Content-Type: text/plain; charset=UTF-8',
		'Content-Transfer-Encoding: 8bit',
		`Plural-Forms: ${ PLURAL_FORMS }`,
		'X-Domain: ivorey-for-woocommerce',
	];
	const entries = messages.map( ( message ) => {
		const { text, plural, context, comments, files } = message;
		const forms = translations.get( keyOf( message ) ) ?? [];
		return [
			...comments.map( ( comment ) => `#. translators: ${ comment }` ),
			...files.map( ( file ) => `#: ${ file }` ),
			...( /%(?:\d+\$)?[sd]/.test( text ) ? [ '#, php-format' ] : [] ),
			...( context === null ? [] : [ `msgctxt ${ quote( context ) }` ] ),
			`msgid ${ quote( text ) }`,
			...( plural === null
				? [ `msgstr ${ quote( forms[ 0 ] ?? '' ) }` ]
				: [
						`msgid_plural ${ quote( plural ) }`,
						`msgstr[0] ${ quote( forms[ 0 ] ?? '' ) }`,
						`msgstr[1] ${ quote( forms[ 1 ] ?? '' ) }`,
					] ),
		].join( '\n' );
	} );
	return [
		`msgid ""\nmsgstr ""\n${ header
			.map( ( line ) => quote( `${ line }\n` ) )
			.join( '\n' ) }`,
		...entries,
	]
		.join( '\n\n' )
		.concat( '\n' );
}

/** A PO file uses the same escapes as JSON. */
function quote( text: string ): string {
	return JSON.stringify( text );
}

/** Messages about texts that a translation lacks, or whose placeholders or tags differ. */
export function mistakesOf(
	messages: readonly Message[],
	translations: Translations
): string[] {
	return messages.flatMap( ( message ) => {
		const { text, plural } = message;
		const forms = translations.get( keyOf( message ) ) ?? [];
		if ( forms.length !== ( plural === null ? 1 : 2 ) ) {
			return [ `Not translated: “${ text }”` ];
		}
		return forms.flatMap( ( form, index ) => {
			const wanted = marksOf( index === 0 ? text : plural! );
			return marksOf( form ) === wanted
				? []
				: [
						`Not with the placeholders of “${ text }” (${ wanted }): “${ form }”`,
					];
		} );
	} );
}

/** Placeholders and tags, sorted. */
function marksOf( text: string ): string {
	return ( text.match( /%(?:\d+\$)?[sd%]|<\/?\w+ ?\/?>|\{\w+\}/g ) ?? [] )
		.sort()
		.join( ' ' );
}

/** The PHP translation format of WordPress 6.5 and newer. */
export function formatPhp(
	messages: readonly Message[],
	language: string,
	translations: Translations
): string {
	const entries = messages
		.filter( ( { places } ) => places.has( 'php' ) )
		.map( ( message ) => {
			const forms = translations.get( keyOf( message ) ) ?? [];
			return `\t\t${ literal( keyOf( message ) ) } => ${ forms.map( literal ).join( ' . "\\0" . ' ) },\n`;
		} );
	return `<?php\ndefined( 'ABSPATH' ) || exit;\nreturn [\n\t'domain' => 'ivorey-for-woocommerce',\n\t'language' => ${ literal( language ) },\n\t'plural-forms' => ${ literal( PLURAL_FORMS ) },\n\t'messages' => [\n${ entries.join( '' ) }\t],\n];\n`;
}

function literal( text: string ): string {
	return text
		.split( '\u0004' )
		.map(
			( part ) =>
				`'${ part.replaceAll( '\\', '\\\\' ).replaceAll( "'", "\\'" ) }'`
		)
		.join( ' . "\\4" . ' );
}

/** The format in which WordPress passes translations to a script. */
export function formatJson(
	messages: readonly Message[],
	language: string,
	translations: Translations
): string {
	return `${ JSON.stringify( {
		domain: 'messages',
		locale_data: {
			messages: {
				'': {
					domain: 'messages',
					'plural-forms': PLURAL_FORMS,
					lang: language,
				},
				...Object.fromEntries(
					messages
						.filter( ( { places } ) => places.has( 'script' ) )
						.map( ( message ) => [
							keyOf( message ),
							translations.get( keyOf( message ) ) ?? [],
						] )
				),
			},
		},
	} ) }\n`;
}
