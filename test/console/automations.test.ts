import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	orderRecord,
	triggerRecord,
} from '@ivorey/ingest-api/testing/records.ts';
import { waitFor } from '../wait.ts';
import { findChromium, launchChromium, withReason } from './chromium.ts';
import { look } from './look.ts';
import { visit, type Visit } from './visit.ts';

const AUTOMATIONS = '/automations';
const CONFIRMATION = `${ AUTOMATIONS }/order-confirmation`;
const executable = findChromium();

let chromium: Browser;
describe.skipIf( executable === null )(
	withReason( 'automations in a browser' ),
	{ timeout: 480_000 },
	() => {
		beforeAll( async () => {
			chromium = await launchChromium( executable! );
		} );
		afterAll( () => chromium.close() );

		/** Like visit(), with orders to place. */
		async function visitStore( options?: {
			javaScriptEnabled?: boolean;
		} ): Promise<
			Visit & { place: ( id: string, name?: string ) => Promise< void > }
		> {
			const visited = await visit( chromium, options );
			let version = Date.now() * 1_000;
			return {
				...visited,
				async place( id, name = 'Ada' ) {
					const record = orderRecord( id, ++version, {
						status: 'on-hold',
						date_paid: null,
						billing_email: `${ name.toLowerCase() }@example.com`,
					} );
					record.data.billing.first_name = name;
					await visited.store.send( [
						record,
						triggerRecord( 'order_submitted', id, ++version, {
							occurred_at: new Date().toISOString(),
						} ),
					] );
				},
			};
		}

		test( 'R32 R42 an owner using only the screens switches the confirmation on, and reads the sent message', async () => {
			const { page, open, place } = await visitStore();
			await open( AUTOMATIONS );
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
			await page.getByText( 'The automation is on.' ).waitFor();
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
			await open( '/development/mail' );
			await page
				.frameLocator( 'iframe' )
				.first()
				.getByText( 'Hi Bo,' )
				.waitFor();
			await look( page, 'mailbox' );
		} );

		test( 'the preview follows the typing, and the focus stays in place', async () => {
			const { page, open, place } = await visitStore();
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
			await page.getByText( 'not saved yet' ).waitFor();
			await look( page, 'automation-editor-error' );
		} );

		test( 'everything works without JavaScript: the preview by its button, the drawer, the forms', async () => {
			const { page, open, place } = await visitStore( {
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
				.getByText( 'send the buyer an e-mail 3 minutes later' )
				.waitFor();
		} );
	}
);
