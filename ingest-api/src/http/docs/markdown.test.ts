import { expect, test } from 'vitest';
import { markdown } from './markdown.ts';

const shown = ( source: string ) =>
	String( markdown( source ) )
		.replaceAll( />\s*\n\s*</g, '><' )
		.trim();

test.for( [
	[ '## A b', '<h2 id="a-b">A b</h2>' ],
	[ 'one\ntwo\n\nthree', '<p>one two</p><p>three</p>' ],
	[
		'- **a** `b`\n- [c](/d)',
		'<ul><li><strong>a</strong> <code>b</code></li><li><a href="/d">c</a></li></ul>',
	],
	[ '`<b>` & <i>', '<p><code>&lt;b&gt;</code> &amp; &lt;i&gt;</p>' ],
	[ '[x](javascript:alert)', '<p>x</p>' ],
] as const )( '%j is %j', ( [ source, expected ] ) => {
	expect( shown( source ) ).toBe( expected );
} );

test( 'code stays as it is, up to the end of its fence', () => {
	expect(
		String( markdown( '```sh\n# <a>\n\n- **b**\n```\nafter' ) )
	).toContain( '<code># &lt;a&gt;\n\n- **b**</code></pre>' );
} );
