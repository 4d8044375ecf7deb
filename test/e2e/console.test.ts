import { randomBytes } from 'node:crypto';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addPerson } from '@ivorey/ingest-api/accounts/people.ts';
import { openDatabase } from '@ivorey/ingest-api/db/open.ts';
import {
	accessibilityProblems,
	findChromium,
	launchChromium,
} from '../console/chromium.ts';
import { picture } from '../console/look.ts';
import { freshDatabase, type FreshDatabase } from '../postgres/database.ts';
import { ApiProcess } from '../../scripts/api-process.ts';
import { ensurePanel } from '../../scripts/panel.ts';
import { blockCheckout } from '../../scripts/store/shopper.ts';
import { describeStore } from '../describe-store.ts';
import { startStore, type Store } from '../../scripts/store/store.ts';
import {
	makeSignInLink,
	PRINTED_LINK_MS,
} from '@ivorey/ingest-api/accounts/sign-in.ts';

const STORES = '/settings/integration/woocommerce';
const executable = findChromium();

describeStore( 'Ivorey’s console with a real store', () => {
	let database: FreshDatabase;
	let api: ApiProcess;
	let store: Store;
	let chromium: Browser;
	beforeAll( async () => {
		await ensurePanel();
		database = await freshDatabase();
		[ store, api, chromium ] = await Promise.all( [
			startStore( { cron: true } ),
			ApiProcess.start( {
				DATABASE_URL: database.url,
				ENCRYPTION_KEY: randomBytes( 32 ).toString( 'base64' ),
				ALLOW_LOCAL_STORES: 'true',
			} ),
			launchChromium( executable! ),
		] );
	} );
	afterAll( async () => {
		await chromium?.close();
		await store?.stop();
		await api?.kill();
		await database?.drop();
	} );

	async function signInLink(): Promise< string > {
		const { db, close } = openDatabase( {
			as: 'owner',
			url: database.url,
			poolSize: 1,
		} );
		try {
			const now = new Date();
			const person = await addPerson( db, {
				email: 'ada@example.com',
				accountName: 'Ada & Co',
				now,
			} );
			const token = await makeSignInLink( db, person, {
				nextPath: STORES,
				now,
				validMs: PRINTED_LINK_MS,
			} );
			return `${ api.url }/sign-in/${ token }`;
		} finally {
			await close();
		}
	}

	test.skipIf( executable === null )(
		'R19-R26 connects, imports, follows a switch, disconnects and reconnects, all in a browser',
		{ timeout: 240_000 },
		async () => {
			const page = await chromium.newPage();
			await page.goto( await signInLink() );
			await page.getByRole( 'button', { name: 'Sign in' } ).click();
			await page.getByRole( 'link', { name: 'Connect' } ).click();
			await page
				.getByLabel( 'Store URL' )
				.fill( `${ store.url }/wp-admin/` );
			await page.getByRole( 'button', { name: 'Continue' } ).click();
			await page.getByRole( 'button', { name: /^Use http/ } ).click();
			await page.getByRole( 'button', { name: 'Continue' } ).click();
			await page.getByRole( 'button', { name: 'Save' } ).click();

			// wp-admin asks for a login first.
			await page.locator( '#user_login' ).fill( store.adminUser );
			await page.locator( '#user_pass' ).fill( store.adminPassword );
			await page.locator( '#wp-submit' ).click();
			const approve = page.getByRole( 'button', { name: 'Approve' } );
			await approve.waitFor();
			await picture( page, 'real-approve' );
			expect( await page.locator( '#wpbody' ).textContent() ).toContain(
				'Ada & Co'
			);
			await approve.click();
			await page.waitForURL( `${ api.url }${ STORES }/con_*` );
			const storePage = page.url();
			await page.getByText( 'Active', { exact: true } ).waitFor();
			await page.getByText( /The import of[^]*is complete/ ).waitFor();
			await picture( page, 'real-imported' );
			expect( await accessibilityProblems( page ) ).toEqual( [] );

			const { orderId } = await blockCheckout( store, {
				items: [ { id: store.products.MUG! } ],
			} );
			await page.getByRole( 'link', { name: 'Orders' } ).click();
			await expect
				.poll( async () => {
					await page.reload();
					return page
						.getByRole( 'rowheader', {
							name: String( orderId ),
						} )
						.count();
				} )
				.toBe( 1 );

			await page.goto( storePage );
			await page.getByRole( 'checkbox', { name: 'Products' } ).uncheck();
			await page.getByRole( 'button', { name: 'Save' } ).click();
			await page.getByText( 'Saved.' ).waitFor();
			await blockCheckout( store, {
				items: [ { id: store.products.MUG! } ],
			} );
			await expect
				.poll( () =>
					store.phpJson< boolean >(
						"return \\Ivorey\\WooCommerce\\Plugin::instance()->connecting->connection->current()->settings->sync['products'];"
					)
				)
				.toBe( false );

			await page.getByRole( 'link', { name: 'Disconnect' } ).click();
			await page.getByRole( 'button', { name: 'Disconnect' } ).click();
			await page.getByText( 'Disconnected since' ).waitFor();
			await page.getByRole( 'button', { name: 'Reconnect' } ).click();
			await page.getByRole( 'button', { name: 'Continue' } ).click();
			await page.getByRole( 'button', { name: 'Save' } ).click();
			await approve.click();
			await page.waitForURL( storePage );
			await page.getByText( 'Active', { exact: true } ).waitFor();
			expect(
				await page
					.getByRole( 'checkbox', { name: 'Products' } )
					.isChecked()
			).toBe( false );
		}
	);
} );
