import { expect, it } from 'vitest';
import { describeStore } from '../../test/describe-store.ts';
import { blockCheckout } from './shopper.ts';
import { startStore } from './store.ts';

describeStore(
	'a store in Playground',
	() => {
		it( 'takes an order without PHP or a database server, and is reset', async () => {
			const store = await startStore( {
				runtime: 'playground',
				plugin: false,
			} );
			try {
				const read = async () => {
					const response = await store.fetch(
						'/wp-json/wc/v3/orders',
						{
							headers: store.restHeaders(),
						}
					);
					return response.json();
				};
				const placed = await blockCheckout( store, {
					items: [ { id: store.products.MUG!, quantity: 2 } ],
				} );

				expect( await read() ).toMatchObject( [
					{
						id: placed.orderId,
						status: 'processing',
						total: '30.00',
						line_items: [ { quantity: 2 } ],
					},
				] );
				expect(
					await store.phpJson(
						`echo 'printed'; return array( WC()->version, $args['a'] );`,
						{ args: { a: 1 } }
					)
				).toEqual( [ store.versions.woocommerce, 1 ] );
				expect( await store.php( `echo 'printed';` ) ).toBe(
					'printed'
				);
				await expect(
					store.php( `throw new RuntimeException( 'on purpose' );` )
				).rejects.toThrow( 'on purpose' );
				expect( ( await store.mails() ).length ).toBeGreaterThan( 0 );
				expect(
					await store.requestReport( placed.requestId! )
				).toMatchObject( { sentBy: 'end', ended: true } );
				expect( await store.debugLog() ).toBe( '' );
				await expect( store.sql( 'SELECT 1' ) ).rejects.toThrow(
					'native runtime'
				);

				await store.reset();
				expect( await read() ).toEqual( [] );
				expect( await store.mails() ).toEqual( [] );
			} finally {
				await store.stop();
			}
		}, 300_000 );
	},
	{ runtime: 'playground' }
);
