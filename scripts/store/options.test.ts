import { afterEach, describe, expect, it } from 'vitest';
import { installedVersions } from './cache.ts';
import { describeStore } from '../../test/describe-store.ts';
import { blockCheckout, restOrder } from './shopper.ts';
import { startStore, type Store, type StoreOptions } from './store.ts';

describeStore( 'the options of a native store', () => {
	let store: Store | null = null;
	const start = async ( options: StoreOptions ) =>
		( store = await startStore( {
			plugin: false,
			...options,
		} ) );
	afterEach( async () => {
		await store?.stop();
		store = null;
	} );

	it.each( [
		[ true, { orders: 1, posts: 0 } ],
		[ false, { orders: 0, posts: 1 } ],
	] )(
		'hpos %s decides where orders are stored',
		async ( hpos, expected ) => {
			const { sql, products } = bound( await start( { hpos } ) );
			const { orderId } = await blockCheckout( store!, {
				items: [ { id: products.MUG! } ],
			} );

			const [ orders ] = await sql(
				`SELECT COUNT(*) AS n FROM wp_wc_orders WHERE id = ?`,
				[ orderId ]
			);
			const [ posts ] = await sql(
				`SELECT COUNT(*) AS n FROM wp_posts WHERE ID = ? AND post_type = 'shop_order'`,
				[ orderId ]
			);
			expect( { orders: orders?.n, posts: posts?.n } ).toEqual(
				expected
			);
		}
	);

	it( 'every table has the prefix', async () => {
		const { sql, phpJson, products } = bound(
			await start( { tablePrefix: 'Shop7_' } )
		);
		await blockCheckout( store!, { items: [ { id: products.MUG! } ] } );
		const tables = ( await sql( 'SHOW TABLES' ) ).map( ( row ) =>
			String( Object.values( row )[ 0 ] )
		);

		expect( tables ).toContain( 'Shop7_wc_orders' );
		expect(
			tables.filter( ( name ) => ! name.startsWith( 'Shop7_' ) )
		).toEqual( [] );
		expect( await phpJson( 'return $wpdb->prefix;' ) ).toBe( 'Shop7_' );
	} );

	it( 'multisite makes two shops, each with orders and products of its own', async () => {
		const { sites, sql, phpJson } = bound(
			await start( { multisite: true } )
		);
		expect( sites.map( ( { url } ) => url ) ).toEqual( [
			store!.url,
			`${ store!.url }/second`,
		] );
		const second = sites[ 1 ]!;
		const items = [ { id: second.products.MUG! } ];
		const placed = await blockCheckout( store!, {
			items,
			site: second,
		} );
		const made = await restOrder( store!, { items, site: second } );

		expect(
			await sql( 'SELECT id FROM wp_2_wc_orders ORDER BY id' )
		).toEqual( [ { id: placed.orderId }, { id: made.orderId } ] );
		expect( await sql( 'SELECT id FROM wp_wc_orders' ) ).toEqual( [] );
		expect(
			await phpJson(
				`return array( is_multisite(), get_current_blog_id(), get_option( 'home' ) );`,
				{ site: second }
			)
		).toEqual( [ true, 2, second.url ] );
		expect( ( await store!.fetch( '/second/wp-admin/' ) ).url ).toContain(
			'/second/wp-login.php'
		);
		expect( ( await store!.fetch( '/second/shop/' ) ).status ).toBe( 200 );
		await store!.reset();
		expect( await sql( 'SELECT id FROM wp_2_wc_orders' ) ).toEqual( [] );
	} );

	it( 'time zone, locale, currency and constants take effect', async () => {
		const { phpJson } = bound(
			await start( {
				timezone: 'Pacific/Auckland',
				locale: 'tr_TR',
				currency: 'JPY',
				constants: {
					STORE_TEST_TEXT: "it's \\",
					STORE_TEST_NUMBER: 7,
					STORE_TEST_FLAG: true,
				},
			} )
		);

		expect(
			await phpJson(
				`return array( wp_timezone_string(), get_locale(), get_woocommerce_currency(), STORE_TEST_TEXT, STORE_TEST_NUMBER, STORE_TEST_FLAG );`
			)
		).toEqual( [ 'Pacific/Auckland', 'tr_TR', 'JPY', "it's \\", 7, true ] );
	} );

	it.each( [ true, false ] )(
		'the plugin is installed, and active as requested (%s)',
		async ( plugin ) => {
			const { phpJson } = bound( await start( { plugin } ) );

			expect(
				await phpJson(
					`require_once ABSPATH . 'wp-admin/includes/plugin.php';
					$name = 'ivorey-for-woocommerce/ivorey-for-woocommerce.php';
					return array( isset( get_plugins()[ $name ] ), is_plugin_active( $name ) );`
				)
			).toEqual( [ true, plugin ] );
		}
	);

	it( `WooCommerce's sample products are added to the small catalogue`, async () => {
		const { products } = bound( await start( { catalogue: 'sample' } ) );

		expect( Object.keys( products ) ).toEqual(
			expect.arrayContaining( [
				'MUG',
				'SHIRT-LARGE',
				'woo-beanie',
				'woo-vneck-tee-red',
			] )
		);
	} );

	describe( `PHP's own server`, () => {
		it( 'takes orders, reports that the response ends with the script, and can be reset and killed like PHP-FPM', async () => {
			const { products, sql } = bound(
				await start( { server: 'builtin' } )
			);
			const items = [ { id: products.MUG! } ];
			const placed = await blockCheckout( store!, { items } );
			expect(
				await store!.requestReport( placed.requestId! )
			).toMatchObject( { sentBy: 'end', ended: true } );
			expect( ( await store!.fetch( '/wp-admin/' ) ).url ).toContain(
				'/wp-login.php'
			);
			expect(
				(
					await store!.fetch( '/wp-includes/css/dashicons.min.css' )
				).headers.get( 'content-type' )
			).toContain( 'text/css' );
			expect( ( await store!.phpProcesses() ).length ).toBeGreaterThan(
				1
			);

			await store!.reset();
			expect( await sql( 'SELECT id FROM wp_wc_orders' ) ).toEqual( [] );
			await store!.killPhp();
			expect( ( await blockCheckout( store!, { items } ) ).orderId ).toBe(
				placed.orderId
			);
		} );
	} );

	const [ , older ] = installedVersions( 'wordpress' );
	it.skipIf( older === undefined )(
		`an older WordPress (${ older ?? 'none is installed' })`,
		async () => {
			const { phpJson, products } = bound(
				await start( { wordpress: older! } )
			);
			await blockCheckout( store!, {
				items: [ { id: products.MUG! } ],
			} );

			expect( await phpJson( `return wp_get_wp_version();` ) ).toBe(
				older
			);
		}
	);
} );

/** The methods bound to the store, so that a test can destructure them. */
function bound( store: Store ) {
	return {
		sites: store.sites,
		products: store.products,
		sql: store.sql.bind( store ),
		phpJson: store.phpJson.bind( store ),
	};
}
