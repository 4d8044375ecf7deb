import { readFileSync } from 'node:fs';
import { copyFile, readdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../scripts/composer.ts';
import { setUp } from '../../scripts/wp-env/set-up.ts';
import { describeStore } from '../describe-store.ts';
import { startTestBed } from './start-test-bed.ts';
import type { TestBed } from './test-bed.ts';

const MU_PLUGINS = 'wp-content/mu-plugins';
const SAMPLE_SHOP = 'wp-content/sample-shop';

describeStore( 'the shop of wp-env and compose', () => {
	let bed: TestBed;
	beforeAll( async () => {
		bed = await startTestBed();
		const { store } = bed;
		await store.wp( [ 'ivorey', 'disconnect' ] );
		await store.php(
			"deactivate_plugins( 'ivorey-for-woocommerce/ivorey-for-woocommerce.php' );"
		);
		const { mappings } = JSON.parse(
			readFileSync( path.join( root, '.wp-env.json' ), 'utf8' )
		) as { mappings: Record< string, string > };
		const [ muPlugins, sampleShop ] = [ MU_PLUGINS, SAMPLE_SHOP ].map(
			( place ) => path.join( root, mappings[ place ]! )
		);
		for ( const file of await readdir( muPlugins! ) ) {
			await copyFile(
				path.join( muPlugins!, file ),
				path.join( store.root, MU_PLUGINS, file )
			);
		}
		await symlink( sampleShop!, path.join( store.root, SAMPLE_SHOP ) );
	} );
	afterAll( () => bed?.stop() );

	test( 'has both plugins, WooCommerce’s sample products, created once, and a connection', async () => {
		const { store } = bed;
		const made = async () => {
			await setUp( store.url, 'activate' );
			await setUp( store.url, 'fill' );
			return store.phpJson< { products: number; zones: number } >(
				`return array(
					'products' => (int) wp_count_posts( 'product' )->publish,
					'zones'    => count( WC_Shipping_Zones::get_zones() ),
				);`
			);
		};
		const first = await made();
		expect( first.products ).toBeGreaterThan( 15 );
		expect( await made() ).toEqual( first );

		expect( await setUp( store.url, 'check' ) ).toBe( false );
		await setUp( store.url, 'connect', await bed.createCredentials() );
		expect( await setUp( store.url, 'check' ) ).toBe( true );
	} );

	test( 'cannot be set up by anybody else, and says why a step failed', async () => {
		await bed.store.php(
			`wp_insert_user( array( 'user_login' => 'ada', 'user_pass' => 'ada-secret', 'user_email' => 'ada@example.com', 'role' => 'customer' ) );`
		);
		for ( const [ user, password ] of [
			[ bed.store.adminUser, 'guessed' ],
			[ 'ada', 'ada-secret' ],
		] ) {
			const refused = await bed.store.fetch(
				'/?rest_route=/ivorey-wp-env/check',
				{
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify( { user, password } ),
				}
			);
			expect( refused.status, user ).toBe( 401 );
		}

		const credentials = await bed.createCredentials();
		await expect(
			setUp( bed.store.url, 'connect', {
				...credentials,
				token: `${ credentials.token }x`,
			} )
		).rejects.toThrow( /did not connect: .*"failed"/ );
	} );
} );
