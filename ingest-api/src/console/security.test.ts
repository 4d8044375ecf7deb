import { describe, expect, test } from 'vitest';
import { isPassedOn, localPath } from './security.ts';

describe( 'the path after the sign-in', () => {
	test.for( [
		'/orders?subtype=WooCommerce',
		'/settings/integration/woocommerce/x?import=1',
	] )( 'stays %s', ( path ) => {
		expect( localPath( path ) ).toBe( path );
	} );

	test.for( [
		'//evil.example',
		'/\\evil.example',
		'/.//evil.example',
		'/x/..//evil.example',
		'/%2e//evil.example',
		'/\t/evil.example',
		'https://evil.example',
		'javascript:alert(1)',
		`/${ 'x'.repeat( 5_000 ) }`,
		undefined,
	] )( 'never leads to another host: %s', ( given ) => {
		expect( localPath( given ) ).toBe( '/' );
	} );
} );

test.for( [
	[ [ 'host', 'accept' ], false ],
	[ [], false ],
	[ [ 'host', 'x-forwarded-for' ], true ],
	[ [ 'X-Forwarded-Host' ], true ],
	[ [ 'forwarded' ], true ],
	[ [ 'via' ], true ],
] as const )(
	'a request with %j was passed on: %s',
	( [ names, expected ] ) => {
		expect( isPassedOn( names ) ).toBe( expected );
	}
);
