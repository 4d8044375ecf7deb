import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addPerson } from '@ivorey/ingest-api/accounts/people.ts';
import {
	makeSignInLink,
	PRINTED_LINK_MS,
} from '@ivorey/ingest-api/accounts/sign-in.ts';
import { productPath } from '@ivorey/ingest-api/console/paths.ts';
import { openDatabase } from '@ivorey/ingest-api/db/open.ts';
import { findChromium, launchChromium } from '../console/chromium.ts';
import { picture } from '../console/look.ts';
import { describeStore } from '../describe-store.ts';
import { makeProduct, productOf } from './catalogue.ts';
import { startTestBed } from './start-test-bed.ts';
import { TestBed } from './test-bed.ts';
import { verify } from './verify.ts';

const executable = findChromium();

describeStore( 'a product that is edited in Ivorey', () => {
	let bed: TestBed;
	let chromium: Browser;
	beforeAll( async () => {
		[ bed, chromium ] = await Promise.all( [
			startTestBed(),
			launchChromium( executable! ),
		] );
	} );
	afterAll( async () => {
		await chromium?.close();
		await bed?.stop();
	} );

	/** The console, signed in as an owner of the store's account. */
	async function signIn(): Promise< Page > {
		const [ accountId ] = TestBed.keyOf( bed.credentials );
		const { db, close } = openDatabase( {
			as: 'owner',
			url: bed.databaseUrl,
			poolSize: 1,
		} );
		try {
			const { name } = await db
				.selectFrom( 'accounts' )
				.select( 'name' )
				.where( 'account_id', '=', accountId )
				.executeTakeFirstOrThrow();
			const now = new Date();
			const person = await addPerson( db, {
				email: 'ada@example.com',
				accountName: name,
				now,
			} );
			const link = await makeSignInLink( db, person, {
				nextPath: '/products',
				now,
				validMs: PRINTED_LINK_MS,
			} );
			const page = await chromium.newPage();
			await page.goto( `${ bed.api.url }/sign-in/${ link }` );
			await page.getByRole( 'button', { name: 'Sign in' } ).click();
			return page;
		} finally {
			await close();
		}
	}

	test.skipIf( executable === null )(
		'R15 R16 R37 an edit lasts until WooCommerce changes the product, which stays when it is deleted there, and is removed by hand',
		{ timeout: 240_000 },
		async () => {
			const id = await makeProduct( bed.store, {
				name: 'Mug',
				regular_price: '10',
			} );
			expect( await productOf( bed, id ) ).toMatchObject( {
				name: 'Mug',
				price: 10,
			} );
			const page = await signIn();
			const [ , connectionId ] = TestBed.keyOf( bed.credentials );
			const address = `${ bed.api.url }${ productPath( connectionId, String( id ) ) }`;
			const shown = async () => {
				await page.goto( address );
				return ( await page.locator( 'main' ).innerText() ).replaceAll(
					/\s+/g,
					' '
				);
			};

			await page.goto( address );
			await page.getByRole( 'link', { name: 'Edit' } ).click();
			await page.locator( '[name=name]' ).fill( 'Cup' );
			await page.locator( '[name=price]' ).fill( '12.50' );
			await page.locator( '[name=online]' ).uncheck();
			await page.getByRole( 'button', { name: 'Save' } ).click();
			await page.getByText( 'Changed in Ivorey.' ).waitFor();
			await picture( page, 'product-edited' );
			const edited = {
				name: 'Cup',
				price: 12.5,
				include_in_online_store: false,
			};
			expect( await productOf( bed, id ) ).toMatchObject( edited );

			// Neither a reconcile nor a resend without a change removes it.
			expect( ( await verify( bed.store, '--repair' ) ).agrees ).toBe(
				true
			);
			await bed.store.php(
				`wp_update_post( array( 'ID' => $args['id'] ) );
				wc_get_product( $args['id'] )->save();`,
				{ args: { id } }
			);
			expect( await productOf( bed, id ) ).toMatchObject( edited );

			await bed.store.php(
				`$product = wc_get_product( $args['id'] );
				$product->set_regular_price( '11' );
				$product->save();`,
				{ args: { id } }
			);
			expect( await productOf( bed, id ) ).toMatchObject( {
				name: 'Mug',
				price: 11,
				include_in_online_store: true,
			} );
			const overwritten = await shown();
			expect( overwritten ).not.toContain( 'Changed in Ivorey.' );
			expect( overwritten ).toContain( 'overwritten' );
			await picture( page, 'product-overwritten' );

			await bed.store.php( `wp_delete_post( $args['id'], true );`, {
				args: { id },
			} );
			expect( await productOf( bed, id ) ).toMatchObject( {
				name: 'Mug',
				price: 11,
				include_in_online_store: true,
			} );
			await shown();
			await picture( page, 'product-deleted-in-woocommerce' );
			expect( ( await verify( bed.store ) ).agrees ).toBe( true );

			await page.goto( `${ address }/edit` );
			await page.getByRole( 'link', { name: 'Remove…' } ).click();
			await picture( page, 'product-remove' );
			await page.getByRole( 'button', { name: /^Remove/ } ).click();
			await page.waitForURL( /\/products(?:\?|$)/ );
			expect( await productOf( bed, id ) ).toBeUndefined();
			expect( ( await page.goto( address ) )?.status() ).toBe( 404 );
			expect( ( await verify( bed.store ) ).agrees ).toBe( true );
		}
	);
} );
