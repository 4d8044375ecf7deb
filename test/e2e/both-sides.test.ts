import { randomBytes } from 'node:crypto';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addPerson } from '@ivorey/ingest-api/accounts/people.ts';
import { openDatabase } from '@ivorey/ingest-api/db/open.ts';
import { findChromium, launchChromium } from '../console/chromium.ts';
import { freshDatabase, type FreshDatabase } from '../postgres/database.ts';
import { ApiProcess } from '../../scripts/api-process.ts';
import { ensurePanel } from '../../scripts/panel.ts';
import { makeMany } from '../../scripts/store/bulk.ts';
import { describeStore } from '../describe-store.ts';
import { blockCheckout } from '../../scripts/store/shopper.ts';
import { startStore, type Store } from '../../scripts/store/store.ts';
import { nameIvorey } from './name-ivorey.ts';
import { approvedAt } from './other-address.ts';
import { Panel } from './panel.ts';
import { waitFor } from '../wait.ts';

const EMAIL = 'ada@example.com';
const MANY = { orders: 6_000, products: 300, customers: 300 };
const OLD_URL = 'https://shop.example.com';
const executable = findChromium();

interface Connection {
	connection_id: string;
	state: string;
	store_url: string;
}

describeStore( 'an owner who walks from the store to Ivorey and back', () => {
	let database: FreshDatabase;
	let query: ReturnType< typeof openDatabase >;
	let api: ApiProcess;
	let store: Store;
	let chromium: Browser;
	/** A page on which the owner is signed in to Ivorey. */
	let signedIn: Page;

	beforeAll( async () => {
		await ensurePanel();
		database = await freshDatabase();
		query = openDatabase( { as: 'owner', url: database.url, poolSize: 1 } );
		[ store, api, chromium ] = await Promise.all( [
			startStore( { cron: true } ),
			ApiProcess.start( {
				DATABASE_URL: database.url,
				ENCRYPTION_KEY: randomBytes( 32 ).toString( 'base64' ),
				ALLOW_LOCAL_STORES: 'true',
			} ),
			launchChromium( executable! ),
		] );
		await nameIvorey( store, api.url );
		await addPerson( query.db, {
			email: EMAIL,
			accountName: 'Ada & Co',
			now: new Date(),
		} );
	} );
	afterAll( async () => {
		await chromium?.close();
		await store?.stop();
		await query?.close();
		await api?.kill();
		await database?.drop();
	} );

	const connections = () =>
		query.db
			.selectFrom( 'connections' )
			.select( [ 'connection_id', 'state', 'store_url' ] )
			.execute() as Promise< Connection[] >;

	const orders = async () =>
		(
			await query.db.selectFrom( 'orders' ).select( 'order_id' ).execute()
		).map( ( { order_id: id } ) => Number( id ) );

	/** With the link that Ivorey sends, like a person. */
	async function signIn( page: Page ): Promise< void > {
		await page.getByLabel( 'E-mail address' ).fill( EMAIL );
		await page.getByRole( 'button', { name: 'E-mail me a link' } ).click();
		await page
			.getByRole( 'link', { name: 'See the e-mails here' } )
			.click();
		// The newest comes first.
		await page
			.getByRole( 'link', { name: /\/sign-in\// } )
			.first()
			.click();
		await page.getByRole( 'button', { name: 'Sign in' } ).click();
	}

	test.skipIf( executable === null )(
		'R20 R22 R23 R24 the owner connects from wp-admin, sees the import progress, closes the browser, and finds it done on both sides',
		{ timeout: 300_000 },
		async () => {
			const { orders: made } = await makeMany( store, MANY );
			let panel = await Panel.signIn( chromium, store );
			const { page } = panel;
			const button = ( name: string | RegExp ) =>
				page.getByRole( 'button', { name } );
			await panel.open();
			await button( 'Connect' ).click();
			await page.waitForURL( `${ api.url }/**` );
			await signIn( page );
			await page
				.getByRole( 'heading', { name: /to Ada & Co\?/ } )
				.waitFor();
			await button( 'Continue' ).click();
			await button( 'Continue' ).click();
			await button( 'Save' ).click();
			await page
				.getByRole( 'heading', {
					name: 'Connect this store to “Ada & Co”?',
				} )
				.waitFor();
			await button( 'Approve' ).click();
			await page.waitForURL( ( { href } ) => ! href.includes( 'code=' ) );

			await panel.open();
			await page.getByRole( 'progressbar', { name: 'Orders' } ).waitFor();
			await page
				.getByText( /[\d,]+ a second · .* left/ )
				.first()
				.waitFor();
			const done = async () =>
				Number(
					(
						await page
							.getByText( /of 6,0\d\d/ )
							.first()
							.innerText()
					)
						.split( ' of ' )[ 0 ]!
						.replace( ',', '' )
				);
			const before = await done();
			await expect.poll( done ).toBeGreaterThan( before );
			expect( await panel.problems( 'real-importing' ) ).toEqual( [] );
			await panel.close();

			await waitFor( async () => {
				const there = new Set( await orders() );
				return made.every( ( id ) => there.has( id ) )
					? true
					: undefined;
			} );
			panel = await Panel.signIn( chromium, store );
			await panel.open();
			await panel.page
				.getByText( 'Done', { exact: true } )
				.first()
				.waitFor();
			await panel.page
				.locator( 'summary', { hasText: 'Import' } )
				.click();
			await panel.page
				.getByText( /6,001 of 6,001/ )
				.first()
				.waitFor();
			expect( await panel.problems( 'real-done' ) ).toEqual( [] );
			await panel.close();

			signedIn = await chromium.newPage();
			await signedIn.goto(
				`${ api.url }/settings/integration/woocommerce`
			);
			await signIn( signedIn );
			await signedIn
				.getByRole( 'link', { name: new URL( store.url ).host } )
				.first()
				.click();
			await signedIn
				.getByText( /The import of[^]*is complete/ )
				.waitFor();
			expect( await connections() ).toMatchObject( [
				{ state: 'active', store_url: store.url },
			] );
		}
	);

	test.skipIf( executable === null )(
		'R25 the panel shows a switch that was flipped in Ivorey, and Ivorey one that was flipped in the panel',
		{ timeout: 120_000 },
		async () => {
			const panel = await Panel.signIn( chromium, store );
			await signedIn.reload();
			await signedIn
				.getByRole( 'checkbox', { name: 'Products' } )
				.uncheck();
			await signedIn.getByRole( 'button', { name: 'Save' } ).click();
			await signedIn.getByText( 'Saved.' ).waitFor();
			// The store learns of it with the answer to its next batch.
			await blockCheckout( store, {
				items: [ { id: store.products.MUG! } ],
			} );
			const box = ( name: string ) =>
				panel.page
					.getByRole( 'group', {
						name: 'Elements to keep in sync',
					} )
					.getByRole( 'checkbox', { name, exact: true } );
			await expect
				.poll( async () => {
					await panel.open( '&tab=settings' );
					await box( 'Products' ).waitFor();
					return box( 'Products' ).isChecked();
				} )
				.toBe( false );

			await box( 'Collections' ).uncheck();
			await panel.page.getByText( /saved/i ).first().waitFor();
			await expect
				.poll( async () => {
					await signedIn.reload();
					return signedIn
						.getByRole( 'checkbox', {
							name: 'Collections',
						} )
						.isChecked();
				} )
				.toBe( false );
			await panel.close();
		}
	);

	test.skipIf( executable === null )(
		'a site that has moved says so in wp-admin, is approved again, and keeps its connection',
		{ timeout: 120_000 },
		async () => {
			const [ was ] = await connections();
			// As if all this had been at another address before.
			await approvedAt( store, OLD_URL );
			await query.db
				.updateTable( 'connections' )
				.set( { store_url: OLD_URL } )
				.execute();
			const { orderId } = await blockCheckout( store, {
				items: [ { id: store.products.MUG! } ],
			} );

			const panel = await Panel.signIn( chromium, store );
			const { page } = panel;
			const button = ( name: string | RegExp ) =>
				page.getByRole( 'button', { name } );
			await panel.open();
			await page.getByText( OLD_URL ).first().waitFor();
			expect( await orders() ).not.toContain( orderId );
			await button( 'Reconnect at the new address' ).click();
			await page.waitForURL( `${ api.url }/**` );
			await signIn( page );
			await button( 'Continue' ).click();
			await button( 'Continue' ).click();
			await button( 'Save' ).click();
			await button( 'Approve' ).click();
			await page.waitForURL( ( { href } ) => ! href.includes( 'code=' ) );
			await panel.open();
			await page
				.getByRole( 'heading', { name: 'Connected to “Ada & Co”' } )
				.waitFor();
			await panel.close();

			await waitFor( async () =>
				( await orders() ).includes( orderId ) ? true : undefined
			);
			const after = await connections();
			expect( after ).toEqual( [
				{ ...was!, state: 'active', store_url: store.url },
			] );
			await signedIn.reload();
			await signedIn
				.getByText( new URL( store.url ).host )
				.first()
				.waitFor();
		}
	);
} );
