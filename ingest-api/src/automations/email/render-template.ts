import type { Template } from 'liquidjs';
import { footerText, layOut } from './layout.ts';
import { createEngines, parsePart, templateError } from './liquid.ts';
import { plainText } from './plain-text.ts';
import {
	TEMPLATE_PARTS,
	type EmailLayout,
	type EmailTemplate,
	type Rendered,
	type TemplatePart,
} from './template.ts';

/** Parsed templates that are cached, for all accounts together. */
const KEPT = 300;
/** The longest subject and preheader; inboxes show 40 to 130 characters. */
const MAX_LINE = 250;

export type RenderTemplate = (
	template: EmailTemplate,
	variables: object,
	layout: EmailLayout
) => Rendered;

/** Renders in the calling thread, with no limit on how long a template may block it. */
export function createTemplateRenderer(): RenderTemplate {
	const engines = createEngines();
	const parsed = new Map< string, Template[] >();

	function parse( part: TemplatePart, text: string ): Template[] {
		const key = `${ part === 'body' ? 'html' : 'text' }:${ text }`;
		const known = parsed.get( key );
		// Move it to the end, as the most recently used one.
		parsed.delete( key );
		const templates = known ?? parsePart( engines, part, text );
		parsed.set( key, templates );
		for ( const oldest of parsed.keys() ) {
			if ( parsed.size <= KEPT ) {
				break;
			}
			parsed.delete( oldest );
		}
		return templates;
	}

	return ( template, variables, layout ) => {
		const texts: EmailTemplate = { subject: '', preheader: '', body: '' };
		for ( const part of TEMPLATE_PARTS ) {
			try {
				const engine = part === 'body' ? engines.html : engines.text;
				texts[ part ] = engine.renderSync(
					parse( part, template[ part ] ),
					variables
				);
			} catch ( error ) {
				return { ok: false, ...templateError( part, error ) };
			}
		}
		const subject = oneLine( texts.subject );
		const preheader = oneLine( texts.preheader );
		// Postgres accepts neither NUL characters nor lone surrogates.
		const body = texts.body.toWellFormed().replaceAll( '\0', '' );
		const footer = footerText( layout );
		return {
			ok: true,
			subject,
			preheader,
			html: layOut( { subject, preheader, body }, layout ),
			text: `${ plainText( body ) }\n${
				footer === '' ? '' : `\n--\n${ footer }\n`
			}`,
		};
	};
}

/** Removes line breaks, which would end a header, and other control characters. */
function oneLine( text: string ): string {
	const line = text
		.replace( /[\s\p{Cc}\u2028\u2029]+/gu, ' ' )
		.trim()
		.toWellFormed();
	const characters = Array.from( line );
	return characters.length <= MAX_LINE
		? line
		: `${ characters.slice( 0, MAX_LINE - 1 ).join( '' ) }…`;
}
