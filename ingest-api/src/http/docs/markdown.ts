import { html, raw } from 'hono/html';

type Html = ReturnType< typeof html >;

/** A block between empty lines. */
type Block =
	| { kind: 'heading'; level: number; text: string }
	| { kind: 'code'; language: string; text: string }
	| { kind: 'list'; items: string[] }
	| { kind: 'paragraph'; text: string };

interface HeadingOptions {
	/** The number of levels by which headings are lowered. */
	headingShift?: number;
	/** A prefix for the IDs of headings, which keeps them unique on a page. */
	idPrefix?: string;
}

/**
 * Renders the part of Markdown that the documentation uses: headings, code, lists, emphasis and links. Everything else
 * is text.
 */
export function markdown(
	source: string,
	{ headingShift = 0, idPrefix = '' }: HeadingOptions = {}
): Html {
	return html`${ blocksOf( source ).map( ( block ) => toHtml( block, { headingShift, idPrefix } ) ) }`;
}

/** The ID of a heading, for links to it. */
export function anchorOf( heading: string ): string {
	return heading
		.toLowerCase()
		.replaceAll( /[^\p{Letter}\p{Number}]+/gu, '-' )
		.replaceAll( /^-|-$/g, '' );
}

function blocksOf( source: string ): Block[] {
	const blocks: Block[] = [];
	let lines: string[] = [];
	const endParagraph = () => {
		if ( lines.length > 0 ) {
			blocks.push( { kind: 'paragraph', text: lines.join( ' ' ) } );
		}
		lines = [];
	};
	const rest = source.split( '\n' );
	while ( rest.length > 0 ) {
		const line = rest.shift()!;
		const heading = /^(?<marks>#{1,6}) (?<text>.+)$/.exec( line )?.groups;
		const fence = /^```(?<language>\w*)$/.exec( line )?.groups;
		const item = /^- (?<text>.+)$/.exec( line )?.groups;
		if ( fence !== undefined ) {
			endParagraph();
			const end = rest.indexOf( '```' );
			const code = rest.splice( 0, end === -1 ? rest.length : end );
			rest.shift();
			blocks.push( {
				kind: 'code',
				language: fence.language!,
				text: code.join( '\n' ),
			} );
		} else if ( heading !== undefined ) {
			endParagraph();
			blocks.push( {
				kind: 'heading',
				level: heading.marks!.length,
				text: heading.text!,
			} );
		} else if ( item !== undefined ) {
			endParagraph();
			const last = blocks.at( -1 );
			if ( last?.kind === 'list' ) {
				last.items.push( item.text! );
			} else {
				blocks.push( { kind: 'list', items: [ item.text! ] } );
			}
		} else if ( line.trim() === '' ) {
			endParagraph();
		} else {
			lines.push( line );
		}
	}
	endParagraph();
	return blocks;
}

function toHtml(
	block: Block,
	{ headingShift, idPrefix }: Required< HeadingOptions >
): Html {
	switch ( block.kind ) {
		case 'heading': {
			const tag = `h${ Math.min( 6, block.level + headingShift ) }`;
			return html`${ raw( `<${ tag } id="${ idPrefix }${ anchorOf( block.text ) }">` ) }${ inline( block.text ) }${ raw( `</${ tag }>` ) }`;
		}
		case 'code':
			return codeBlock( block.text, block.language );
		case 'list':
			return html`<ul>
				${ block.items.map( ( item ) => html`<li>${ inline( item ) }</li>` ) }
			</ul>`;
		case 'paragraph':
			return html`<p>${ inline( block.text ) }</p>`;
	}
}

/** Can be scrolled by keyboard if it is wider than the page. */
export function codeBlock( text: string, language: string ): Html {
	return html`<pre
		tabindex="0"
		role="group"
		aria-label="${ language === '' ? 'Code' : `Code, ${ language }` }"
	><code>${ text }</code></pre>`;
}

const INLINE =
	/`(?<code>[^`]+)`|\*\*(?<strong>[^*]+)\*\*|\[(?<label>[^\]]+)\]\((?<target>[^)\s]+)\)/;

/** Text within one line. */
export function inline( text: string ): Html {
	const match = INLINE.exec( text );
	if ( match === null ) {
		return html`${ text }`;
	}
	const { code, strong, label, target } = match.groups!;
	const before = text.slice( 0, match.index );
	const after = text.slice( match.index + match[ 0 ].length );
	return html`${ before }${ elementOf( { code, strong, label, target } ) }${ inline( after ) }`;
}

function elementOf( {
	code,
	strong,
	label,
	target,
}: Record<
	'code' | 'strong' | 'label' | 'target',
	string | undefined
> ): Html {
	if ( code !== undefined ) {
		return html`<code>${ code }</code>`;
	}
	if ( strong !== undefined ) {
		return html`<strong>${ inline( strong ) }</strong>`;
	}
	return /^(?:https:\/\/|\/|#)/.test( target! )
		? html`<a href="${ target }">${ label }</a>`
		: html`${ label }`;
}
