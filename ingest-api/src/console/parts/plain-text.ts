import { compile } from 'html-to-text';

const convert = compile( {
	wordwrap: false,
	limits: { maxInputLength: 600_000, maxDepth: 60 },
	selectors: [
		{ selector: 'a', options: { ignoreHref: true } },
		{ selector: 'img', format: 'skip' },
		{ selector: 'table', format: 'inline' },
		...[ 'h1', 'h2', 'h3', 'h4', 'h5', 'h6' ].map( ( selector ) => ( {
			selector,
			options: { uppercase: false },
		} ) ),
	],
} );

/** The text of HTML from elsewhere, without any markup. */
export function plainText( html: string ): string {
	return convert( html ).trim();
}
