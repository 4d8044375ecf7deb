/** The plugin's header promises no more than `npm run test:matrix` has seen pass. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/composer.ts';
import { compareVersions } from '../../scripts/store/versions.ts';
import { PHP_VERSIONS } from '../../scripts/store/webassembly/versions.ts';
import { readPassed } from './versions.ts';

const { stores, php } = await readPassed();
const headers = [ 'ivorey-for-woocommerce.php', 'readme.txt' ].map(
	( name ) =>
		[
			name,
			readFileSync( path.join( root, 'plugin', name ), 'utf8' ),
		] as const
);

/** 7.0.4 → 7.0: the form used in a header. */
const branch = ( version: string ) =>
	version.split( '.' ).slice( 0, 2 ).join( '.' );
const sorted = ( versions: readonly string[] ) =>
	versions.map( branch ).toSorted( compareVersions );
const wordpress = sorted( stores.map( ( pair ) => pair.wordpress ) );
const woocommerce = sorted( stores.map( ( pair ) => pair.woocommerce ) );

test.for( [
	[ 'Requires at least', wordpress.at( 0 ) ],
	[ 'Tested up to', wordpress.at( -1 ) ],
	[ 'WC requires at least', woocommerce.at( 0 ) ],
	[ 'WC tested up to', woocommerce.at( -1 ) ],
	[ 'Requires PHP', php.at( 0 ) ],
] )( '"%s" is the version that was tried', ( [ field, tried ] ) => {
	const said = headers.flatMap( ( [ , text ] ) => {
		const found = new RegExp( `^[ *]*${ field }:\\s*(\\S+)`, 'm' ).exec(
			text
		);
		return found ? [ found[ 1 ] ] : [];
	} );
	expect( said.length ).toBeGreaterThan( 0 );
	expect( new Set( said ) ).toEqual( new Set( [ tried ] ) );
} );

test( 'no version of PHP between the oldest and the newest that passed has failed', () => {
	expect( php ).toEqual(
		PHP_VERSIONS.slice(
			PHP_VERSIONS.indexOf( php.at( 0 )! ),
			PHP_VERSIONS.indexOf( php.at( -1 )! ) + 1
		)
	);
} );

test.for( [
	[ 'PHP', php.at( 0 ) ],
	[ 'WOOCOMMERCE', woocommerce.at( 0 ) ],
] )(
	'the plugin requires the %s that its header names',
	( [ name, tried ] ) => {
		const source = readFileSync(
			path.join( root, 'plugin/src/requirements.php' ),
			'utf8'
		);
		expect(
			new RegExp(
				`const IVOREY_FOR_WOOCOMMERCE_MINIMUM_${ name }\\s*= '([^']+)'`
			).exec( source )?.[ 1 ]
		).toBe( tried );
	}
);
