import { expect, test } from 'vitest';
import { startTestApi } from '../testing/api.ts';
import { ASSETS } from './assets.ts';
import { BRAND } from '../ops/brand.ts';

test( 'style, script and mark are served compressed, under the hash of their content, with a cache lifetime of a year', async () => {
	const api = await startTestApi();
	const page = await ( await fetch( `${ api.url }/sign-in` ) ).text();
	for ( const { path, type, content } of Object.values( ASSETS ) ) {
		expect( page ).toContain( `"${ path }"` );
		for ( const [ accepted, expected ] of [
			[ 'gzip, deflate, br', 'br' ],
			[ 'gzip', 'gzip' ],
			[ 'br;q=0, gzip;q=0.5', 'gzip' ],
			[ 'identity', null ],
		] as const ) {
			const { headers, text } = await ask( api.url + path, accepted );
			expect( headers.get( 'content-encoding' ), accepted ).toBe(
				expected
			);
			expect( headers.get( 'vary' ) ).toBe( 'accept-encoding' );
			expect( headers.get( 'cache-control' ) ).toBe(
				'public, max-age=31536000, immutable'
			);
			expect( headers.get( 'content-type' ) ).toBe(
				`${ type }; charset=utf-8`
			);
			expect( text ).toBe( content.toString() );
		}
	}
} );

test( 'the hash of another version gives the current file, but it is not cached', async () => {
	const api = await startTestApi();
	const path = ASSETS.style.path.replace( /[0-9a-f]{12}/, '0'.repeat( 12 ) );
	const { headers, text } = await ask( api.url + path, 'identity' );
	expect( headers.get( 'cache-control' ) ).toBe( 'no-cache' );
	expect( text ).toBe( ASSETS.style.content.toString() );
} );

test( 'the files that a page loads are small', async () => {
	const api = await startTestApi();
	const sizes = await Promise.all(
		[ ASSETS.style, ASSETS.script ].map( async ( { path } ) => {
			const answer = await fetch( api.url + path, {
				headers: { 'accept-encoding': 'br' },
			} );
			return Number( answer.headers.get( 'content-length' ) );
		} )
	);
	// Compressed bytes on the wire; there is no third-party style sheet.
	expect( sizes[ 0 ] ).toBeLessThan( 7_000 );
	expect( sizes[ 1 ] ).toBeLessThan( 8_000 );
} );

test( 'pages have the same accent as the mark and the e-mails', () => {
	for ( const { content } of [ ASSETS.style, ASSETS.mark ] ) {
		expect( content.toString() ).toContain( BRAND.accent );
	}
} );

/** fetch() decodes the response by itself. */
async function ask( url: string, accepted: string ) {
	const answer = await fetch( url, {
		headers: { 'accept-encoding': accepted },
	} );
	return { headers: answer.headers, text: await answer.text() };
}
