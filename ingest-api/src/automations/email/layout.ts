import { inlineStyles } from './inline-styles.ts';
import { escapeHtml } from './liquid.ts';
import { accentOf, COLORS, elementStyles, FONT, styleSheet } from './styles.ts';
import type { EmailLayout } from './template.ts';

/** Keeps the text after the preheader out of an inbox's preview. */
const FILLER = '&#847;&zwnj;&nbsp;'.repeat( 60 );

const TABLE =
	'role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"';

/** The whole e-mail, from two plain lines and the HTML fragments of its body: one column in tables. */
export function layOut(
	parts: { subject: string; preheader: string; body: string },
	layout: EmailLayout
): string {
	const accent = accentOf( layout.accent );
	const body = inlineStyles( parts.body, elementStyles( accent ) );
	const { page, card, line, text, muted } = COLORS;
	const preheader =
		parts.preheader === ''
			? ''
			: `<div style="display:none;font-size:1px;line-height:1px;max-height:0;max-width:0;opacity:0;overflow:hidden;mso-hide:all">${ escapeHtml( parts.preheader ) }${ FILLER }</div>`;
	return `<!doctype html>
<html lang="${ escapeHtml( layout.lang ) }" xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<title>${ escapeHtml( parts.subject ) }</title>
<style>
${ styleSheet( accent ) }
</style>
</head>
<body style="margin:0;padding:0;background-color:${ page }">
${ preheader }
<table class="page" ${ TABLE } style="background-color:${ page }"><tr><td class="frame" align="center" style="padding:32px 16px">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table ${ TABLE } style="max-width:600px">
<tr><td class="sender" dir="auto" style="padding:0 0 16px;font:600 16px/1.4 ${ FONT };color:${ text }">${ escapeHtml( layout.senderName ) }</td></tr>
<tr><td class="card" dir="auto" style="padding:36px 36px 28px;background-color:${ card };border:1px solid ${ line };border-radius:12px;font:400 15px/1.6 ${ FONT };color:${ text };overflow-wrap:break-word;word-break:break-word">
${ body }
</td></tr>
<tr><td class="footer" dir="auto" style="padding:20px 0 0;font:400 13px/1.6 ${ FONT };color:${ muted }">${ footerHtml( layout, muted ) }</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body>
</html>
`;
}

function footerHtml( layout: EmailLayout, color: string ): string {
	const lines = layout.footer.map( escapeHtml );
	if ( layout.unsubscribeUrl !== null ) {
		lines.push(
			`<a href="${ escapeHtml( layout.unsubscribeUrl ) }" style="color:${ color };text-decoration:underline">${ escapeHtml( layout.unsubscribeLabel ) }</a>`
		);
	}
	return lines.join( '<br>' );
}

export function footerText( layout: EmailLayout ): string {
	return [
		...layout.footer,
		...( layout.unsubscribeUrl === null
			? []
			: [ `${ layout.unsubscribeLabel }: ${ layout.unsubscribeUrl }` ] ),
	].join( '\n' );
}
