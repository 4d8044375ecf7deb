import { describe, expect, it } from 'vitest';
import vectors from '../testing/store-urls.json' with { type: 'json' };
import { checkStoreUrl, sameStore, type StoreUrlMistake } from './store-url.ts';

describe( 'R19 a store URL is right', () => {
	it.each( [
		[ 'a domain', 'https://yourstore.com', 'https://yourstore.com' ],
		[
			'a subdomain',
			'https://shop.your-store.co.uk',
			'https://shop.your-store.co.uk',
		],
		[
			'an upper-case host',
			'HTTPS://YourStore.COM',
			'https://yourstore.com',
		],
		[
			'a subfolder, whose case counts',
			'https://yourstore.com/Shop',
			'https://yourstore.com/Shop',
		],
		[
			'subfolders',
			'https://yourstore.com/a/b',
			'https://yourstore.com/a/b',
		],
		[
			'a subfolder that only begins like wp-admin',
			'https://yourstore.com/wp-admin-guide',
			'https://yourstore.com/wp-admin-guide',
		],
		[
			'a subfolder called wp',
			'https://yourstore.com/wp',
			'https://yourstore.com/wp',
		],
		[
			'a folder with a dot',
			'https://yourstore.com/v1.2',
			'https://yourstore.com/v1.2',
		],
		[
			'a subfolder in another script',
			'https://yourstore.com/店',
			'https://yourstore.com/%E5%BA%97',
		],
		[
			'a port',
			'https://yourstore.com:8443',
			'https://yourstore.com:8443',
		],
		[
			'the default port',
			'https://yourstore.com:443',
			'https://yourstore.com',
		],
		[
			'an international domain',
			'https://münchen.example',
			'https://xn--mnchen-3ya.example',
		],
		[
			'an international domain as punycode',
			'https://xn--mnchen-3ya.example',
			'https://xn--mnchen-3ya.example',
		],
		[
			'an international domain with a joiner',
			'https://نامه\u200cای.example',
			'https://xn--mgba3gch31f060k.example',
		],
		[ 'an IPv4 address', 'https://192.0.2.7', 'https://192.0.2.7' ],
		[
			'an IPv6 address',
			'https://[2001:DB8::1]:8443/shop',
			'https://[2001:db8::1]:8443/shop',
		],
		[
			'an underscore',
			'https://my_store.example',
			'https://my_store.example',
		],
		[ 'http on localhost', 'http://localhost', 'http://localhost' ],
		[
			'http on localhost with a port',
			'http://localhost:8888/wp',
			'http://localhost:8888/wp',
		],
		[
			'http on 127.0.0.1',
			'http://127.0.0.1:8080',
			'http://127.0.0.1:8080',
		],
		[ 'http on [::1]', 'http://[::1]:8080', 'http://[::1]:8080' ],
		[
			'http below localhost',
			'http://shop.localhost',
			'http://shop.localhost',
		],
		[ 'https on localhost', 'https://localhost', 'https://localhost' ],
	] )( '%s', ( _, input, url ) => {
		expect( checkStoreUrl( input ) ).toEqual( { ok: true, url } );
	} );
} );

interface Wrong {
	input: string;
	suggestion?: string;
}

const WRONG: ( Wrong & StoreUrlMistake )[] = [
	{ input: '', code: 'empty' },
	{ input: ' \t\n', code: 'empty' },
	{ input: '\u200b', code: 'empty' },
	{
		input: `https://yourstore.com/${ 'a'.repeat( 2048 ) }`,
		code: 'too_long',
	},
	{
		input: ' https://yourstore.com\n',
		code: 'spaces',
		suggestion: 'https://yourstore.com',
	},
	{
		input: '\u200bhttps://yourstore.com\u00a0',
		code: 'spaces',
		suggestion: 'https://yourstore.com',
	},
	{ input: 'https://your store.com', code: 'spaces' },
	{ input: 'https://your\u0000store.com', code: 'spaces' },
	{ input: 'https://yourstore\u202e.com', code: 'spaces' },
	{ input: 'owner@yourstore.com', code: 'email' },
	{
		input: 'yourstore.com',
		code: 'missing_scheme',
		scheme: 'https://',
		suggestion: 'https://yourstore.com',
	},
	{
		input: '//yourstore.com/',
		code: 'missing_scheme',
		scheme: 'https://',
		suggestion: 'https://yourstore.com',
	},
	{
		input: 'www.YourStore.com/Shop/wp-admin/',
		code: 'missing_scheme',
		scheme: 'https://',
		suggestion: 'https://www.yourstore.com/Shop',
	},
	{
		input: 'yourstore.com:8443',
		code: 'missing_scheme',
		scheme: 'https://',
		suggestion: 'https://yourstore.com:8443',
	},
	{
		input: 'localhost:8888',
		code: 'missing_scheme',
		scheme: 'http://',
		suggestion: 'http://localhost:8888',
	},
	{
		input: '[::1]:8888',
		code: 'missing_scheme',
		scheme: 'http://',
		suggestion: 'http://[::1]:8888',
	},
	{ input: 'yourstore', code: 'missing_scheme', scheme: 'https://' },
	{ input: '/', code: 'missing_scheme', scheme: 'https://' },
	{
		input: 'https:/yourstore.com',
		code: 'scheme_typo',
		suggestion: 'https://yourstore.com',
	},
	{
		input: 'https:///yourstore.com',
		code: 'scheme_typo',
		suggestion: 'https://yourstore.com',
	},
	{
		input: 'https//yourstore.com',
		code: 'scheme_typo',
		suggestion: 'https://yourstore.com',
	},
	{
		input: 'https;//yourstore.com',
		code: 'scheme_typo',
		suggestion: 'https://yourstore.com',
	},
	{
		input: 'https:yourstore.com',
		code: 'scheme_typo',
		suggestion: 'https://yourstore.com',
	},
	{
		input: 'https:\\\\yourstore.com',
		code: 'scheme_typo',
		suggestion: 'https://yourstore.com',
	},
	{
		input: 'https://https://yourstore.com',
		code: 'scheme_twice',
		suggestion: 'https://yourstore.com',
	},
	{ input: 'ftp://yourstore.com', code: 'other_scheme' },
	{ input: 'mailto:owner@yourstore.com', code: 'other_scheme' },
	{ input: 'javascript:alert(1)', code: 'other_scheme' },
	{ input: 'file:///var/www', code: 'other_scheme' },
	{
		input: 'http://yourstore.com',
		code: 'insecure',
		suggestion: 'https://yourstore.com',
	},
	{
		input: 'http://yourstore.com:80/shop/',
		code: 'insecure',
		suggestion: 'https://yourstore.com/shop',
	},
	{ input: 'http://yourstore.com:8080', code: 'insecure' },
	{
		input: 'http://192.0.2.7',
		code: 'insecure',
		suggestion: 'https://192.0.2.7',
	},
	{
		input: 'http://127.0.0.1.yourstore.com',
		code: 'insecure',
		suggestion: 'https://127.0.0.1.yourstore.com',
	},
	{
		input: 'http://localhost.yourstore.com',
		code: 'insecure',
		suggestion: 'https://localhost.yourstore.com',
	},
	{
		input: 'http://shop.notlocalhost',
		code: 'insecure',
		suggestion: 'https://shop.notlocalhost',
	},
	{
		input: 'http://notlocalhost.com',
		code: 'insecure',
		suggestion: 'https://notlocalhost.com',
	},
	{ input: 'https://', code: 'no_host' },
	{ input: 'https://yourstore', code: 'incomplete_host' },
	{
		input: 'https://yourstore.com.',
		code: 'dot_at_end',
		suggestion: 'https://yourstore.com',
	},
	{ input: 'https://your..store.com', code: 'bad_host' },
	{ input: 'https://yourstore,com', code: 'incomplete_host' },
	{ input: 'https://your,store.com', code: 'bad_host' },
	{ input: 'https://-store.com', code: 'bad_host' },
	{ input: `https://${ 'a'.repeat( 64 ) }.com`, code: 'bad_host' },
	{ input: 'https://1', code: 'bad_host' },
	{ input: 'https://0x7f.1', code: 'bad_host' },
	{ input: 'https://192.0.2.999', code: 'bad_host' },
	{ input: 'https://[::zz]', code: 'bad_host' },
	{ input: 'https://yourstore.com:99999', code: 'bad_port' },
	{ input: 'https://yourstore.com:0', code: 'bad_port' },
	{ input: 'https://yourstore.com:abc', code: 'bad_port' },
	{
		input: 'https://owner:secret@yourstore.com/',
		code: 'credentials',
		suggestion: 'https://yourstore.com',
	},
	{
		input: 'https://@yourstore.com',
		code: 'credentials',
		suggestion: 'https://yourstore.com',
	},
	{
		input: 'https://yourstore.com@evil.example',
		code: 'credentials',
		suggestion: 'https://evil.example',
	},
	{
		input: 'https://yourstore.com/wp-admin',
		code: 'wordpress_path',
		part: 'wp-admin',
		suggestion: 'https://yourstore.com',
	},
	{
		input: 'https://yourstore.com/shop/wp-admin/admin.php?page=wc-settings#top',
		code: 'wordpress_path',
		part: 'wp-admin',
		suggestion: 'https://yourstore.com/shop',
	},
	{
		input: 'https://yourstore.com/WP-Admin/',
		code: 'wordpress_path',
		part: 'wp-admin',
		suggestion: 'https://yourstore.com',
	},
	{
		input: 'https://yourstore.com/wp-login.php',
		code: 'wordpress_path',
		part: 'wp-login.php',
		suggestion: 'https://yourstore.com',
	},
	{
		input: 'https://yourstore.com/wp-json/wc/v3',
		code: 'wordpress_path',
		part: 'wp-json',
		suggestion: 'https://yourstore.com',
	},
	{
		input: 'https://yourstore.com/xmlrpc.php',
		code: 'wordpress_path',
		part: 'xmlrpc.php',
		suggestion: 'https://yourstore.com',
	},
	{
		input: 'https://yourstore.com/index.php',
		code: 'page',
		suggestion: 'https://yourstore.com',
	},
	{
		input: 'https://yourstore.com/shop/start.html?x=1',
		code: 'page',
		suggestion: 'https://yourstore.com/shop',
	},
	{
		input: 'https://yourstore.com/?post_type=product',
		code: 'query',
		suggestion: 'https://yourstore.com',
	},
	{
		input: 'https://yourstore.com?',
		code: 'query',
		suggestion: 'https://yourstore.com',
	},
	{
		input: 'https://yourstore.com/shop#content',
		code: 'fragment',
		suggestion: 'https://yourstore.com/shop',
	},
	{
		input: 'https://yourstore.com/#/?a',
		code: 'fragment',
		suggestion: 'https://yourstore.com',
	},
	{
		input: 'https://yourstore.com//shop',
		code: 'double_slash',
		suggestion: 'https://yourstore.com/shop',
	},
	{
		input: 'https://yourstore.com/',
		code: 'trailing_slash',
		suggestion: 'https://yourstore.com',
	},
	{
		input: 'https://yourstore.com/shop///',
		code: 'trailing_slash',
		suggestion: 'https://yourstore.com/shop',
	},
	{
		input: 'http://localhost:8888/',
		code: 'trailing_slash',
		suggestion: 'http://localhost:8888',
	},
];

describe( 'R19 a wrong store URL gets the exact reason, and a correction if that is obvious', () => {
	it.each( WRONG )(
		'$code: $input',
		( { input, suggestion, ...mistake } ) => {
			expect( checkStoreUrl( input ) ).toEqual( {
				ok: false,
				mistake,
				...( suggestion === undefined ? {} : { suggestion } ),
			} );
		}
	);

	it.each( WRONG.filter( ( { suggestion } ) => suggestion !== undefined ) )(
		'a suggestion passes the check: $suggestion',
		( { suggestion } ) => {
			expect( checkStoreUrl( suggestion! ) ).toEqual( {
				ok: true,
				url: suggestion,
			} );
		}
	);

	it( 'never repeats a password', () => {
		expect(
			JSON.stringify(
				checkStoreUrl( 'https://owner:hunter2@yourstore.com' )
			)
		).not.toContain( 'hunter2' );
	} );

	it( 'answers long input at once', () => {
		const started = performance.now();
		for ( const filler of [
			'/',
			' ',
			':',
			'@',
			'.',
			'a.',
			'\u200b',
			'https://',
			'/wp-',
			'?',
		] ) {
			for ( const length of [ 2_000, 1_000_000 ] ) {
				checkStoreUrl(
					`https://a.com${ filler.repeat( length / filler.length ) }x`
				);
				checkStoreUrl( filler.repeat( length / filler.length ) );
			}
		}
		expect( performance.now() - started ).toBeLessThan( 2_000 );
	} );
} );

describe( 'R19 both sides agree on the canonical form of a URL', () => {
	it.each( vectors.urls )( '$name', ( { url, canonical } ) => {
		expect( checkStoreUrl( url ) ).toEqual( { ok: true, url: canonical } );
		expect( sameStore( url, canonical ) ).toBe( true );
	} );
} );

describe( 'the same store', () => {
	it.each( [
		[ 'https://a.example', 'https://a.example' ],
		[ 'https://a.example', 'http://a.example' ],
		[ 'https://a.example', 'https://A.Example/' ],
		[ 'https://a.example:443', 'https://a.example' ],
		[ 'http://a.example:80', 'https://a.example' ],
		[ 'https://a.example/shop', 'http://a.example/shop/' ],
		[ 'https://münchen.example', 'https://XN--MNCHEN-3YA.example' ],
		[ 'http://[::1]:8080', 'http://[0:0:0:0:0:0:0:1]:8080/' ],
		[ 'https://a.example/店', 'https://a.example/%E5%BA%97' ],
	] )( '%s and %s', ( a, b ) => {
		expect( sameStore( a, b ) ).toBe( true );
		expect( sameStore( b, a ) ).toBe( true );
	} );

	it.each( [
		[ 'https://a.example', 'https://b.example' ],
		[ 'https://a.example', 'https://www.a.example' ],
		[ 'https://a.example', 'https://a.example:8443' ],
		[ 'https://a.example', 'https://a.example/staging' ],
		[ 'https://a.example/shop', 'https://a.example/Shop' ],
		[ 'https://a.example', 'https://a.example.evil.example' ],
		[ 'https://a.example', 'https://a.example@evil.example' ],
		[ 'https://a.example', 'ftp://a.example' ],
		[ 'https://a.example', 'a.example' ],
		[ 'https://a.example', '' ],
		[ '', '' ],
		[ 'not a url', 'not a url' ],
		[ 'javascript:1', 'javascript:1' ],
	] )( 'not %s and %s', ( a, b ) => {
		expect( sameStore( a, b ) ).toBe( false );
		expect( sameStore( b, a ) ).toBe( false );
	} );

	it( 'answers a header of any length at once', () => {
		const started = performance.now();
		expect(
			sameStore(
				`https://a.example${ '/'.repeat( 1_000_000 ) }x`,
				'https://a.example'
			)
		).toBe( false );
		expect( performance.now() - started ).toBeLessThan( 200 );
	} );
} );
