import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { Receiver } from '@ivorey/ingest-api/testing/webhooks.ts';
import { waitFor } from '../wait.ts';
import { findChromium, launchChromium, withReason } from './chromium.ts';
import { look } from './look.ts';
import { visit } from './visit.ts';

const WEBHOOKS = '/settings/webhooks';
const executable = findChromium();

let chromium: Browser;
describe.skipIf( executable === null )(
	withReason( 'webhooks in a browser' ),
	{ timeout: 480_000 },
	() => {
		beforeAll( async () => {
			chromium = await launchChromium( executable! );
		} );
		afterAll( () => chromium.close() );

		test.for( [ true, false ] )(
			'R45 an owner using only the screens adds an endpoint, reads the sent events, and resends them; with JavaScript: %s',
			async ( javaScriptEnabled ) => {
				const { open, page } = await visit( chromium, {
					javaScriptEnabled,
				} );
				// Takes pictures once, with a long answer and a failure.
				const see = ( name: string ) =>
					javaScriptEnabled ? look( page, name ) : undefined;
				const receiver = await Receiver.start();
				receiver.answer = ( _, response ) =>
					response
						.writeHead( 500 )
						.end(
							`<!doctype html>${ 'Fatal error. '.repeat( 90 ) }`
						);
				await open( '/settings/integration' );
				await page
					.getByRole( 'link', { name: 'Open Webhooks' } )
					.click();
				await see( 'webhooks-empty' );
				await page
					.getByRole( 'link', { name: 'Add endpoint' } )
					.click();
				await page.getByLabel( 'URL' ).fill( 'https://10.0.0.1/' );
				await page.getByLabel( 'Order placed' ).check();
				await page.getByLabel( 'Refund recorded' ).check();
				await page.getByRole( 'button', { name: 'Add' } ).click();
				await page.getByText( 'private network' ).waitFor();
				await see( 'webhook-form-error' );
				await page
					.getByLabel( 'URL' )
					.fill(
						`${ receiver.url }?token=${ 'averylongquery'.repeat( 12 ) }`
					);
				await page.getByRole( 'button', { name: 'Add' } ).click();
				await page.getByLabel( 'Signing secret' ).waitFor();
				await see( 'webhook-secret' );
				await page.getByRole( 'link', { name: 'Done' } ).click();
				await page
					.getByRole( 'button', { name: 'Send a test' } )
					.click();
				await page.getByText( 'A test is on its way.' ).waitFor();
				await waitFor( async () => {
					await page.reload();
					return (
						( await page.getByText( 'Trying again' ).count() ) > 0
					);
				}, 'The attempt' );
				await see( 'webhook' );
				await page
					.getByRole( 'link', { name: 'Test', exact: true } )
					.click();
				await page.getByText( 'webhook.test' ).first().waitFor();
				await see( 'webhook-delivery' );
				receiver.answerWith( 204 );
				await page
					.getByRole( 'button', { name: 'Send again' } )
					.click();
				await waitFor( async () => {
					await page.reload();
					return ( await page.getByText( '204' ).count() ) > 0;
				}, 'The second attempt' );
				receiver.answerWith( 410 );
				await page
					.getByRole( 'button', { name: 'Send again' } )
					.click();
				await waitFor( async () => {
					await open( WEBHOOKS );
					return (
						( await page.getByText( 'is switched off' ).count() ) >
						0
					);
				}, 'The end of the endpoint' );
				await see( 'webhooks-off' );
			}
		);
	}
);
