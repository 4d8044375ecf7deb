import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import {
	afterAll,
	beforeAll,
	describe,
	expect,
	onTestFinished,
	test,
} from 'vitest';
import { createConnection } from '@ivorey/ingest-api/connections/create.ts';
import {
	makeSignInLink,
	PRINTED_LINK_MS,
} from '@ivorey/ingest-api/accounts/sign-in.ts';
import { startTestApi, type TestApi } from '@ivorey/ingest-api/testing/api.ts';
import { makePerson } from '@ivorey/ingest-api/testing/people.ts';
import {
	orderRecord,
	triggerRecord,
} from '@ivorey/ingest-api/testing/records.ts';
import { TestStore } from '@ivorey/ingest-api/testing/store.ts';
import { waitFor } from '../wait.ts';
import {
	accessibilityProblems,
	findChromium,
	launchChromium,
	newContext,
	withReason,
} from './chromium.ts';

const AUTOMATIONS = '/automations';
const CONFIRMATION = `${ AUTOMATIONS }/order-confirmation`;
const STORE_URL = 'https://shop.example.com';
const executable = findChromium();
/** A folder to put a picture of every screen into. */
const pictures = process.env.SCREENSHOTS ?? '';

const LOOKS = [
	{ name: 'wide', width: 1_280, colorScheme: 'light' },
	{ name: 'narrow', width: 390, colorScheme: 'light' },
	{ name: 'dark', width: 1_280, colorScheme: 'dark' },
	{ name: 'narrow-dark', width: 390, colorScheme: 'dark' },
	{ name: 'forced', width: 1_280, forcedColors: 'active' },
] as const;

let chromium: Browser;
describe.skipIf( executable === null )(
	withReason( 'automations in a browser' ),
	{ timeout: 480_000 },
	() => {
		beforeAll( async () => {
			chromium = await launchChromium( executable! );
		} );
		afterAll( () => chromium.close() );

		interface Visit {
			api: TestApi;
			page: Page;
			store: TestStore;
			open: ( path: string ) => Promise< void >;
			place: ( id: string, name?: string ) => Promise< void >;
		}

		async function visit(
			options: { javaScriptEnabled?: boolean } = {}
		): Promise< Visit > {
			const api = await startTestApi( { ALLOW_LOCAL_STORES: 'true' } );
			const person = await makePerson(
				api.db,
				'ada@example.com',
				'Ada & Co'
			);
			const store = new TestStore(
				await createConnection( api.db, {
					storeUrl: STORE_URL,
					accountName: 'Ada & Co',
					apiUrl: api.url,
					keys: api.keys,
				} ),
				STORE_URL
			);
			const context = await newContext( chromium, options );
			onTestFinished( () => context.close() );
			const page = await context.newPage();
			const token = await makeSignInLink(
				api.db,
				{ ...person, accountName: 'Ada & Co' },
				{
					nextPath: AUTOMATIONS,
					now: new Date(),
					validMs: PRINTED_LINK_MS,
				}
			);
			await page.goto( `${ api.url }/sign-in/${ token }` );
			await page.getByRole( 'button', { name: 'Sign in' } ).click();
			await page.waitForURL( `**${ AUTOMATIONS }` );
			let version = Date.now() * 1_000;
			return {
				api,
				page,
				store,
				async open( path ) {
					await page.goto( api.url + path );
				},
				async place( id, name = 'Ada' ) {
					const record = orderRecord( id, ++version, {
						status: 'on-hold',
						date_paid: null,
						billing_email: `${ name.toLowerCase() }@example.com`,
					} );
					record.data.billing.first_name = name;
					await store.send( [
						record,
						triggerRecord( 'order_submitted', id, ++version, {
							occurred_at: new Date().toISOString(),
						} ),
					] );
				},
			};
		}

		async function look( page: Page, name: string ): Promise< void > {
			for ( const { name: kind, width, ...media } of LOOKS ) {
				await page.setViewportSize( { width, height: 900 } );
				await page.emulateMedia( {
					colorScheme: 'light',
					forcedColors: 'none',
					...media,
				} );
				expect(
					await page.evaluate(
						() => document.documentElement.scrollWidth
					),
					`${ name }, ${ kind }: it scrolls sideways`
				).toBeLessThanOrEqual( width );
				// Forced colours are the browser's own.
				if ( kind !== 'forced' ) {
					expect(
						await accessibilityProblems( page ),
						`${ name }, ${ kind }`
					).toEqual( [] );
				}
				if ( pictures !== '' ) {
					mkdirSync( pictures, { recursive: true } );
					await page.screenshot( {
						path: join( pictures, `${ name }-${ kind }.png` ),
						fullPage: true,
					} );
				}
			}
			await page.setViewportSize( { width: 1_280, height: 900 } );
			await page.emulateMedia( {
				colorScheme: 'light',
				forcedColors: 'none',
			} );
		}

		test( 'R32 R42 an owner with nothing but the screens switches the confirmation on, and reads what was sent', async () => {
			const { page, open, place } = await visit();
			await look( page, 'automations' );
			await page
				.getByRole( 'link', { name: 'Order confirmation' } )
				.click();
			await look( page, 'automation-empty' );
			await place( '1' );
			await place( '2', 'Zoë' );
			await page.reload();
			await look( page, 'automation-off' );
			await page.getByRole( 'link', { name: 'Switch on…' } ).click();
			await page
				.getByRole( 'heading', { name: /with your last 2 orders/ } )
				.waitFor();
			await page
				.frameLocator( 'iframe[name=email]' )
				.getByText( 'Hi Zoë,' )
				.waitFor();
			await page
				.getByRole( 'link', { name: /Show the e-mail of order 1/ } )
				.click();
			await page
				.frameLocator( 'iframe[name=email]' )
				.getByText( 'Hi Ada,' )
				.waitFor();
			await look( page, 'automation-review' );
			await page.getByRole( 'button', { name: 'Switch on' } ).click();
			await page.getByText( 'It is on.' ).waitFor();
			await place( '3', 'Bo' );
			await waitFor( async () => {
				await page.reload();
				return (
					( await page.getByText( 'bo@example.com' ).count() ) > 0 &&
					( await page
						.getByRole( 'table' )
						.getByText( 'Sent' )
						.count() ) > 0
				);
			} );
			await look( page, 'automation-on' );
			const [ popup ] = await Promise.all( [
				page.waitForEvent( 'popup' ),
				page.getByRole( 'link', { name: 'bo@example.com' } ).click(),
			] );
			await popup.getByText( 'Hi Bo,' ).waitFor();
			await open( '/settings/sending' );
			await look( page, 'sending' );
		} );

		test( 'the preview follows what is typed, with the focus where it was', async () => {
			const { page, open, place } = await visit();
			await place( '77' );
			await open( `${ CONFIRMATION }/edit` );
			const preview = page.frameLocator( 'iframe[name=preview]' );
			await preview.getByText( 'Thank you for your order' ).waitFor();
			await look( page, 'automation-editor' );
			await page
				.getByLabel( 'Text', { exact: true } )
				.fill( '<p>Order {{ order.number }} is ours.</p>' );
			await preview.getByText( 'Order 77 is ours.' ).waitFor();
			expect(
				await page.evaluate(
					() => document.querySelector( ':focus' )?.id
				)
			).toBe( 'body' );
			await page
				.getByLabel( 'Text', { exact: true } )
				.fill( '<p>{% if %}</p>' );
			await preview.getByText( /line 1/ ).waitFor();
			await page.getByRole( 'button', { name: 'Save' } ).click();
			await page.getByText( 'It is not saved yet' ).waitFor();
			await look( page, 'automation-editor-error' );
		} );

		test( 'without JavaScript everything works: the preview by its button, the drawer, the forms', async () => {
			const { page, open, place } = await visit( {
				javaScriptEnabled: false,
			} );
			await place( '78' );
			await open( `${ CONFIRMATION }/edit` );
			await page.getByRole( 'button', { name: 'Update' } ).click();
			await page
				.frameLocator( 'iframe[name=preview]' )
				.getByText( '#78' )
				.first()
				.waitFor();
			await page.getByLabel( 'After' ).fill( '3' );
			await page.getByRole( 'button', { name: 'Save' } ).click();
			await page.getByText( 'Saved.' ).waitFor();
			await page
				.getByText( 'an e-mail is sent to the buyer, 3 minutes later' )
				.waitFor();
		} );
	}
);
