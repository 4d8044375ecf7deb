import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../scripts/composer.ts';
import { startStore, type Store } from '../../scripts/store/store.ts';
import { describeStore } from '../describe-store.ts';

describeStore( 'the shop of wp-env and compose', () => {
	let store: Store;
	beforeAll( async () => {
		store = await startStore();
	} );
	afterAll( () => store?.stop() );

	test( 'has WooCommerce’s sample products, made once', async () => {
		const make = () =>
			store.phpJson< { products: number; zones: number } >(
				`require $args['file'];
				return array(
					'products' => (int) wp_count_posts( 'product' )->publish,
					'zones'    => count( WC_Shipping_Zones::get_zones() ),
				);`,
				{
					args: {
						file: path.join(
							root,
							'scripts/store/wordpress/sample-shop.php'
						),
					},
				}
			);
		const made = await make();
		expect( made.products ).toBeGreaterThan( 15 );
		expect( await make() ).toEqual( made );
	} );
} );
