import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportReport, StatusReport } from '@ivorey/shared';
import { createConnection } from '@ivorey/ingest-api/connections/create.ts';
import { startFakeStore } from '@ivorey/ingest-api/testing/console.ts';
import { orderRecord } from '@ivorey/ingest-api/testing/records.ts';
import { TestStore } from '@ivorey/ingest-api/testing/store.ts';
import { findChromium, launchChromium, withReason } from './chromium.ts';
import { look } from './look.ts';
import { STORES, visit, type Visit } from './visit.ts';

const executable = findChromium();

const REPORT: StatusReport = {
	import: {
		id: 'imp_1',
		state: 'running',
		started_at: '2026-01-31T08:15:00.000Z',
		finished_at: null,
		elements: {
			collections: progress( 'done', 12, 12 ),
			products: progress( 'done', 1_204, 1_204 ),
			contacts: progress( 'running', 12_000, 3_100 ),
			orders: progress( 'waiting', 48_000, 0 ),
		},
	},
	handled_request: null,
	exclusions: [
		{ element: 'products', reason: 'no_price', number: 20 },
		{ element: 'contacts', reason: 'role', number: 3 },
	],
	waiting: 12,
	quarantined: 1,
	verified: {
		finished_at: '2026-01-31T14:02:00.000Z',
		agrees: true,
		compared: 12_408,
		alike: 12_408,
	},
};

function progress(
	state: 'done' | 'running' | 'waiting',
	total: number,
	done: number
) {
	return {
		state,
		total,
		done,
		excluded: { no_price: state === 'done' ? 20 : 0 },
		rejected: 0,
		rate: state === 'running' ? 940.2 : null,
		seconds_left: state === 'running' ? 70 : null,
	};
}

let chromium: Browser;
describe.skipIf( executable === null )(
	withReason( 'the console in a browser' ),
	{ timeout: 480_000 },
	() => {
		beforeAll( async () => {
			chromium = await launchChromium( executable! );
		} );
		afterAll( () => chromium.close() );

		interface Sight extends Visit {
			/** Checks the page in its current state. */
			see: ( name: string ) => Promise< void >;
		}

		/** Visits pages, and expects neither browser errors nor errors in the log. */
		async function looking(
			run: ( sight: Sight ) => Promise< void >
		): Promise< void > {
			const visited = await visit( chromium );
			const mistakes: string[] = [];
			visited.page.on( 'console', ( message ) => {
				if (
					message.type() === 'error' &&
					! /422|410|404/.test( message.text() )
				) {
					mistakes.push( message.text() );
				}
			} );
			await run( {
				...visited,
				see: ( name ) => look( visited.page, name ),
			} );
			expect( mistakes ).toEqual( [] );
			expect( visited.api.log.join( '' ) ).not.toContain( '"level":50' );
		}

		test( 'stores and orders in every state pass axe, narrow and wide, light and dark', () =>
			looking( async ( { api, store, page, open, see } ) => {
				const own = `${ STORES }/${ store.connectionId }`;
				const press = ( name: string ) =>
					page.getByRole( 'button', { name } ).click();
				await see( 'stores' );
				await open( '/' );
				await see( 'home-no-orders' );
				await open( '/settings/integration' );
				await see( 'integration' );
				await open( '/orders' );
				await see( 'orders-empty' );
				await store.send( [
					orderRecord( '1', 1 ),
					orderRecord( '2', 1, { status: 'completed' } ),
				] );
				await open( '/orders?subtype=WooCommerce' );
				await see( 'orders' );
				await open( '/' );
				await see( 'home' );
				await open( '/settings/privacy' );
				await page
					.getByLabel( 'E-mail address' )
					.fill( 'ada@example.com' );
				await press( 'Find this person' );
				await see( 'privacy-confirm' );
				await press( 'Erase' );
				await page.getByText( 'Personal data was erased' ).waitFor();
				await see( 'privacy' );
				await open( own );
				await see( 'store-active' );
				await press( 'Pause' );
				await page.getByText( /Paused in Ivorey/ ).waitFor();
				await see( 'store-paused-by-person' );
				await press( 'Resume' );
				await page.getByText( 'Active', { exact: true } ).waitFor();
				await open( `${ own }/import` );
				await page
					.getByRole( 'switch', { name: 'Import Elements' } )
					.uncheck();
				await press( 'Import' );
				await page.getByText( 'Nothing is selected' ).waitFor();
				await see( 'import-nothing' );
				await page
					.getByRole( 'switch', { name: 'Import Elements' } )
					.check();
				await press( 'Import' );
				await page.getByText( 'Import requested' ).waitFor();
				await see( 'import-asked' );
				await store.request( {
					method: 'PUT',
					path: '/v1/status',
					body: JSON.stringify( REPORT ),
				} );
				await page.getByText( '3,100 of 12,000' ).waitFor();
				await see( 'store-importing' );
				await open( `${ own }/progress` );
				await see( 'import-progress' );
				await open( own );
				await store.ask( { secret: 'whsec_AAAA' } );
				await page.getByText( /Paused since/ ).waitFor();
				await see( 'store-paused' );
				await store.ask();
				await open( `${ own }/import` );
				await see( 'import-again' );
				await open( `${ own }/disconnect` );
				await see( 'disconnect' );
				await press( 'Disconnect' );
				await page.getByText( 'Disconnected since' ).waitFor();
				await see( 'store-disconnected' );
				const pending = new TestStore(
					await createConnection( api.db, {
						storeUrl: 'https://new.example.com',
						accountName: 'Ada & Co',
						apiUrl: api.url,
						keys: api.keys,
					} ),
					'https://new.example.com'
				);
				await open( `${ STORES }/${ pending.connectionId }` );
				await page.getByText( /Waiting for the store since/ ).waitFor();
				await see( 'store-pending' );
			} ) );

		test( 'R19-R23 the screens of connecting pass axe, narrow and wide, light and dark', () =>
			looking( async ( { page, open, see } ) => {
				const go = () =>
					page
						.getByRole( 'button', {
							name: 'Continue',
							exact: true,
						} )
						.click();
				await open( `${ STORES }/connect` );
				await see( 'connect' );
				await page
					.getByLabel( 'Store URL' )
					.fill( 'shop.example.com/wp-admin/' );
				await go();
				await page.getByRole( 'alert' ).waitFor();
				await see( 'connect-wrong' );
				const bare = await startFakeStore( {
					contract: undefined,
					plugin: '0.0.9',
				} );
				await page.getByLabel( 'Store URL' ).fill( bare );
				await go();
				await page.getByRole( 'link', { name: 'Update it' } ).waitFor();
				await see( 'connect-too-old' );
				const fake = await startFakeStore();
				await page.getByLabel( 'Store URL' ).fill( fake );
				await go();
				await page
					.getByRole( 'heading', { name: 'Import Elements' } )
					.waitFor();
				await see( 'import-elements' );
				await go();
				await page
					.getByRole( 'heading', { name: 'Keep in sync' } )
					.waitFor();
				await see( 'keep-in-sync' );
				const toggle = page.getByRole( 'switch', {
					name: 'Keep in sync',
				} );
				await toggle.uncheck();
				await see( 'keep-in-sync-off' );
				await toggle.check();
				// A browser stays on its page if the answer has no content.
				await page.route( `${ fake }/**`, ( route ) =>
					route.fulfill( { status: 204 } )
				);
				await page.getByRole( 'button', { name: 'Save' } ).click();
				await page
					.getByRole( 'heading', { name: 'Approve the connection' } )
					.waitFor();
				await see( 'leave' );
				await page.unroute( `${ fake }/**` );
				await page
					.getByRole( 'link', { name: /^Continue to/ } )
					.click();
				await page.waitForURL(
					`${ fake }/wp-admin/admin.php?page=ivorey-approve&code=*`
				);

				const query = new URLSearchParams( {
					response_type: 'code',
					client_id: fake,
					redirect_uri: `${ fake }/wp-admin/admin.php?page=ivorey-approve`,
					state: 'state',
					code_challenge:
						'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
					code_challenge_method: 'S256',
				} );
				await open( `/connect/authorize?${ query }` );
				await see( 'consent' );
				await page.route( `${ fake }/**`, ( route ) =>
					route.fulfill( { status: 204 } )
				);
				await page.getByRole( 'button', { name: 'Cancel' } ).click();
				await page.getByText( 'is not connected' ).waitFor();
				await see( 'cancelled' );
				await page.unroute( `${ fake }/**` );
				await open( '/connect/authorize' );
				await see( 'refused' );
				await open( `${ STORES }/connect/none/import` );
				await see( 'start-again' );
				await open( `${ STORES }/none` );
				await see( 'no-such-store' );
				await open( '/orders/none' );
				await see( 'not-found' );
			} ) );

		test( 'the sign-in screens pass axe, narrow and wide, light and dark', () =>
			looking( async ( { page, open, see, context } ) => {
				await context.clearCookies();
				await open( '/' );
				await see( 'sign-in' );
				await page
					.getByLabel( 'E-mail address' )
					.fill( 'ada@example.com' );
				await page.keyboard.press( 'Enter' );
				await page.getByText( 'Check your e-mail' ).waitFor();
				await see( 'link-sent' );
				await page
					.getByRole( 'link', { name: 'See the e-mails here' } )
					.click();
				await see( 'e-mails' );
				await page.getByRole( 'link', { name: /\/sign-in\// } ).click();
				await see( 'confirm-sign-in' );
				await open( '/sign-in/none' );
				await see( 'expired-link' );
				await open( '/orders/none' );
				await see( 'not-found-signed-out' );
			} ) );

		test( 'R19 Enter in the field submits the typed text, not the suggestion', async () => {
			const { page, open } = await visit( chromium );
			const [ mistaken, meant ] = [
				await startFakeStore(),
				await startFakeStore(),
			];
			await open( `${ STORES }/connect` );
			const field = page.getByLabel( 'Store URL' );
			await field.fill( `${ mistaken }/wp-admin/` );
			await field.press( 'Enter' );
			await page.getByRole( 'button', { name: /^Use http/ } ).waitFor();
			await field.fill( meant );
			await field.press( 'Enter' );
			await page.waitForURL( '**/import' );
			expect( await page.getByRole( 'dialog' ).textContent() ).toContain(
				meant
			);
		} );

		test( 'R24 the progress updates without moving the focus, announces its end, and leaves the focus beside it', async () => {
			const { page, open, store } = await visit( chromium );
			const report = async ( more: Partial< ImportReport > ) => {
				const answer = await store.request( {
					method: 'PUT',
					path: '/v1/status',
					body: JSON.stringify( {
						...REPORT,
						import: { ...REPORT.import, ...more },
					} ),
				} );
				expect( answer.status ).toBe( 204 );
			};
			const products = ( done: number ) => ( {
				elements: { products: progress( 'running', 326, done ) },
			} );
			await report( products( 0 ) );
			await open( `${ STORES }/${ store.connectionId }` );
			const cancel = page.getByRole( 'button', {
				name: 'Cancel the import',
			} );
			await cancel.focus();
			const told = await page
				.getByRole( 'status' )
				.filter( { hasText: 'is running' } )
				.elementHandle();
			await report( products( 200 ) );
			await page.getByText( '200 of 326' ).waitFor();
			expect(
				await cancel.evaluate( ( button ) =>
					button.matches( ':focus' )
				)
			).toBe( true );

			await report( {
				state: 'done',
				finished_at: '2026-01-31T08:16:00.000Z',
				elements: { products: progress( 'done', 326, 326 ) },
			} );
			await page.getByText( '326 of 326' ).waitFor();
			// The same element as before: a screen reader announces changes only in an existing one.
			expect(
				await told!.evaluate( ( { isConnected } ) => isConnected )
			).toBe( true );
			expect( await told!.textContent() ).toContain( 'is complete' );
			expect( await page.locator( ':focus' ).textContent() ).toBe(
				'Import'
			);
		} );

		test( 'R20, R21 a screen starts with the focus in its first field', async () => {
			const { page, open } = await visit( chromium );
			const focused = () => page.locator( ':focus' ).getAttribute( 'id' );
			await open( `${ STORES }/connect` );
			expect( await focused() ).toBe( 'store_url' );
			await page.keyboard.type( await startFakeStore() );
			await page.keyboard.press( 'Enter' );
			await page.waitForURL( '**/import' );
			await expect.poll( focused ).toBe( 'import_enabled' );
			await page.keyboard.press( 'Enter' );
			await page.waitForURL( '**/sync' );
			await expect.poll( focused ).toBe( 'sync_enabled' );
		} );

		test( 'R19-R22 connects with the keyboard alone, and Escape leaves the dialog', async () => {
			const { page, open } = await visit( chromium );
			const fake = await startFakeStore();
			await page
				.getByRole( 'link', { name: 'Connect another store' } )
				.focus();
			await page.keyboard.press( 'Enter' );
			await page.waitForURL( `**${ STORES }/connect` );
			await page.keyboard.press( 'Escape' );
			await page.waitForURL( `**${ STORES }` );
			await open( `${ STORES }/connect` );
			// The field has the focus.
			await page.keyboard.type( `${ fake }/` );
			await page.keyboard.press( 'Enter' );
			await page.getByRole( 'alert' ).waitFor();
			await tabTo( page, /^Use http/ );
			await page.keyboard.press( 'Enter' );
			await page.waitForURL( '**/import' );
			// The toggle has the focus.
			await page.keyboard.press( 'Space' );
			await page.keyboard.press( 'Space' );
			await tabTo( page, /^Orders/ );
			await page.keyboard.press( 'Space' );
			await tabTo( page, /^Continue/ );
			await page.keyboard.press( 'Enter' );
			await page.waitForURL( '**/sync' );
			await tabTo( page, /^Save/ );
			await page.keyboard.press( 'Enter' );
			await page.waitForURL( `${ fake }/wp-admin/**` );
		} );

		test( 'R25 a switch that the store flipped is updated, unless the user is changing it', async () => {
			const { page, store, open } = await visit( chromium );
			await open( `${ STORES }/${ store.connectionId }` );
			const products = page.getByLabel( 'Products' );
			expect( await products.isChecked() ).toBe( true );
			await flip( store, 'products' );
			await expect.poll( () => products.isChecked() ).toBe( false );
			await page.getByLabel( 'Orders' ).uncheck();
			await flip( store, 'contacts' );
			// The rest of the page keeps updating.
			await store.ask( { secret: 'whsec_AAAA' } );
			await page.getByText( /Paused since/ ).waitFor();
			expect( await page.getByLabel( 'Orders' ).isChecked() ).toBe(
				false
			);
			expect( await page.getByLabel( 'Contacts' ).isChecked() ).toBe(
				true
			);
		} );

		test( 'works without JavaScript', async () => {
			const { page, store, open } = await visit( chromium, {
				javaScriptEnabled: false,
			} );
			const fake = await startFakeStore();
			await open( `${ STORES }/${ store.connectionId }` );
			await page.getByLabel( 'Products' ).uncheck();
			await page.getByRole( 'button', { name: 'Save' } ).click();
			await page.getByText( 'Saved.' ).waitFor();
			await open( `${ STORES }/connect` );
			await page.getByLabel( 'Store URL' ).fill( fake );
			await page.getByRole( 'button', { name: 'Continue' } ).click();
			await page.getByRole( 'button', { name: 'Continue' } ).click();
			await page.getByRole( 'button', { name: 'Save' } ).click();
			await page.waitForURL( `${ fake }/wp-admin/**` );
		} );
	}
);

async function flip( store: TestStore, name: string ): Promise< void > {
	const { settings } = JSON.parse( ( await store.ask() ).text );
	const { version, ...rest } = settings;
	await store.request( {
		method: 'PUT',
		path: '/v1/settings',
		body: JSON.stringify( {
			...rest,
			base_version: version,
			sync: { ...rest.sync, [ name ]: ! rest.sync[ name ] },
		} ),
	} );
}

/** Presses Tab until the focused element has this name. */
async function tabTo( page: Page, name: RegExp ): Promise< void > {
	for ( let i = 0; i < 40; i++ ) {
		await page.keyboard.press( 'Tab' );
		const focused = await page.evaluate( () => {
			const { activeElement: element } = document;
			const label =
				element instanceof HTMLInputElement
					? element.labels?.[ 0 ]?.textContent
					: element?.textContent;
			return ( label ?? '' ).trim();
		} );
		if ( name.test( focused ) ) {
			return;
		}
	}
	throw new Error( `Tab never comes to ${ name }.` );
}
