import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { sampleVariant } from '@ivorey/shared/testing';
import {
	collectionRecord,
	orderRecord,
	paymentRecord,
	productRecord,
	refundRecord,
	triggerRecord,
} from '@ivorey/ingest-api/testing/records.ts';
import { findChromium, launchChromium, withReason } from './chromium.ts';
import { look } from './look.ts';
import { visit } from './visit.ts';

const executable = findChromium();
const PICTURE = 'https://cdn.example.com/mug.svg';
const LONG =
	'Wolfeschlegelsteinhausenbergerdorffdonaudampfschifffahrtsgesellschaftskapitän';

/** This many days before today, without fractions of a second, as in records. */
function daysAgo( days: number ): string {
	const at = new Date( Date.now() - days * 24 * 60 * 60_000 );
	return `${ at.toISOString().slice( 0, 19 ) }Z`;
}

let chromium: Browser;
describe.skipIf( executable === null )(
	withReason( 'the catalogue in a browser' ),
	{ timeout: 480_000 },
	() => {
		beforeAll( async () => {
			chromium = await launchChromium( executable! );
		} );
		afterAll( () => chromium.close() );

		test( 'R34 R37 R38 products, collections, transactions and the Overview are readable with any names and amounts', async () => {
			const { store, context, page, open } = await visit( chromium );
			await context.route( PICTURE, ( route ) =>
				route.fulfill( {
					contentType: 'image/svg+xml',
					body: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9"><path fill="#4f46e5" d="M0 0h9v9H0z"/></svg>',
				} )
			);
			for ( const list of [
				'products',
				'collections',
				'transactions',
			] ) {
				await open( `/${ list }` );
				await look( page, `${ list }-empty` );
			}
			const many = sampleVariant( {
				id: '602',
				attributes: [
					{ name: 'Colour', option: 'Red' },
					{ name: 'Size', option: LONG },
				],
				sku: 'V'.repeat( 60 ),
				price: '99999.00',
			} );
			const shirt = {
				name: 'T-shirt',
				type: 'variable' as const,
				images: [ PICTURE ],
				collection_ids: [ '20' ],
			};
			await store.send( [
				collectionRecord( '20', 1, {
					name: 'Kitchen',
					image: PICTURE,
				} ),
				collectionRecord( '21', 1, { name: 'Mugs', parent_id: '20' } ),
				collectionRecord( '22', 1, {
					name: LONG,
					slug: LONG.toLowerCase(),
					parent_id: '20',
					count: 123_456,
					image: PICTURE,
					description: LONG,
				} ),
				productRecord( '501', 1, {
					images: [ PICTURE, PICTURE ],
					collection_ids: [ '20', '21' ],
				} ),
				productRecord( '502', 1, {
					name: `${ LONG } ${ LONG }`,
					sku: 'S'.repeat( 80 ),
					images: [ PICTURE ],
					collection_ids: [ '22' ],
					price: '123456789012.99',
					description: `<p>${ LONG.repeat( 4 ) }</p>`,
				} ),
				productRecord( '503', 1, {
					name: 'كوب قهوة أزرق',
					images: [],
					sku: '',
					collection_ids: [ '22', '99' ],
				} ),
				productRecord( '504', 1, {
					...shirt,
					variants: [ sampleVariant( { id: '601' } ), many ],
				} ),
			] );
			await store.send( [
				productRecord( '504', 2, { ...shirt, variants: [ many ] } ),
				orderRecord( '1', 1, { date_created: daysAgo( 1 ) } ),
				triggerRecord( 'order_submitted', '1', 1, {
					occurred_at: daysAgo( 1 ),
				} ),
				paymentRecord( '1', 1, {
					date: daysAgo( 1 ),
					payment_method_title: LONG,
					transaction_id: `pi_${ 'a'.repeat( 90 ) }`,
				} ),
				refundRecord( '9', '1', 1, {
					date: daysAgo( 0 ),
					amount: '9999999999.99',
					reason: LONG,
				} ),
				paymentRecord( '2', 1, {
					date: daysAgo( 2 ),
					currency: 'KWD',
					amount: '12.345',
				} ),
			] );
			const own = ( kind: string, id: string ) =>
				`/${ kind }/${ store.connectionId }/${ id }`;
			await open( `${ own( 'products', '501' ) }/edit` );
			await look( page, 'product-edit' );
			await page.getByLabel( 'Name' ).fill( 'A mug of ours' );
			await page.getByRole( 'button', { name: 'Save' } ).click();
			await page.getByText( 'Saved.' ).waitFor();
			await look( page, 'product-edited' );
			await open( `${ own( 'products', '503' ) }/edit` );
			await store.send( [
				productRecord( '503', 2, {
					name: LONG,
					images: [],
					collection_ids: [ '22', '99' ],
					description: LONG,
				} ),
			] );
			await page.getByLabel( 'Name' ).fill( 'A cup of ours' );
			await page.getByRole( 'button', { name: 'Save' } ).click();
			await page.getByText( 'changed in WooCommerce' ).waitFor();
			await look( page, 'product-edit-late' );
			for ( const [ name, path ] of [
				[ 'overview', '/' ],
				[ 'products', '/products' ],
				[ 'product-long', own( 'products', '502' ) ],
				[ 'product-variants', own( 'products', '504' ) ],
				[ 'product-remove', `${ own( 'products', '502' ) }/remove` ],
				[ 'collections', '/collections' ],
				[ 'collection-long', own( 'collections', '22' ) ],
				[ 'collection', own( 'collections', '20' ) ],
				[
					'transactions',
					'/transactions?date_from=2026-01-01&sort=date-desc',
				],
				[ 'transaction', own( 'transactions', 'payment:1' ) ],
			] as const ) {
				await open( path );
				await look( page, name );
			}
		} );
	}
);
