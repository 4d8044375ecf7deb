import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeStore } from '../describe-store.ts';
import {
	blockCheckout,
	classicCheckout,
	registerCustomer,
	type PlacedOrder,
	type Purchase,
} from '../../scripts/store/shopper.ts';
import { IS_LONG } from '../scale.ts';
import type { RequestReport, Store } from '../../scripts/store/store.ts';
import type { TestBed } from './test-bed.ts';
import { startTestBed } from './start-test-bed.ts';

const CHECKOUTS: Record<
	string,
	( store: Store, purchase: Purchase ) => Promise< PlacedOrder >
> = { 'block checkout': blockCheckout, 'classic checkout': classicCheckout };

/** Several, because WordPress itself sometimes adds a query of its own (a transient, a lock). */
const TIMES = IS_LONG ? 4 : 2;
const MORE_QUERIES = 2;

for ( const hpos of [ true, false ] ) {
	for ( const server of [ 'fpm', 'builtin' ] as const ) {
		// The storage of orders does not affect when the response ends.
		if ( ! hpos && server === 'builtin' && ! IS_LONG ) {
			continue;
		}
		const where = `HPOS ${ hpos ? 'on' : 'off' }, ${ server === 'fpm' ? 'PHP-FPM' : "PHP's own server" }`;
		describeStore(
			`what the plugin adds to a checkout (${ where })`,
			() => {
				let bed: TestBed;
				beforeAll( async () => {
					bed = await startTestBed( { hpos, server } );
				} );
				afterAll( () => bed?.stop() );

				async function reports(
					place: ( typeof CHECKOUTS )[ string ],
					purchase: Partial< Purchase > = {}
				): Promise< RequestReport[] > {
					const all: RequestReport[] = [];
					// The first one warms up the caches.
					for ( let i = 0; i <= TIMES; i++ ) {
						const { requestId } = await place( bed.store, {
							items: [ { id: bed.store.products.MUG! } ],
							billing: { email: `buyer${ i }@example.com` },
							...purchase,
						} );
						all.push( await bed.store.requestReport( requestId! ) );
					}
					return all.slice( 1 );
				}
				const ours = ( { before }: RequestReport ) =>
					before.queries.filter( ( { sql, caller } ) =>
						/ivorey/i.test( sql + caller )
					);

				/**
				 * Ignores a write that WooCommerce makes if a checkout crosses into a new second: the version
				 * of its order transients is a time.
				 */
				const others = ( report: RequestReport ) =>
					report.before.queries.filter(
						( { caller } ) =>
							! /wc_delete_shop_order_transients.*update_option/.test(
								caller
							)
					).length - ours( report ).length;

				for ( const [ name, place ] of Object.entries( CHECKOUTS ) ) {
					test( `a ${ name } makes at most two more queries, and no request to Ivorey, before the shopper has the response`, async () => {
						await bed.reset();
						const connected = await reports( place );
						await bed.drained();
						for ( const report of connected ) {
							expect( ours( report ).length ).toBeGreaterThan(
								0
							);
							expect( ours( report ).length ).toBeLessThanOrEqual(
								MORE_QUERIES
							);
							expect(
								report.before.requests.filter( ( { url } ) =>
									url.startsWith( bed.proxy.url )
								)
							).toEqual( [] );
						}
						expect( bed.proxy.batches.length ).toBeGreaterThan( 0 );

						await bed.store.php(
							`deactivate_plugins( 'ivorey-for-woocommerce/ivorey-for-woocommerce.php' );`
						);
						const without = await reports( place );
						expect( without.flatMap( ours ) ).toEqual( [] );
						// The plugin's queries come on top of WooCommerce's, and cause no others.
						expect(
							Math.min( ...connected.map( others ) )
						).toBeLessThanOrEqual(
							Math.max( ...without.map( others ) )
						);
					} );
				}

				test( 'a registered buyer costs no more than a guest', async () => {
					await bed.reset();
					const customer = await registerCustomer( bed.store, {
						email: 'member@example.com',
					} );
					const connected = await reports( ( store, purchase ) =>
						blockCheckout( store, { ...purchase, customer } )
					);
					for ( const report of connected ) {
						expect( ours( report ).length ).toBeGreaterThan( 0 );
						expect( ours( report ).length ).toBeLessThanOrEqual(
							MORE_QUERIES
						);
					}
				} );
			}
		);
	}
}
