import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, problemType } from '@ivorey/shared';
import { describePanel } from './describe-panel.ts';
import { TestBed } from './test-bed.ts';
import { waitFor } from '../wait.ts';

describePanel( 'the panel’s settings', ( stage ) => {
	const { heading, button, dialog, placeOrder } = stage;

	const sync = ( name: string ) =>
		stage.panel.page
			.getByRole( 'group', {
				name: 'Elements to keep in sync',
			} )
			.getByRole( 'checkbox', { name, exact: true } );

	test( 'R25 a switch flipped here, by keyboard, is flipped in Ivorey', async () => {
		await stage.panel.open( '&tab=settings' );
		await sync( 'Products' ).waitFor();
		expect( await stage.panel.problems( 'settings' ) ).toEqual( [] );
		await sync( 'Products' ).focus();
		await stage.panel.page.keyboard.press( 'Space' );
		expect( await sync( 'Products' ).isChecked() ).toBe( false );
		await waitFor(
			async () =>
				( await settingsInIvorey() ).sync.products === false ||
				undefined
		);
		expect( ( await settingsInIvorey() ).sync.orders ).toBe( true );
		await stage.panel.page.reload();
		await sync( 'Products' ).waitFor();
		expect( await sync( 'Products' ).isChecked() ).toBe( false );
	} );

	test( 'R25 adopts a change made in Ivorey in the meantime, and says so', async () => {
		const { version, ...switches } = DEFAULT_SETTINGS;
		stage.bed.proxy.treat = ( { path } ) =>
			path === '/v1/settings'
				? {
						kind: 'answer',
						status: 409,
						headers: {
							'content-type': 'application/problem+json',
						},
						body: JSON.stringify( {
							type: problemType( 'settings-conflict' ),
							title: 'Changed meanwhile',
							status: 409,
							detail: 'Changed meanwhile',
							settings: {
								version: version + 5,
								import: switches.import,
								sync: {
									...switches.sync,
									collections: false,
								},
							},
						} ),
					}
				: { kind: 'pass' };
		await stage.panel.open( '&tab=settings' );
		await sync( 'Products' ).click();
		await stage.panel.page
			.getByText( /changed in Ivorey in the meantime/ )
			.first()
			.waitFor();
		await waitFor(
			async () =>
				( ( await sync( 'Products' ).isChecked() ) &&
					! ( await sync( 'Collections' ).isChecked() ) ) ||
				undefined
		);
		expect( await stage.panel.problems( 'settings-conflict' ) ).toEqual(
			[]
		);
	} );

	test( 'shows the age of the keys, and renews them on request', async () => {
		const rotations = () =>
			stage.bed.proxy.exchanges.filter(
				( { path } ) => path === '/v1/connection/rotate'
			);
		await stage.panel.open( '&tab=settings' );
		await stage.panel.page.getByText( /Last renewed: \S/ ).waitFor();
		await button( 'Renew the keys…' ).click();
		await dialog()
			.getByText( /stay valid for a day/ )
			.waitFor();
		expect( await stage.panel.problems( 'keys' ) ).toEqual( [] );
		expect( rotations() ).toEqual( [] );
		await button( /^Renew$/ ).click();
		await dialog().waitFor( { state: 'detached' } );
		expect( rotations().map( ( { status } ) => status ) ).toEqual( [
			200,
		] );
	} );

	test( 'R25 a switch that could not be saved goes back, and no success is shown', async () => {
		await stage.panel.open( '&tab=settings' );
		await sync( 'Products' ).waitFor();
		await stage.panel.answer( '/settings', 'no connection' );
		await sync( 'Products' ).click();
		await stage.panel.page
			.getByText( 'Not saved. The switch was not changed.' )
			.first()
			.waitFor();
		await waitFor(
			async () => ( await sync( 'Products' ).isChecked() ) || undefined
		);
		expect(
			await stage.panel.page.innerText( '#ivorey-panel' )
		).not.toMatch( /retry automatically/ );
	} );

	test( 'R26 says what stays, and disconnects', async () => {
		await stage.bed.order( await placeOrder() );
		await stage.panel.open( '&tab=settings' );
		await button( 'Disconnect…' ).focus();
		await stage.panel.page.keyboard.press( 'Enter' );
		await dialog()
			.getByText( /Everything in Ivorey stays there/ )
			.waitFor();
		expect( await stage.panel.problems( 'disconnect' ) ).toEqual( [] );
		await stage.panel.page.keyboard.press( 'Escape' );
		await dialog().waitFor( { state: 'detached' } );
		expect( await stage.panel.focused() ).toBe( 'Disconnect…' );

		await button( 'Disconnect…' ).click();
		await button( /^Disconnect$/ ).click();
		await heading( 'Connect this store to Ivorey' ).waitFor();
		expect( await stage.bed.orders() ).toHaveLength( 1 );
	} );

	async function settingsInIvorey() {
		const { rows } = await stage.bed.pool.query<
			Record< 'settings', typeof DEFAULT_SETTINGS >
		>(
			'select settings from connections where account_id = $1 and connection_id = $2',
			TestBed.keyOf( stage.bed.credentials )
		);
		return rows[ 0 ]!.settings;
	}
} );
