import { BRAND } from '../../ops/brand.ts';

/** The look of an e-mail. Some clients drop style sheets, so everything important is inline. */

export const FONT =
	"-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

export const COLORS = {
	page: '#f4f4f2',
	card: '#ffffff',
	line: '#e6e5e1',
	text: '#1c1b1a',
	muted: '#63615c',
};

const DARK = {
	page: '#111113',
	card: '#1b1b1f',
	line: '#33333a',
	text: '#ededef',
	muted: '#a9a8b0',
};

export interface Accent {
	/** A button's background. */
	color: string;
	/** A button's label. */
	ink: string;
	/** Links on a light background; `onDark` is for a dark one. */
	onLight: string;
	onDark: string;
}

/** @param accent Like "#4f46e5"; any other format counts as none. */
export function accentOf( accent: string | undefined ): Accent {
	const color =
		accent !== undefined && /^#[0-9a-f]{6}$/i.test( accent )
			? accent
			: BRAND.accent;
	return {
		color,
		ink:
			contrast( color, COLORS.card ) >= contrast( color, COLORS.text )
				? COLORS.card
				: COLORS.text,
		onLight: readable( color, COLORS.card, '#000000' ),
		onDark: readable( color, DARK.card, '#ffffff' ),
	};
}

/** Mixes in as much of the other colour as WCAG's contrast of 4.5 to 1 needs. */
function readable( color: string, background: string, other: string ): string {
	let mixture = color;
	for ( let step = 1; contrast( mixture, background ) < 4.5; step++ ) {
		mixture = mixed( color, other, step / 10 );
	}
	return mixture;
}

function channels( color: string ): number[] {
	return [ 1, 3, 5 ].map( ( at ) =>
		Number.parseInt( color.slice( at, at + 2 ), 16 )
	);
}

function mixed( color: string, other: string, share: number ): string {
	const others = channels( other );
	return `#${ channels( color )
		.map( ( value, index ) =>
			Math.round( value + ( others[ index ]! - value ) * share )
				.toString( 16 )
				.padStart( 2, '0' )
		)
		.join( '' ) }`;
}

/** The contrast ratio that WCAG 2 defines, from 1 to 21. */
function contrast( one: string, other: string ): number {
	const [ light, dark ] = [ luminance( one ), luminance( other ) ].sort(
		( a, b ) => b - a
	) as [ number, number ];
	return ( light + 0.05 ) / ( dark + 0.05 );
}

function luminance( color: string ): number {
	const [ red, green, blue ] = channels( color ).map( ( value ) => {
		const share = value / 255;
		return share <= 0.04045
			? share / 12.92
			: ( ( share + 0.055 ) / 1.055 ) ** 2.4;
	} ) as [ number, number, number ];
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Styles of elements that have none of their own, by tag or class. A template may use these classes. */
export function elementStyles( accent: Accent ): Record< string, string > {
	const { line, text, muted } = COLORS;
	return {
		h1: 'margin:0 0 16px;font-size:24px;line-height:1.3;font-weight:700;letter-spacing:-0.01em',
		h2: 'margin:28px 0 12px;font-size:17px;line-height:1.4;font-weight:600',
		h3: 'margin:20px 0 8px;font-size:15px;line-height:1.4;font-weight:600',
		p: 'margin:0 0 16px',
		ul: 'margin:0 0 16px;padding:0 0 0 22px',
		ol: 'margin:0 0 16px;padding:0 0 0 22px',
		li: 'margin:0 0 6px',
		a: `color:${ accent.onLight };text-decoration:underline`,
		img: 'border:0;max-width:100%',
		hr: `border:0;border-top:1px solid ${ line };margin:24px 0`,
		blockquote: `margin:0 0 16px;padding:2px 0 2px 14px;border-left:3px solid ${ line }`,
		'.muted': `color:${ muted };font-size:13px`,
		'.address': 'margin:0 0 16px;line-height:1.6',
		'table.lines': 'width:100%;border-collapse:collapse;margin:0 0 4px',
		'table.totals': 'width:100%;border-collapse:collapse;margin:0 0 24px',
		'table.columns': 'width:100%;border-collapse:collapse',
		'td.picture': `width:64px;padding:12px 14px 12px 0;border-bottom:1px solid ${ line };vertical-align:top`,
		'td.item': `padding:12px 12px 12px 0;border-bottom:1px solid ${ line };vertical-align:top`,
		'td.amount': `padding:12px 0;border-bottom:1px solid ${ line };vertical-align:top;text-align:right;white-space:nowrap`,
		'td.label': `padding:5px 12px 5px 0;color:${ muted };vertical-align:top`,
		'td.value':
			'padding:5px 0;text-align:right;white-space:nowrap;vertical-align:top',
		'td.column': 'width:50%;padding:0 12px 0 0;vertical-align:top',
		'td.button': `padding:12px 22px;border-radius:8px;background-color:${ accent.color }`,
		'a.button': `display:inline-block;color:${ accent.ink };font-weight:600;text-decoration:none`,
		'img.thumbnail': `display:block;width:64px;height:64px;border-radius:6px;border:1px solid ${ line };object-fit:cover`,
		'td.total': `padding-top:10px;padding-bottom:10px;border-top:1px solid ${ line };color:${ text };font-size:16px;font-weight:600`,
	};
}

/** For clients that support it: dark mode and phones. Overrides the inline styles. */
export function styleSheet( accent: Accent ): string {
	return `
:root{color-scheme:light dark;supported-color-schemes:light dark}
body{margin:0;padding:0;width:100%;-webkit-text-size-adjust:100%}
a[x-apple-data-detectors]{color:inherit!important;text-decoration:none!important}
@media (max-width:480px){
.frame{padding:20px 0!important}
.card{padding:28px 20px!important;border-radius:0!important;border-left:0!important;border-right:0!important}
.sender,.footer{padding-left:20px!important;padding-right:20px!important}
td.column{display:block!important;width:100%!important;padding-right:0!important}
td.picture{width:48px!important}
img.thumbnail{width:48px!important;height:48px!important}
}
@media (prefers-color-scheme:dark){
body,.page{background-color:${ DARK.page }!important}
.card{background-color:${ DARK.card }!important;border-color:${ DARK.line }!important}
.card a{color:${ accent.onDark }!important}
.card a.button{color:${ accent.ink }!important}
.card .muted,.card td.label,.footer,.footer a{color:${ DARK.muted }!important}
.card,.card h1,.card h2,.card h3,.card td.total,.sender{color:${ DARK.text }!important}
.card td,.card hr,.card blockquote,.card img.thumbnail{border-color:${ DARK.line }!important}
}
`.trim();
}
