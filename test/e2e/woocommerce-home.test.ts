import { expect, test } from 'vitest';
import { problemType } from '@ivorey/shared';
import { picture } from '../console/look.ts';
import { describePanel } from './describe-panel.ts';

const TASK = 'Connect your store to Ivorey';
const NOTE = 'The sync with Ivorey is paused';

/** Disables the tour and the coming-soon screen, which cover the lists of a fresh store. */
const SETTLED = `
	update_option( 'woocommerce_onboarding_profile', [ 'skipped' => true, 'completed' => true ] );
	update_option( 'woocommerce_task_list_hidden_lists', [ 'setup' ] );
	update_option( 'woocommerce_task_list_reminder_bar_hidden', 'yes' );
	update_user_meta( 1, 'woocommerce_admin_homepage_layout', 'two_columns' );
`;

describePanel( 'WooCommerce’s own screens', ( stage ) => {
	const home = async () => {
		const { page } = stage.panel;
		await page.goto(
			`${ stage.bed.store.url }/wp-admin/admin.php?page=wc-admin`
		);
		// WooCommerce shows its news once, over everything else.
		await page
			.getByRole( 'dialog' )
			.getByRole( 'button', { name: 'Close' } )
			.click( { timeout: 8_000 } )
			.catch( () => undefined );
		return page;
	};

	test( 'R23 the home screen asks to connect an unconnected store, and the Marketing menu leads to the panel', async () => {
		await stage.bed.store.php( `${ SETTLED }
			Ivorey\\WooCommerce\\Plugin::instance()->connecting->connection->disconnect();` );
		const page = await home();
		const task = page.getByRole( 'button', { name: TASK } ).first();
		await task.waitFor();
		await picture( page, 'woocommerce-home-task' );
		await task.click();
		await page.waitForURL( /page=ivorey/ );
		await stage
			.heading( /Ivorey/ )
			.first()
			.waitFor();
		const link = page.locator(
			'#toplevel_page_woocommerce-marketing a[href$="page=ivorey"]'
		);
		expect( await link.count() ).toBe( 1 );
		await link.evaluate( ( element ) =>
			( element as HTMLElement ).click()
		);
		await page.waitForURL( /page=ivorey/ );
	} );

	test( 'R28 the inbox has one note while the sync is paused, and none afterwards', async () => {
		const { store, proxy } = stage.bed;
		await store.php( SETTLED );
		proxy.treat = () => ( {
			kind: 'answer',
			status: 401,
			headers: { 'content-type': 'application/problem+json' },
			body: JSON.stringify( {
				type: problemType( 'unauthorized' ),
				title: 'Unauthorized',
				status: 401,
			} ),
		} );
		await stage.placeOrder();
		await stage.panel.open();
		await stage.heading( 'The sync is paused' ).waitFor();
		const page = await home();
		const note = page.locator( '.woocommerce-inbox-message', {
			hasText: NOTE,
		} );
		await note.waitFor();
		expect( await note.count() ).toBe( 1 );
		await note.getByRole( 'link', { name: 'Reconnect' } ).waitFor();
		await picture( page, 'woocommerce-home-note' );
		proxy.treat = () => ( { kind: 'pass' } );
		await store.php(
			'Ivorey\\WooCommerce\\Plugin::instance()->connecting->connection->check();'
		);
		await home();
		await page
			.getByText( TASK )
			.or( page.locator( '.woocommerce-homescreen' ) )
			.first()
			.waitFor();
		expect( await note.count() ).toBe( 0 );
	} );
} );
