import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi } from '@ivorey/ingest-api/testing/api.ts';
import {
	findChromium,
	launchChromium,
	newContext,
	withReason,
} from './chromium.ts';
import { look } from './look.ts';
import { visit } from './visit.ts';

const executable = findChromium();

let chromium: Browser;
describe.skipIf( executable === null )(
	withReason( 'the API in a browser' ),
	{ timeout: 240_000 },
	() => {
		beforeAll( async () => {
			chromium = await launchChromium( executable! );
		} );
		afterAll( () => chromium.close() );

		test( 'R41 anyone can read the documentation, on a phone and without a script', async () => {
			const api = await startTestApi();
			const context = await newContext( chromium, {
				javaScriptEnabled: true,
			} );
			const page = await context.newPage();
			await page.goto( `${ api.url }/docs` );
			await page
				.getByRole( 'heading', { name: 'Quick start' } )
				.waitFor();
			await look( page, 'docs' );
			for ( const name of [ 'Orders', 'Stores’ own requests' ] ) {
				await page
					.getByRole( 'heading', { name, exact: true, level: 2 } )
					.waitFor();
			}
			await page.getByRole( 'link', { name: 'OrderList' } ).click();
			// The link opens its target.
			await page
				.locator( '#schema-OrderList' )
				.getByText( 'next_cursor' )
				.waitFor();
			await context.close();
		} );

		test.for( [ true, false ] )(
			'R41 an owner creates a token, copies it and revokes it; with JavaScript: %s',
			async ( javaScriptEnabled ) => {
				const { api, open, page } = await visit( chromium, {
					javaScriptEnabled,
				} );
				const see = ( name: string ) =>
					javaScriptEnabled ? look( page, name ) : undefined;
				await open( '/settings/integration' );
				await page
					.getByRole( 'link', { name: 'Open API tokens' } )
					.click();
				await see( 'tokens-empty' );
				await page
					.getByLabel( 'Name' )
					.fill( 'Bookkeeping of the warehouse '.repeat( 3 ) );
				await page.getByLabel( 'Permissions' ).selectOption( 'manage' );
				await page
					.getByRole( 'button', { name: 'Create token' } )
					.click();
				const token = await page
					.getByLabel( 'Token', { exact: true } )
					.inputValue();
				await see( 'token-created' );
				expect(
					await page.getByRole( 'button', { name: 'Copy' } ).count()
				).toBe( javaScriptEnabled ? 1 : 0 );
				const read = () =>
					fetch( `${ api.url }/v1/account`, {
						headers: { authorization: `Bearer ${ token }` },
					} );
				expect( ( await read() ).status ).toBe( 200 );
				await page.getByRole( 'link', { name: 'Done' } ).click();
				await page.getByLabel( 'Name' ).fill( 'Second' );
				await page
					.getByRole( 'button', { name: 'Create token' } )
					.click();
				await page.getByRole( 'link', { name: 'Done' } ).click();
				await see( 'tokens' );
				await page
					.getByRole( 'link', { name: /^Revoke Bookkeeping/ } )
					.click();
				await see( 'token-revoke' );
				await page.getByRole( 'button', { name: 'Revoke' } ).click();
				await page.getByText( 'The token is revoked.' ).waitFor();
				await see( 'token-revoked' );
				expect( ( await read() ).status ).toBe( 401 );
			}
		);
	}
);
