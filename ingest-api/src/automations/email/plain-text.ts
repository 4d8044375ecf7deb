import { compile } from 'html-to-text';

const convert = compile( {
	wordwrap: 78,
	limits: { maxInputLength: 600_000, maxDepth: 60 },
	selectors: [
		{ selector: 'img', format: 'skip' },
		{
			selector: 'a',
			options: {
				hideLinkHrefIfSameAsText: true,
				ignoreHref: false,
				linkBrackets: [ '(', ')' ],
			},
		},
		...[ 'h1', 'h2', 'h3' ].map( ( selector ) => ( {
			selector,
			options: { uppercase: false, leadingLineBreaks: 2 },
		} ) ),
		...[ 'table.lines', 'table.totals' ].map( ( selector ) => ( {
			selector,
			format: 'dataTable',
			options: { maxColumnWidth: 56, colSpacing: 2 },
		} ) ),
	],
} );

/** The converter would lay out a cell that spans a million columns, for minutes. */
const SPANS = /(col|row)span(?=\s*=)/gi;

/** The plain-text part of an e-mail, from the HTML fragments of its body. */
export function plainText( body: string ): string {
	return convert( body.replace( SPANS, '$1-span' ) ).trim();
}
