import { expect, test } from 'vitest';
import { describePanel } from './describe-panel.ts';
import { TestBed } from './test-bed.ts';
import { waitFor } from '../wait.ts';

describePanel( 'the panel’s activity', ( stage ) => {
	const { button, placeOrder } = stage;

	test( 'finds an order by its number and shows its timeline', async () => {
		const id = await placeOrder();
		await stage.bed.order( id );
		await stage.panel.open( '&tab=activity' );
		await stage.panel.page
			.getByLabel( 'Order number' )
			.fill( String( id ) );
		await stage.panel.page.keyboard.press( 'Enter' );
		await stage.panel.page
			.getByText( 'Received by Ivorey' )
			.first()
			.waitFor();
		await stage.panel.page
			.getByText( 'Order Submitted', { exact: true } )
			.first()
			.waitFor();
		await stage.panel.page
			.getByRole( 'rowheader', { name: `Payment of order ${ id }` } )
			.waitFor();
		expect( stage.panel.page.url() ).toContain( `order=${ id }` );
		const told = await stage.panel.page
			.locator( '.ivorey-timeline' )
			.innerText();
		expect( told ).toMatch( /Order: changed, placed/ );
		expect( told ).not.toMatch( /version|order_submitted|orders:/ );
		expect( told ).toMatch( /:\d\d:\d\d/ );
		// R35: its page in Ivorey.
		const page = stage.panel.page.getByRole( 'link', {
			name: /^Open the order in Ivorey/,
		} );
		const [ , connection ] = TestBed.keyOf( stage.bed.credentials );
		expect( await page.getAttribute( 'href' ) ).toBe(
			`${ stage.bed.proxy.url }/orders/${ connection }/${ id }`
		);
		expect( await stage.panel.problems( 'activity-order' ) ).toEqual( [] );

		await stage.panel.open( '&tab=activity&order=999999' );
		await stage.panel.page
			.getByText( 'Order “999999” was not found' )
			.waitFor();
		await stage.panel.open( '&tab=activity&order=abc' );
		await stage.panel.page
			.getByText( 'Order “abc” was not found' )
			.waitFor();
		expect( await button( 'Retry' ).count() ).toBe( 0 );
		expect( stage.panel.errors ).toEqual( [] );
	} );

	test( 'resends an order that needs attention, and links to it in Ivorey', async () => {
		const id = await placeOrder();
		await stage.bed.order( id );
		await stage.bed.drained();
		await stage.bed.store.php(
			`global $wpdb;
					$order = wc_get_order( $args['id'] );
					$order->set_customer_note( 'Ring twice' );
					$order->save();
					$wpdb->update( $wpdb->prefix . 'ivorey_outbox', array( 'quarantined_at' => 1, 'due_at' => PHP_INT_MAX, 'error' => '/data/total: must be a decimal' ), array( 'object_id' => $args['id'] ) );`,
			{ args: { id } }
		);
		await stage.panel.open();
		await stage.panel.page
			.getByRole( 'link', { name: /see why$/ } )
			.click();
		await stage.panel.page
			.getByText( '/data/total: must be a decimal' )
			.first()
			.waitFor();
		expect(
			await stage.panel.page
				.getByRole( 'link', { name: new RegExp( `^Order ${ id }` ) } )
				.first()
				.getAttribute( 'href' )
		).toContain( `/orders/` );
		expect(
			await stage.panel.problems( 'activity-needs-attention' )
		).toEqual( [] );
		for (;;) {
			const again = button( /^Retry/ );
			if ( ( await again.count() ) === 0 ) {
				break;
			}
			const before = await again.count();
			await again.first().focus();
			await stage.panel.page.keyboard.press( 'Enter' );
			await waitFor(
				async () => ( await again.count() ) < before || undefined
			);
			await waitFor(
				async () =>
					( await stage.panel.focused() ) === 'Needs attention' ||
					undefined
			);
		}
		await stage.bed.order( id, ( order ) =>
			JSON.stringify( order ).includes( 'Ring twice' )
		);
		await stage.panel.page.getByText( 'Nothing needs attention' ).waitFor();
		expect( await stage.panel.problems( 'activity' ) ).toEqual( [] );
	} );
} );
