import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { servedAvailability, startStore, storeAvailability } from './store.ts';

describe( 'the availability of a store', () => {
	let cache: string;

	beforeEach( async () => {
		cache = await mkdtemp( path.join( tmpdir(), 'ivorey-availability-' ) );
		vi.stubEnv( 'XDG_CACHE_HOME', cache );
	} );
	afterEach( async () => {
		vi.unstubAllEnvs();
		await rm( cache, { recursive: true } );
	} );

	const keep = ( component: string, version: string ) =>
		mkdir(
			path.join(
				cache,
				'ivorey-for-woocommerce/store',
				component,
				version
			),
			{ recursive: true }
		);

	/** Makes only these programs available on PATH; each reports these modules. */
	const haveOnly = async (
		programs: string[],
		modules = 'mysqli curl dom SimpleXML mbstring intl gd zip'
	) => {
		for ( const program of programs ) {
			await writeFile(
				path.join( cache, program ),
				`#!/bin/sh\nprintf '%s\\n' ${ modules }\n`,
				{ mode: 0o755 }
			);
		}
		vi.stubEnv( 'PATH', cache );
	};

	it( 'without WordPress and WooCommerce there is no store, and the command to run is named', async () => {
		for ( const availability of [
			storeAvailability(),
			servedAvailability(),
		] ) {
			expect( availability ).toEqual( {
				available: false,
				reason: 'no WordPress is installed for stores, no WooCommerce is installed for stores',
				remedy: expect.stringContaining( 'npm run store:install' ),
			} );
		}
		await keep( 'wordpress', '7.0.4' );
		await haveOnly( [] );
		expect( storeAvailability() ).toMatchObject( {
			reason: 'no WooCommerce is installed for stores',
		} );
		await expect( startStore() ).rejects.toThrow(
			'No store can be started: no WooCommerce is installed for stores.'
		);
	} );

	it( 'a version that is not installed is named, with the installed ones', async () => {
		await keep( 'wordpress', '7.0.4' );
		await keep( 'woocommerce', '10.2.4' );

		expect( storeAvailability( { wordpress: '6.0' } ) ).toMatchObject( {
			available: false,
			reason: 'WordPress 6.0 is not installed for stores (installed: 7.0.4)',
		} );
	} );

	it( 'without PHP there is only Playground, for `npm start`', async () => {
		await keep( 'wordpress', '7.0.4' );
		await keep( 'woocommerce', '10.2.4' );
		await haveOnly( [ 'mariadbd', 'mariadb-install-db' ] );

		expect( servedAvailability() ).toEqual( {
			available: true,
			runtime: 'playground',
			missing: expect.stringMatching(
				/^PHP not found\. .*apt-get install/
			),
			wordpress: '7.0.4',
			woocommerce: '10.2.4',
		} );
		expect( storeAvailability() ).toEqual( {
			available: false,
			reason: 'PHP not found',
			remedy: expect.stringContaining( 'apt-get install' ),
		} );
	} );

	it( 'the missing extensions of PHP are named', async () => {
		await keep( 'wordpress', '7.0.4' );
		await keep( 'woocommerce', '10.2.4' );
		await haveOnly(
			[ 'php', 'mariadbd', 'mariadb-install-db' ],
			'mysqli curl dom SimpleXML mbstring zip'
		);

		expect( servedAvailability() ).toMatchObject( {
			runtime: 'playground',
			missing: expect.stringMatching(
				/^PHP's extensions intl, gd not found\. .*apt-get install .*php-intl/
			),
		} );
	} );

	it( 'a version of PHP that is not available as WebAssembly is named, with the available ones', async () => {
		await keep( 'wordpress', '7.0.4' );
		await keep( 'woocommerce', '10.2.4' );
		await haveOnly( [ 'php', 'mariadbd', 'mariadb-install-db' ] );
		vi.stubEnv( 'IVOREY_STORE_PHP', '8.0' );

		expect( storeAvailability() ).toEqual( {
			available: false,
			reason: 'PHP 8.0 cannot be had as WebAssembly',
			remedy: 'Set IVOREY_STORE_PHP to 8.1, 8.2, 8.3, 8.4, 8.5, or not at all',
		} );
		expect( storeAvailability( { php: '8.1' } ) ).toMatchObject( {
			available: true,
		} );
	} );

	it( 'with PHP and MariaDB there is a native store', async () => {
		await keep( 'wordpress', '7.0.4' );
		await keep( 'woocommerce', '10.2.4' );
		await haveOnly( [ 'php', 'mariadbd', 'mariadb-install-db' ] );

		expect( storeAvailability() ).toMatchObject( { available: true } );
		expect( servedAvailability() ).toMatchObject( {
			runtime: 'native',
			missing: null,
		} );
	} );
} );
