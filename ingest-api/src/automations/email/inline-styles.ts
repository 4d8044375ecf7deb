/** Elements that no e-mail needs: clients drop them, and a preview in the console must not run them. */
const REFUSED =
	/<(?=\/?(?:script|style|iframe|object|embed|applet|form|input|button|textarea|select|link|meta|base|title|svg|math|frame|frameset|template)(?![a-z0-9-]))/gi;

const BUTTON =
	/<a\s([^<>]{0,4000})\bclass="button"([^<>]{0,4000})>([^<]*)<\/a>/gi;
const BUTTON_FRAME = [
	'<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 24px"><tr><td class="button">',
	'</td></tr></table>',
] as const;

const START_TAG = /<([a-z][a-z0-9]*)((?:\s[^<>]*)?)>/gi;

/**
 * Adds a style to each element that has none, by its tag and classes. Wraps buttons in a table, because some clients
 * would draw them without their background.
 *
 * @param html   A template's output. Its values are escaped, so every tag is the author's.
 * @param styles By tag, `.class` or `tag.class`; the more specific one comes later.
 */
export function inlineStyles(
	html: string,
	styles: Readonly< Record< string, string > >
): string {
	return html
		.replace( REFUSED, '&lt;' )
		.replace(
			BUTTON,
			( _, before: string, after: string, label: string ) =>
				`${ BUTTON_FRAME[ 0 ] }<a ${ before }class="button"${ after }>${ label }</a>${ BUTTON_FRAME[ 1 ] }`
		)
		.replace( START_TAG, ( whole, tag: string, attributes: string ) => {
			if ( /\sstyle\s*=/i.test( attributes ) ) {
				return whole;
			}
			const style = styleOf( tag.toLowerCase(), attributes, styles );
			return style === ''
				? whole
				: `<${ tag } style="${ style }"${ attributes }>`;
		} );
}

function styleOf(
	tag: string,
	attributes: string,
	styles: Readonly< Record< string, string > >
): string {
	const classes =
		/\sclass="([^"]*)"/i.exec( attributes )?.[ 1 ]?.split( /\s+/ ) ?? [];
	return [
		tag,
		...classes.map( ( name ) => `.${ name }` ),
		...classes.map( ( name ) => `${ tag }.${ name }` ),
	]
		.flatMap( ( key ) =>
			Object.hasOwn( styles, key ) ? [ styles[ key ]! ] : []
		)
		.join( ';' );
}
