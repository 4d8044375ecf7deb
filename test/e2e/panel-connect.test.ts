import { beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '@ivorey/shared';
import { describePanel } from './describe-panel.ts';
import { nameIvorey } from './name-ivorey.ts';

describePanel( 'the panel’s ways to connect', ( stage ) => {
	const { heading, button } = stage;

	describe( 'for a store that is not connected', () => {
		beforeEach( async () => {
			await stage.bed.store.wp( [ 'ivorey', 'disconnect', '--yes' ] );
			await nameIvorey( stage.bed.store, stage.bed.proxy.url );
		} );

		test( 'R23 announces the next step, and an unreachable Ivorey, by keyboard alone', async () => {
			await nameIvorey( stage.bed.store, 'http://127.0.0.1:1' );
			await stage.panel.open();
			await heading( 'Connect this store to Ivorey' ).waitFor();
			expect(
				await stage.panel.page.getByRole( 'textbox' ).count()
			).toBe( 0 );
			expect( await stage.panel.problems( 'connect' ) ).toEqual( [] );

			await button( 'Connect' ).focus();
			await stage.panel.page.keyboard.press( 'Enter' );
			await stage.panel.page
				.getByText( 'Ivorey did not answer at 127.0.0.1:1' )
				.first()
				.waitFor();
			expect( await stage.panel.focused() ).toBe( 'Connect' );
			expect( await stage.panel.problems( 'connect-silent' ) ).toEqual(
				[]
			);
		} );

		test( 'R23 leads to the sign-in of the Ivorey that the site is configured for', async () => {
			await stage.panel.open();
			await button( 'Connect' ).click();
			await stage.panel.page.waitForURL( `${ stage.bed.proxy.url }/**` );
		} );

		test( 'R22 Approve names the account, the host and the data that is read; approving connects', async () => {
			await stage.ivorey.newAccount( 'Tea & Spice' );
			const code = await makeCode();
			await stage.panel.open( approval( code ) );
			await heading( 'Connect this store to “Tea & Spice”?' ).waitFor();
			const text = await stage.panel.page.innerText( '#ivorey-panel' );
			expect( text ).toContain( new URL( stage.bed.proxy.url ).host );
			expect( text ).toContain( 'Passwords, and card or bank details' );
			expect( text ).not.toContain( 'Product categories' );
			expect( await stage.panel.problems( 'approve' ) ).toEqual( [] );

			await button( 'Approve' ).focus();
			await stage.panel.page.keyboard.press( 'Enter' );
			await stage.panel.page.waitForURL(
				( { search } ) => ! search.includes( 'code=' )
			);
			await stage.panel.open();
			await heading( 'Connected to “Tea & Spice”' ).waitFor();
		} );

		test( 'R22 Deny leaves nothing behind, and makes the code useless', async () => {
			await stage.ivorey.newAccount();
			const code = await makeCode();
			await stage.panel.open( approval( code ) );
			await button( 'Deny' ).click();
			await heading( 'Connect this store to Ivorey' ).waitFor();
			await stage.panel.page
				.getByText( 'You denied the connection. Nothing was saved' )
				.first()
				.waitFor();
			expect( await stage.panel.problems( 'approve-denied' ) ).toEqual(
				[]
			);

			await stage.panel.open( approval( code ) );
			await heading( 'There is nothing to approve' ).waitFor();
			expect( await button( 'Approve' ).count() ).toBe( 0 );
			expect( await stage.panel.problems( 'approve-expired' ) ).toEqual(
				[]
			);
		} );

		test( 'R22 a link that could not be checked is tried again, and not called invalid', async () => {
			await stage.ivorey.newAccount( 'Tea & Spice' );
			const code = await makeCode();
			await stage.panel.answer( '/approval', {
				status: 502,
				json: {
					code: 'ivorey_unreachable',
					message: 'Ivorey did not answer.',
				},
			} );
			await stage.panel.open( approval( code ) );
			await button( 'Retry' ).waitFor();
			expect(
				await heading( 'There is nothing to approve' ).count()
			).toBe( 0 );
			await stage.panel.answerTruly();
			await button( 'Retry' ).click();
			await heading( 'Connect this store to “Tea & Spice”?' ).waitFor();
		} );

		test( 'R22 a link that was used up although its answer was lost cannot be approved again', async () => {
			await stage.ivorey.newAccount( 'Tea & Spice' );
			const code = await makeCode();
			await stage.panel.open( approval( code ) );
			await heading( 'Connect this store to “Tea & Spice”?' ).waitFor();
			stage.bed.proxy.treat = ( { path } ) => ( {
				kind: path === '/v1/connect/token' ? 'cut' : 'pass',
			} );
			await button( 'Approve' ).click();
			await heading( 'The connection was not completed' ).waitFor();
			expect( await button( 'Approve' ).count() ).toBe( 0 );
			const text = await stage.panel.page.innerText( '#ivorey-panel' );
			expect( text ).toMatch( /start connecting again/i );
			expect( text ).not.toMatch( /Nothing was|try again/i );
			expect( await stage.panel.problems( 'approve-lost' ) ).toEqual(
				[]
			);
		} );

		test( 'R23 says so when it was declined in Ivorey', async () => {
			await stage.panel.open( '&error=access_denied&state=x' );
			await stage.panel.page
				.getByText( 'The connection was declined in Ivorey.' )
				.first()
				.waitFor();
			expect( await stage.panel.problems( 'connect-declined' ) ).toEqual(
				[]
			);
		} );

		function makeCode(): Promise< string > {
			return stage.ivorey.save( {
				storeUrl: stage.bed.store.url,
				approveUrl: `${ stage.bed.store.url }/wp-admin/admin.php?page=ivorey`,
				settings: {
					...DEFAULT_SETTINGS,
					import: {
						...DEFAULT_SETTINGS.import,
						collections: false,
					},
					sync: {
						...DEFAULT_SETTINGS.sync,
						collections: false,
					},
				},
			} );
		}

		function approval( code: string ): string {
			return `&code=${ encodeURIComponent( code ) }&api=${ encodeURIComponent( stage.bed.proxy.url ) }`;
		}
	} );

	test( 'R22 Approve names the connection that it ends', async () => {
		await stage.panel.answer( '/approval', {
			status: 200,
			json: {
				account: { id: 'acc_2', name: 'Tea & Spice' },
				api_host: 'api.ivorey.com',
				settings: DEFAULT_SETTINGS,
				ends: { id: 'acc_1', name: 'Coffee' },
				expires_at: new Date().toISOString(),
			},
		} );
		await stage.panel.open( '&code=c&api=https%3A%2F%2Fapi.ivorey.com' );
		await stage.panel.page
			.getByText(
				'This ends the connection to “Coffee”. The data in that account stays there.'
			)
			.first()
			.waitFor();
		expect( await stage.panel.problems( 'approve-another' ) ).toEqual( [] );
	} );
} );
