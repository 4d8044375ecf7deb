import type { Browser } from '@playwright/test';
import {
	afterAll,
	afterEach,
	beforeAll,
	beforeEach,
	describe,
	expect,
	test,
} from 'vitest';
import { DEFAULT_SETTINGS, problemType } from '@ivorey/shared';
import {
	findChromium,
	launchChromium,
	withReason,
} from '../console/chromium.ts';
import { freshDatabase } from '../postgres/database.ts';
import { ensurePanel } from '../run/panel.ts';
import { describeStore } from '../store/describe-store.ts';
import { IvoreySide } from './ivorey-side.ts';
import { approvedAt } from './other-address.ts';
import { Panel } from './panel.ts';
import { eventually, Pipe } from './pipe.ts';

const executable = findChromium();

describe.skipIf( executable === null )(
	withReason( 'the panel in a browser' ),
	() => {
		describeStore( 'on a real store', () => {
			let chromium: Browser;
			let ivorey: IvoreySide;
			let pipe: Pipe;
			let panel: Panel;

			beforeAll( async () => {
				await ensurePanel();
				const database = await freshDatabase();
				ivorey = new IvoreySide( database.url );
				[ pipe, chromium ] = await Promise.all( [
					Pipe.start( database ),
					launchChromium( executable! ),
				] );
			} );
			afterAll( async () => {
				await chromium?.close();
				await pipe?.stop();
			} );
			beforeEach( async () => {
				await pipe.reset();
				panel = await Panel.signIn( chromium, pipe.store );
			} );
			afterEach( () => panel.close() );

			const heading = ( name: string | RegExp ) =>
				panel.page.getByRole( 'heading', { name } );
			const button = ( name: string | RegExp ) =>
				panel.page.getByRole( 'button', { name } );
			const dialog = () => panel.page.getByRole( 'dialog' );

			function placeOrder( status = 'processing' ): Promise< number > {
				return pipe.store.phpJson< number >(
					`$order = wc_create_order();
				$order->add_product( wc_get_product( $args['product'] ), 2 );
				$order->set_billing_email( 'ada@example.com' );
				$order->set_status( $args['status'] );
				$order->calculate_totals();
				$order->save();
				return $order->get_id();`,
					{
						args: {
							product: Object.values( pipe.store.products )[ 0 ],
							status,
						},
					}
				);
			}

			async function disconnect(): Promise< void > {
				await pipe.store.wp( [ 'ivorey', 'disconnect', '--yes' ] );
			}

			describe( 'not connected', () => {
				beforeEach( disconnect );

				test( 'R23 says what will happen, and asks for the address by keyboard alone', async () => {
					await panel.open();
					await heading( 'Connect this store to Ivorey' ).waitFor();
					expect( await panel.problems( 'connect' ) ).toEqual( [] );

					await button( 'Connect…' ).focus();
					await panel.page.keyboard.press( 'Enter' );
					const field = panel.page.getByLabel(
						'Address of Ivorey’s API'
					);
					await field.waitFor();
					await field.fill( 'http://api.ivorey.com' );
					await panel.page.keyboard.press( 'Enter' );
					await panel.page
						.getByRole( 'alert' )
						.filter( { hasText: 'must begin with https://' } )
						.waitFor();
					expect( await field.getAttribute( 'aria-invalid' ) ).toBe(
						'true'
					);
					expect( await panel.problems( 'connect-modal' ) ).toEqual(
						[]
					);

					await panel.page.keyboard.press( 'Escape' );
					await dialog().waitFor( { state: 'detached' } );
					expect( await panel.focused() ).toBe( 'Connect…' );
				} );

				test( 'R23 leads to the sign-in of the Ivorey at that address', async () => {
					await panel.open();
					await button( 'Connect…' ).click();
					await panel.page
						.getByLabel( 'Address of Ivorey’s API' )
						.fill( pipe.api.url );
					await button( 'Continue to Ivorey' ).click();
					await panel.page.waitForURL( `${ pipe.api.url }/**` );
				} );

				test( 'R22 Approve names the account, the host and what is read; approving connects', async () => {
					await ivorey.newAccount( 'Tea & Spice' );
					const code = await makeCode();
					await panel.open( approval( code ) );
					await heading(
						'Connect this store to “Tea & Spice”?'
					).waitFor();
					const text = await panel.page.innerText( '#ivorey-panel' );
					expect( text ).toContain(
						new URL( pipe.gateway.url ).host
					);
					expect( text ).toContain(
						'Passwords, and card or bank details'
					);
					expect( text ).not.toContain( 'Product categories' );
					expect( await panel.problems( 'approve' ) ).toEqual( [] );

					await button( 'Approve' ).focus();
					await panel.page.keyboard.press( 'Enter' );
					await panel.page.waitForURL(
						( { search } ) => ! search.includes( 'code=' )
					);
					await panel.open();
					await heading( 'Connected to “Tea & Spice”' ).waitFor();
				} );

				test( 'R22 Deny leaves nothing behind, and the code is worth nothing then', async () => {
					await ivorey.newAccount();
					const code = await makeCode();
					await panel.open( approval( code ) );
					await button( 'Deny' ).click();
					await heading( 'Connect this store to Ivorey' ).waitFor();
					await panel.page
						.getByText(
							'You denied the connection. Nothing was stored'
						)
						.first()
						.waitFor();
					expect( await panel.problems( 'approve-denied' ) ).toEqual(
						[]
					);

					await panel.open( approval( code ) );
					await heading( 'There is nothing to approve' ).waitFor();
					expect( await button( 'Approve' ).count() ).toBe( 0 );
					expect( await panel.problems( 'approve-expired' ) ).toEqual(
						[]
					);
				} );

				test( 'R22 a link that could not be looked up is tried again, and not called worthless', async () => {
					await ivorey.newAccount( 'Tea & Spice' );
					const code = await makeCode();
					await panel.answer( '/approval', {
						status: 502,
						json: {
							code: 'ivorey_unreachable',
							message: 'Ivorey did not answer.',
						},
					} );
					await panel.open( approval( code ) );
					await button( 'Try again' ).waitFor();
					expect(
						await heading( 'There is nothing to approve' ).count()
					).toBe( 0 );
					await panel.answerTruly();
					await button( 'Try again' ).click();
					await heading(
						'Connect this store to “Tea & Spice”?'
					).waitFor();
				} );

				test( 'R23 says so when it was declined in Ivorey', async () => {
					await panel.open( '&error=access_denied&state=x' );
					await panel.page
						.getByText( 'It was declined in Ivorey.' )
						.first()
						.waitFor();
					expect(
						await panel.problems( 'connect-declined' )
					).toEqual( [] );
				} );

				function makeCode(): Promise< string > {
					return ivorey.save( {
						storeUrl: pipe.store.url,
						approveUrl: `${ pipe.store.url }/wp-admin/admin.php?page=ivorey`,
						settings: {
							...DEFAULT_SETTINGS,
							import: {
								...DEFAULT_SETTINGS.import,
								collections: false,
							},
							sync: {
								...DEFAULT_SETTINGS.sync,
								collections: false,
							},
						},
					} );
				}

				function approval( code: string ): string {
					return `&code=${ encodeURIComponent( code ) }&api=${ encodeURIComponent( pipe.gateway.url ) }`;
				}
			} );

			describe( 'connected', () => {
				test( 'the overview shows the state, the counts and the last day, as they change', async () => {
					await panel.answer( '/activity/hours', {
						status: 200,
						json: [],
					} );
					await panel.open();
					await heading( /^Connected to “Test / ).waitFor();
					await panel.page
						.getByText( 'Nothing was sent in the last 24 hours.' )
						.waitFor();
					expect( await panel.problems( 'overview-new' ) ).toEqual(
						[]
					);
					await panel.answerTruly();

					await pipe.order( await placeOrder() );
					const row = panel.page.getByRole( 'row', {
						name: /^Orders/,
					} );
					await eventually(
						async () =>
							/Orders\s.*1\s.*1\s/s.test(
								await row.innerText()
							) || undefined,
						30_000
					);
					await panel.open();
					await panel.page
						.getByRole( 'img', { name: /Records sent by hour/ } )
						.waitFor();
					await panel.page.getByText( 'Show as a table' ).click();
					expect( await panel.problems( 'overview' ) ).toEqual( [] );
				} );

				test( 'R18 leads from a count to the list of what is excluded, and back', async () => {
					const id = await placeOrder( 'pending' );
					await panel.open();
					const link = panel.page.getByRole( 'link', {
						name: '1: Order without a payment, or refund of nothing',
					} );
					await link.waitFor( { timeout: 30_000 } );
					await link.focus();
					await panel.page.keyboard.press( 'Enter' );
					await heading(
						'Transactions that are not in Ivorey: Order without a payment, or refund of nothing'
					).waitFor();
					await panel.page
						.getByRole( 'link', { name: `#${ id }` } )
						.waitFor();
					expect( await panel.focused() ).toMatch(
						/^Transactions that are/
					);
					expect( await panel.problems( 'excluded' ) ).toEqual( [] );

					await panel.page.reload();
					await heading(
						/^Transactions that are not in Ivorey/
					).waitFor();
					await panel.page.goBack();
					await heading( /^Connected to/ ).waitFor();
				} );

				test( 'the tabs keep their address, for the back button and for a reload', async () => {
					await panel.open();
					await panel.page
						.getByRole( 'link', { name: 'Activity' } )
						.click();
					await heading( 'Deliveries' ).waitFor();
					expect( panel.page.url() ).toContain( 'tab=activity' );
					await panel.page
						.getByRole( 'navigation', { name: 'Ivorey' } )
						.getByRole( 'link', { name: 'Settings' } )
						.click();
					await heading( 'Keep in sync' ).waitFor();
					await panel.page.reload();
					await heading( 'Keep in sync' ).waitFor();
					await panel.page.goBack();
					await heading( 'Deliveries' ).waitFor();
					await panel.page.goBack();
					await heading( /^Connected to/ ).waitFor();
				} );

				test( 'R22 Approve says whose connection it ends', async () => {
					await panel.answer( '/approval', {
						status: 200,
						json: {
							account: { id: 'acc_2', name: 'Tea & Spice' },
							api_host: 'api.ivorey.com',
							settings: DEFAULT_SETTINGS,
							ends: { id: 'acc_1', name: 'Coffee' },
							expires_at: new Date().toISOString(),
						},
					} );
					await panel.open(
						'&code=c&api=https%3A%2F%2Fapi.ivorey.com'
					);
					await panel.page
						.getByText(
							'This ends the connection to “Coffee”. What is there stays there.'
						)
						.first()
						.waitFor();
					expect( await panel.problems( 'approve-another' ) ).toEqual(
						[]
					);
				} );

				test( 'compares both sides when asked to', async () => {
					await pipe.order( await placeOrder() );
					await pipe.drained();
					await panel.open();
					await button( 'Compare now' ).focus();
					await panel.page.keyboard.press( 'Enter' );
					await panel.page
						.getByText( /records are the same on both sides/ )
						.waitFor();
					expect( await panel.problems( 'agreement' ) ).toEqual( [] );
				} );

				test( 'finds an order by its number and tells its way', async () => {
					const id = await placeOrder();
					await pipe.order( id );
					await panel.open( '&tab=activity' );
					await panel.page
						.getByLabel( 'Order number' )
						.fill( String( id ) );
					await panel.page.keyboard.press( 'Enter' );
					await panel.page
						.getByText( 'Received by Ivorey' )
						.first()
						.waitFor();
					await panel.page
						.getByText( 'Order Submitted', { exact: true } )
						.first()
						.waitFor();
					expect( panel.page.url() ).toContain( `order=${ id }` );
					const told = await panel.page
						.locator( '.ivorey-timeline' )
						.innerText();
					expect( told ).toMatch( /Order: changed, placed/ );
					expect( told ).not.toMatch(
						/version|order_submitted|orders:/
					);
					expect( told ).toMatch( /:\d\d:\d\d/ );
					expect( await panel.problems( 'activity-order' ) ).toEqual(
						[]
					);

					await panel.open( '&tab=activity&order=999999' );
					await panel.page
						.getByText( 'There is no order “999999”' )
						.waitFor();
					await panel.open( '&tab=activity&order=abc' );
					await panel.page
						.getByText( 'There is no order “abc”' )
						.waitFor();
					expect( await button( 'Try again' ).count() ).toBe( 0 );
					expect( panel.errors ).toEqual( [] );
				} );

				test( 'sends again what is set aside', async () => {
					const id = await placeOrder();
					await pipe.order( id );
					await pipe.drained();
					await pipe.store.php(
						`global $wpdb;
					$order = wc_get_order( $args['id'] );
					$order->set_customer_note( 'Ring twice' );
					$order->save();
					$wpdb->update( $wpdb->prefix . 'ivorey_outbox', array( 'quarantined_at' => 1, 'due_at' => PHP_INT_MAX, 'error' => '/data/total: must be a decimal' ), array( 'object_id' => $args['id'] ) );`,
						{ args: { id } }
					);
					await panel.open();
					await panel.page
						.getByRole( 'link', { name: /see why$/ } )
						.click();
					await panel.page
						.getByText( '/data/total: must be a decimal' )
						.first()
						.waitFor();
					expect(
						await panel.problems( 'activity-set-aside' )
					).toEqual( [] );
					for (;;) {
						const again = button( /^Try again/ );
						if ( ( await again.count() ) === 0 ) {
							break;
						}
						const before = await again.count();
						await again.first().focus();
						await panel.page.keyboard.press( 'Enter' );
						await eventually(
							async () =>
								( await again.count() ) < before || undefined,
							10_000
						);
						await eventually(
							async () =>
								( await panel.focused() ) === 'Set aside' ||
								undefined
						);
					}
					await pipe.order( id, ( order ) =>
						JSON.stringify( order ).includes( 'Ring twice' )
					);
					await panel.page
						.getByText( 'Nothing is set aside' )
						.waitFor();
					expect( await panel.problems( 'activity' ) ).toEqual( [] );
				} );

				test( 'imports what is there, shows how far it is, and can be cancelled', async () => {
					await Promise.all( [ placeOrder(), placeOrder() ] );
					await pipe.drained();
					// As if none of it had been sent: what is equal would not be sent again.
					await pipe.store.sql(
						`delete from ${ pipe.store.tablePrefix }ivorey_ledger`
					);
					pipe.gateway.treat = ( { path } ) =>
						path === '/v1/batches'
							? { kind: 'answer', status: 503, body: 'Back soon' }
							: { kind: 'pass' };
					await panel.open( '&tab=settings' );
					await button( 'Import now' ).focus();
					await panel.page.keyboard.press( 'Enter' );
					await panel.page
						.getByRole( 'progressbar', { name: 'Contacts' } )
						.waitFor();
					expect( await panel.problems( 'importing' ) ).toEqual( [] );

					await button( 'Cancel the import…' ).click();
					await dialog().waitFor();
					expect( await panel.problems( 'import-cancel' ) ).toEqual(
						[]
					);
					await button( /^Cancel the import$/ ).click();
					await panel.page
						.getByText( 'Cancelled', { exact: true } )
						.first()
						.waitFor();

					pipe.gateway.reset();
					await panel.open( '&tab=settings' );
					await button( 'Import now' ).click();
					await panel.page
						.getByText( 'Done', { exact: true } )
						.first()
						.waitFor( { timeout: 60_000 } );
					expect( await panel.problems( 'imported' ) ).toEqual( [] );
				} );
			} );

			describe( 'settings', () => {
				const sync = ( name: string ) =>
					panel.page
						.getByRole( 'group', {
							name: 'Elements to keep in sync',
						} )
						.getByRole( 'checkbox', { name, exact: true } );

				test( 'R25 a switch flipped here, by keyboard, is flipped in Ivorey', async () => {
					await panel.open( '&tab=settings' );
					await sync( 'Products' ).waitFor();
					expect( await panel.problems( 'settings' ) ).toEqual( [] );
					await sync( 'Products' ).focus();
					await panel.page.keyboard.press( 'Space' );
					expect( await sync( 'Products' ).isChecked() ).toBe(
						false
					);
					await eventually(
						async () =>
							( await settingsInIvorey() ).sync.products ===
								false || undefined
					);
					expect( ( await settingsInIvorey() ).sync.orders ).toBe(
						true
					);
					await panel.page.reload();
					await sync( 'Products' ).waitFor();
					expect( await sync( 'Products' ).isChecked() ).toBe(
						false
					);
				} );

				test( 'R25 takes over what was changed in Ivorey meanwhile, and says so', async () => {
					const { version, ...switches } = DEFAULT_SETTINGS;
					pipe.gateway.treat = ( { path } ) =>
						path === '/v1/settings'
							? {
									kind: 'answer',
									status: 409,
									headers: {
										'content-type':
											'application/problem+json',
									},
									body: JSON.stringify( {
										type: problemType(
											'settings-conflict'
										),
										title: 'Changed meanwhile',
										status: 409,
										detail: 'Changed meanwhile',
										settings: {
											version: version + 5,
											import: switches.import,
											sync: {
												...switches.sync,
												collections: false,
											},
										},
									} ),
								}
							: { kind: 'pass' };
					await panel.open( '&tab=settings' );
					await sync( 'Products' ).click();
					await panel.page
						.getByText( /changed in Ivorey in the meantime/ )
						.first()
						.waitFor();
					await eventually(
						async () =>
							( ( await sync( 'Products' ).isChecked() ) &&
								! ( await sync(
									'Collections'
								).isChecked() ) ) ||
							undefined
					);
					expect(
						await panel.problems( 'settings-conflict' )
					).toEqual( [] );
				} );

				test( 'says how old the keys are, and renews them when asked to', async () => {
					const rotations = () =>
						pipe.gateway.exchanges.filter(
							( { path } ) => path === '/v1/connection/rotate'
						);
					await panel.open( '&tab=settings' );
					await panel.page.getByText( /Last renewed: \S/ ).waitFor();
					await button( 'Renew the keys…' ).click();
					await dialog()
						.getByText( /stay good for a day/ )
						.waitFor();
					expect( await panel.problems( 'keys' ) ).toEqual( [] );
					expect( rotations() ).toEqual( [] );
					await button( /^Renew$/ ).click();
					await dialog().waitFor( { state: 'detached' } );
					expect(
						rotations().map( ( { status } ) => status )
					).toEqual( [ 200 ] );
				} );

				test( 'R25 a switch that could not be saved goes back, and nothing is promised', async () => {
					await panel.open( '&tab=settings' );
					await sync( 'Products' ).waitFor();
					await panel.answer( '/settings', 'no connection' );
					await sync( 'Products' ).click();
					await panel.page
						.getByText( /Nothing was changed\. Try again\./ )
						.first()
						.waitFor();
					await eventually(
						async () =>
							( await sync( 'Products' ).isChecked() ) ||
							undefined
					);
					expect(
						await panel.page.innerText( '#ivorey-panel' )
					).not.toMatch( /tries again by itself/ );
				} );

				test( 'R26 says what stays, and disconnects', async () => {
					await pipe.order( await placeOrder() );
					await panel.open( '&tab=settings' );
					await button( 'Disconnect…' ).focus();
					await panel.page.keyboard.press( 'Enter' );
					await dialog()
						.getByText( /Everything that is in Ivorey stays there/ )
						.waitFor();
					expect( await panel.problems( 'disconnect' ) ).toEqual(
						[]
					);
					await panel.page.keyboard.press( 'Escape' );
					await dialog().waitFor( { state: 'detached' } );
					expect( await panel.focused() ).toBe( 'Disconnect…' );

					await button( 'Disconnect…' ).click();
					await button( /^Disconnect$/ ).click();
					await heading( 'Connect this store to Ivorey' ).waitFor();
					expect( await pipe.orders() ).toHaveLength( 1 );
				} );

				async function settingsInIvorey() {
					const { rows } = await pipe.pool.query<
						Record< 'settings', typeof DEFAULT_SETTINGS >
					>(
						'select settings from connections where account_id = $1 and connection_id = $2',
						Pipe.keyOf( pipe.credentials )
					);
					return rows[ 0 ]!.settings;
				}
			} );

			describe( 'when something is wrong', () => {
				test( 'R28 paused: the reason and the way out, and what waits', async () => {
					pipe.gateway.treat = () => ( {
						kind: 'answer',
						status: 401,
						headers: { 'content-type': 'application/problem+json' },
						body: JSON.stringify( {
							type: problemType( 'unauthorized' ),
							title: 'Unauthorized',
							status: 401,
							detail: 'Wrong token.',
						} ),
					} );
					await placeOrder();
					await panel.open();
					await heading( 'The sync is paused' ).waitFor( {
						timeout: 30_000,
					} );
					await panel.page
						.getByText( /does not accept the credentials/ )
						.first()
						.waitFor();
					expect( await panel.problems( 'paused' ) ).toEqual( [] );
					await button( 'Reconnect…' ).focus();
					await panel.page.keyboard.press( 'Enter' );
					await button( 'Continue to Ivorey' ).waitFor();
					expect( await panel.problems( 'reconnect' ) ).toEqual( [] );
				} );

				test( 'a delivery that does not get through is told, with its next attempt', async () => {
					pipe.gateway.treat = () => ( {
						kind: 'answer',
						status: 503,
						body: 'Back soon',
					} );
					await placeOrder();
					await panel.open();
					await panel.page
						.getByText( 'Active, but delayed' )
						.waitFor( {
							timeout: 30_000,
						} );
					await panel.page.getByText( 'Next attempt' ).waitFor();
					expect( await panel.problems( 'delayed' ) ).toEqual( [] );
				} );

				test( 'a copied site: nothing but the question, and a copy lets go of the connection', async () => {
					await approvedAt( pipe.store, 'https://shop.example.com' );
					await panel.open();
					await heading(
						'Has this site moved, or is it a copy?'
					).waitFor();
					await panel.page
						.getByText( 'https://shop.example.com' )
						.waitFor();
					expect( await panel.problems( 'copied' ) ).toEqual( [] );
					await button( 'It is a copy: disconnect it' ).focus();
					await panel.page.keyboard.press( 'Enter' );
					await heading( 'Connect this store to Ivorey' ).waitFor();
				} );

				test( 'without an answer of the site it says so, and goes on by itself', async () => {
					await panel.answer( '/status', 'nothing' );
					await panel.open();
					await panel.page.getByText( 'Loading…' ).first().waitFor();
					expect( await panel.problems( 'loading' ) ).toEqual( [] );

					await panel.answerTruly();
					await panel.answer( '/status', 'no connection' );
					await panel.open();
					await panel.page
						.getByText( /cannot reach this site/ )
						.first()
						.waitFor();
					expect( await panel.problems( 'offline' ) ).toEqual( [] );

					await panel.answerTruly();
					await heading( /^Connected to/ ).waitFor();
					expect(
						await panel.page
							.locator( '#ivorey-panel' )
							.getByText( /cannot reach this site/ )
							.count()
					).toBe( 0 );
				} );

				test( 'what it shows stays when the site stops answering', async () => {
					await panel.open();
					await heading( /^Connected to/ ).waitFor();
					await panel.answer( '/status', {
						status: 500,
						json: { code: 'internal', message: 'Out of memory' },
					} );
					await panel.page
						.getByText( 'Out of memory' )
						.first()
						.waitFor( { timeout: 15_000 } );
					expect( await heading( /^Connected to/ ).isVisible() ).toBe(
						true
					);
				} );
			} );

			test( 'R28 paused by a person: nothing asks to reconnect, on any page, and the switches are locked', async () => {
				await pipe.store.php(
					`$stored = get_option( 'ivorey_connection' );
				$stored['state'] = 'paused';
				$stored['pause'] = array( 'reason' => 'paused-by-person', 'since' => time() );
				update_option( 'ivorey_connection', $stored );`
				);
				await panel.open();
				await heading( 'The sync is paused' ).waitFor();
				await panel.page
					.getByText(
						'While the sync is paused Ivorey cannot be asked.'
					)
					.waitFor();
				expect( await button( /econnect/ ).count() ).toBe( 0 );
				expect(
					await button( 'Compare now' ).getAttribute(
						'aria-disabled'
					)
				).toBe( 'true' );
				expect( await panel.problems( 'paused-by-person' ) ).toEqual(
					[]
				);

				await panel.open( '&tab=settings' );
				await heading( 'Import Elements' ).waitFor();
				expect(
					await panel.page
						.getByRole( 'checkbox', { disabled: false } )
						.count()
				).toBe( 0 );
				expect(
					await button( 'Import now' ).getAttribute( 'aria-disabled' )
				).toBe( 'true' );
				expect( await panel.problems( 'settings-paused' ) ).toEqual(
					[]
				);

				const { url } = pipe.store;
				await panel.page.goto( `${ url }/wp-admin/index.php` );
				const notice = panel.page.locator( '.ivorey-notice' );
				expect( await notice.innerText() ).not.toMatch( /econnect/ );
				expect(
					await panel.problems( 'admin-notice', '.ivorey-notice' )
				).toEqual( [] );

				await panel.page.goto(
					`${ url }/wp-admin/admin.php?page=wc-settings&tab=integration&section=ivorey`
				);
				expect(
					await panel.page
						.getByText( 'The sync with Ivorey is paused' )
						.count()
				).toBe( 1 );
				expect(
					await panel.problems(
						'integration-paused',
						'.ivorey-integration'
					)
				).toEqual( [] );

				await panel.page.goto( `${ url }/wp-admin/site-health.php` );
				await button( /The sync with Ivorey is paused/ ).click();
				expect(
					await panel.problems(
						'site-health',
						'#health-check-accordion-block-ivorey_connection'
					)
				).toEqual( [] );

				const html = await pipe.store.phpJson< string >(
					`$email = WC()->mailer()->emails['Ivorey_Paused'];
				add_filter( 'pre_wp_mail', '__return_true' );
				$email->trigger( get_option( 'ivorey_connection' ) ? Ivorey\\WooCommerce\\Connection\\StoredConnection::fromOption( get_option( 'ivorey_connection' ) ) : null );
				return $email->style_inline( $email->get_content_html() );`
				);
				await panel.page.setContent( html );
				expect(
					await panel.page.innerText( '#body_content' )
				).not.toMatch( /econnect|refuses/ );
				expect(
					await panel.problems( 'email-paused', '#body_content' )
				).toEqual( [] );
			} );

			test( 'without WooCommerce its page says what is missing, with the button that helps', async () => {
				const { url } = pipe.store;
				await pipe.store.php(
					`require_once ABSPATH . 'wp-admin/includes/plugin.php'; deactivate_plugins( 'woocommerce/woocommerce.php' );`
				);
				try {
					await panel.open();
					await panel.page
						.getByText( /needs WooCommerce and is inactive/ )
						.waitFor();
					expect(
						await panel.problems(
							'woocommerce-missing',
							'.ivorey-missing'
						)
					).toEqual( [] );
					await panel.page.goto( `${ url }/wp-admin/index.php` );
					expect(
						await panel.problems(
							'woocommerce-missing-notice',
							'.ivorey-missing'
						)
					).toEqual( [] );
					await panel.page
						.locator( '.ivorey-missing' )
						.getByRole( 'link', { name: 'Activate WooCommerce' } )
						.click();
					await panel.open();
					await heading( /^Connected to/ ).waitFor();
				} finally {
					await pipe.store.php(
						`require_once ABSPATH . 'wp-admin/includes/plugin.php'; activate_plugin( 'woocommerce/woocommerce.php' );`
					);
				}
			} );

			test( 'its script is on its own page only, and keeps nothing in the browser', async () => {
				const id = await placeOrder();
				await pipe.order( id );
				await panel.open( `&tab=activity&order=${ id }` );
				await panel.page
					.getByText( 'Received by Ivorey' )
					.first()
					.waitFor();
				expect( await scripts() ).toContain( 'ivorey-panel-js' );
				const kept = await panel.page.evaluate( () =>
					JSON.stringify( [
						{ ...window.localStorage },
						{ ...window.sessionStorage },
						document.cookie,
					] )
				);
				expect( kept ).not.toContain( 'ada@example.com' );
				expect( kept ).not.toMatch( /ivorey/i );

				await panel.page.goto(
					`${ pipe.store.url }/wp-admin/index.php`
				);
				expect( await scripts() ).not.toContain( 'ivorey-panel-js' );

				function scripts(): Promise< string[] > {
					return panel.page.evaluate( () =>
						[ ...document.scripts ].map( ( { id: name } ) => name )
					);
				}
			} );
		} );
	}
);
