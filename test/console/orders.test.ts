import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { sampleAddress, sampleOrderLine } from '@ivorey/shared/testing';
import {
	orderRecord,
	paymentRecord,
	productRecord,
	refundRecord,
	triggerRecord,
} from '@ivorey/ingest-api/testing/records.ts';
import { waitFor } from '../wait.ts';
import { findChromium, launchChromium, withReason } from './chromium.ts';
import { look } from './look.ts';
import { visit } from './visit.ts';

const executable = findChromium();
const PICTURE = 'https://cdn.example.com/mug.svg';

let chromium: Browser;
describe.skipIf( executable === null )(
	withReason( 'orders in a browser' ),
	{ timeout: 240_000 },
	() => {
		beforeAll( async () => {
			chromium = await launchChromium( executable! );
		} );
		afterAll( () => chromium.close() );

		test( 'R34 R35 R36 an owner finds an order by its number, and reads all known data about it and its buyer', async () => {
			const { store, context, page, open } = await visit( chromium );
			await context.route( PICTURE, ( route ) =>
				route.fulfill( {
					contentType: 'image/svg+xml',
					body: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9"><path fill="#4f46e5" d="M0 0h9v9H0z"/></svg>',
				} )
			);
			await store.send( [
				productRecord( '501', 1, { images: [ PICTURE ] } ),
				orderRecord( '1', 1, { number: 'A-1' } ),
				orderRecord( '2', 1, {
					number: 'A-2',
					currency: 'JPY',
					date_paid: null,
					status: 'on-hold',
					billing_email: null,
					billing: sampleAddress( {
						first_name: 'Wolfeschlegelsteinhausenbergerdorff',
						last_name: 'der Ältere von und zu Liechtenstein',
					} ),
				} ),
				orderRecord( '3', 2, {
					number: 'B-3',
					customer_note:
						'Please leave it with the neighbours.\nThank you!',
					line_items: [
						sampleOrderLine(),
						sampleOrderLine( {
							id: '12',
							product_id: null,
							name: 'A hand-made bowl that is not in the catalogue any more, with a very long name',
						} ),
					],
				} ),
				triggerRecord( 'order_submitted', '3', 3 ),
				paymentRecord( '3', 4 ),
				triggerRecord( 'payment_received', '3', 5 ),
				refundRecord( '9', '3', 6, {
					amount: '5.00',
					date: '2026-02-03T10:00:00Z',
				} ),
			] );
			await store.send( [ orderRecord( '2', 2, { status: 'trash' } ) ] );
			await open( '/orders' );
			await look( page, 'orders-list' );
			await page.getByRole( 'searchbox' ).fill( 'b-9' );
			await page.keyboard.press( 'Enter' );
			await page.getByText( 'No orders match' ).waitFor();
			await look( page, 'orders-none' );
			await page.getByRole( 'searchbox' ).fill( 'b-' );
			await page.keyboard.press( 'Enter' );
			await page.waitForURL( '**/orders?search=b-' );
			await page.getByRole( 'link', { name: 'B-3' } ).click();
			await page.getByRole( 'heading', { name: 'Order B-3' } ).waitFor();
			await waitFor( () =>
				page
					.locator( 'img.picture' )
					.evaluate(
						( image ) =>
							( image as HTMLImageElement ).naturalWidth > 0
					)
			);
			await look( page, 'order' );
			await open( '/orders?paid=no' );
			await page.getByRole( 'link', { name: 'A-2' } ).click();
			await page.getByText( /in the store’s trash/ ).waitFor();
			await look( page, 'order-trashed' );
			await open( '/contacts' );
			await look( page, 'contacts' );
			await page.getByRole( 'link', { name: 'Ada Example' } ).click();
			await page
				.getByRole( 'heading', { name: 'Ada Example' } )
				.waitFor();
			await look( page, 'contact' );
		} );
	}
);
