import { expect, test } from 'vitest';
import { describePanel } from './describe-panel.ts';
import { TestBed } from './test-bed.ts';
import { waitFor } from '../wait.ts';

describePanel( 'the panel’s overview', ( stage ) => {
	const { heading, button, dialog, placeOrder } = stage;

	test( 'the overview shows the state, the counts and the last day, as they change', async () => {
		await stage.panel.answer( '/activity/hours', {
			status: 200,
			json: [],
		} );
		await stage.panel.open();
		await heading( /^Connected to “Test / ).waitFor();
		await stage.panel.page
			.getByText( 'Nothing was sent in the last 24 hours.' )
			.waitFor();
		expect( await stage.panel.problems( 'overview-new' ) ).toEqual( [] );
		await stage.panel.answerTruly();

		await stage.bed.order( await placeOrder() );
		const row = stage.panel.page.getByRole( 'row', {
			name: /^Orders/,
		} );
		await waitFor(
			async () =>
				/Orders\s.*1\s.*1\s/s.test( await row.innerText() ) || undefined
		);
		await stage.panel.open();
		await stage.panel.page
			.getByRole( 'img', { name: /Records sent by hour/ } )
			.waitFor();
		await stage.panel.page.getByText( 'Show as a table' ).click();
		expect( await stage.panel.problems( 'overview' ) ).toEqual( [] );
	} );

	test( 'R18 a count leads to the list of excluded records, and back', async () => {
		const id = await placeOrder( 'pending' );
		await stage.panel.open();
		const link = stage.panel.page.getByRole( 'link', {
			name: '1: Order without a payment, or refund of zero',
		} );
		await link.waitFor();
		await link.focus();
		await stage.panel.page.keyboard.press( 'Enter' );
		await heading(
			'Transactions excluded: Order without a payment, or refund of zero'
		).waitFor();
		await stage.panel.page
			.getByRole( 'link', { name: `#${ id }` } )
			.waitFor();
		await stage.panel.page
			.getByText( `Payment of order ${ id }` )
			.waitFor();
		expect( await stage.panel.focused() ).toMatch(
			/^Transactions excluded/
		);
		expect( await stage.panel.problems( 'excluded' ) ).toEqual( [] );

		await stage.panel.page.reload();
		await heading( /^Transactions excluded/ ).waitFor();
		await stage.panel.page.goBack();
		await heading( /^Connected to/ ).waitFor();
	} );

	test( 'the first line shows the state, as it changes', async () => {
		const verdict = stage.panel.page
			.getByRole( 'status' )
			.filter( { hasText: /waiting|up to date|Needs attention/ } );
		await stage.bed.drained();
		await stage.panel.open();
		await stage.panel.page
			.getByText( 'Everything is up to date' )
			.waitFor();
		stage.bed.proxy.treat = () => ( { kind: 'cut' } );
		const id = await placeOrder();
		await waitFor(
			async () => /waiting/.test( await verdict.innerText() ) || undefined
		);
		stage.bed.proxy.reset();
		await stage.bed.order( id );
		await stage.bed.drained();
		await waitFor(
			async () =>
				/up to date/.test( await verdict.innerText() ) || undefined
		);
		await stage.bed.store.php(
			`( new Ivorey\\WooCommerce\\Outbox\\OutboxTable( new Ivorey\\WooCommerce\\Database\\Database(), new Ivorey\\WooCommerce\\Model\\SystemClock() ) )->quarantineObject( Ivorey\\WooCommerce\\Model\\Element::Orders, $args['id'], Ivorey\\WooCommerce\\Model\\Reason::Changed, 'must be a decimal' );`,
			{ args: { id } }
		);
		await stage.panel.page
			.getByText( 'Needs attention: 1 record could not be sent' )
			.waitFor();
		expect( await stage.panel.problems( 'verdict-attention' ) ).toEqual(
			[]
		);
		await stage.panel.page
			.getByRole( 'link', { name: 'See why' } )
			.first()
			.focus();
		await stage.panel.page.keyboard.press( 'Enter' );
		await stage.panel.page
			.getByText( 'must be a decimal' )
			.first()
			.waitFor();
	} );

	test( 'WordPress’ own help explains how it works', async () => {
		await stage.panel.open();
		await heading( /^Connected to/ ).waitFor();
		await button( 'Help' ).focus();
		await stage.panel.page.keyboard.press( 'Enter' );
		await stage.panel.page
			.getByText( 'Shoppers never wait for it', { exact: false } )
			.waitFor();
		await stage.panel.page
			.getByRole( 'link', { name: 'When something is missing' } )
			.click();
		await stage.panel.page
			.getByText( 'Activity shows where each order is' )
			.waitFor();
		expect(
			await stage.panel.problems( 'help', '#contextual-help-wrap' )
		).toEqual( [] );
	} );

	test( 'the tabs keep their URL, for the back button and for a reload', async () => {
		await stage.panel.open();
		await stage.panel.page
			.getByRole( 'link', { name: 'Activity' } )
			.click();
		await heading( 'Deliveries' ).waitFor();
		expect( stage.panel.page.url() ).toContain( 'tab=activity' );
		await stage.panel.page
			.getByRole( 'navigation', { name: 'Ivorey' } )
			.getByRole( 'link', { name: 'Settings' } )
			.click();
		await heading( 'Keep in sync' ).waitFor();
		await stage.panel.page.reload();
		await heading( 'Keep in sync' ).waitFor();
		await stage.panel.page.goBack();
		await heading( 'Deliveries' ).waitFor();
		await stage.panel.page.goBack();
		await heading( /^Connected to/ ).waitFor();
	} );

	test( 'compares both sides when asked to', async () => {
		await stage.bed.order( await placeOrder() );
		await stage.bed.drained();
		await stage.panel.open();
		await button( 'Compare now' ).focus();
		await stage.panel.page.keyboard.press( 'Enter' );
		await stage.panel.page.getByText( /records match/ ).waitFor();
		expect( await stage.panel.problems( 'agreement' ) ).toEqual( [] );
	} );

	test( 'lists the differences, and resends only those', async () => {
		const [ kept, lost ] = [ await placeOrder(), await placeOrder() ];
		await stage.bed.drained();
		for ( const table of [ 'order_products', 'orders' ] ) {
			await stage.bed.pool.query(
				`delete from ${ table } where account_id = $1 and connection_id = $2 and order_id = $3`,
				[ ...TestBed.keyOf( stage.bed.credentials ), String( lost ) ]
			);
		}
		await stage.panel.open();
		await button( 'Compare now' ).click();
		await stage.panel.page.getByText( /records? differs?,/ ).waitFor();
		const list = stage.panel.page.getByRole( 'table', {
			name: 'Records that differ',
		} );
		await list.getByRole( 'link', { name: `#${ lost }` } ).waitFor();
		expect( await list.getByRole( 'row' ).count() ).toBe( 2 );
		expect( await list.innerText() ).toContain( 'Missing' );
		expect( await stage.panel.problems( 'differs' ) ).toEqual( [] );

		await button( 'Send differences again' ).focus();
		await stage.panel.page.keyboard.press( 'Enter' );
		await stage.panel.page.getByText( /differed, .* sent again/ ).waitFor();
		expect( await stage.panel.problems( 'repaired' ) ).toEqual( [] );
		await stage.bed.drained();
		expect(
			( await stage.bed.orders() ).map( ( { order_id: id } ) => id )
		).toEqual( expect.arrayContaining( [ kept, lost ].map( String ) ) );
		await button( 'Compare now' ).click();
		await stage.panel.page.getByText( /records match/ ).waitFor();
	} );

	test( 'imports existing records, shows the progress, and can be cancelled', async () => {
		await Promise.all( [ placeOrder(), placeOrder() ] );
		await stage.bed.drained();
		// As if none of them had been sent: records that are equal would not be sent again.
		await stage.bed.store.sql(
			`delete from ${ stage.bed.store.tablePrefix }ivorey_ledger`
		);
		stage.bed.proxy.treat = ( { path } ) =>
			path === '/v1/batches'
				? { kind: 'answer', status: 503, body: 'Back soon' }
				: { kind: 'pass' };
		await stage.panel.open( '&tab=settings' );
		await button( 'Import now' ).focus();
		await stage.panel.page.keyboard.press( 'Enter' );
		await stage.panel.page
			.getByRole( 'progressbar', { name: 'Contacts' } )
			.waitFor();
		expect( await stage.panel.problems( 'importing' ) ).toEqual( [] );

		await button( 'Cancel the import…' ).click();
		await dialog().waitFor();
		expect( await stage.panel.problems( 'import-cancel' ) ).toEqual( [] );
		await button( /^Cancel the import$/ ).click();
		await stage.panel.page
			.getByText( 'Cancelled', { exact: true } )
			.first()
			.waitFor();

		stage.bed.proxy.reset();
		await stage.panel.open( '&tab=settings' );
		await button( 'Import now' ).click();
		await stage.panel.page
			.getByText( 'Done', { exact: true } )
			.first()
			.waitFor();
		await stage.panel.page
			.getByText( 'Everything is up to date' )
			.waitFor();
		// R24: collapsed when it is over, and opened by keyboard.
		const bar = stage.panel.page.getByRole( 'progressbar', {
			name: 'Contacts',
		} );
		expect( await bar.isVisible() ).toBe( false );
		expect( await stage.panel.problems( 'imported' ) ).toEqual( [] );
		await stage.panel.page
			.locator( 'summary', { hasText: 'Import' } )
			.focus();
		await stage.panel.page.keyboard.press( 'Enter' );
		await bar.waitFor();
		expect( await stage.panel.problems( 'imported-open' ) ).toEqual( [] );
	} );

	test( 'its script loads on its own page only, and stores nothing in the browser', async () => {
		const id = await placeOrder();
		await stage.bed.order( id );
		await stage.panel.open( `&tab=activity&order=${ id }` );
		await stage.panel.page
			.getByText( 'Received by Ivorey' )
			.first()
			.waitFor();
		expect( await scripts() ).toContain( 'ivorey-panel-js' );
		const kept = await stage.panel.page.evaluate( () =>
			JSON.stringify( [
				{ ...window.localStorage },
				{ ...window.sessionStorage },
				document.cookie,
			] )
		);
		expect( kept ).not.toContain( 'ada@example.com' );
		expect( kept ).not.toMatch( /ivorey/i );

		await stage.panel.page.goto(
			`${ stage.bed.store.url }/wp-admin/index.php`
		);
		expect( await scripts() ).not.toContain( 'ivorey-panel-js' );

		function scripts(): Promise< string[] > {
			return stage.panel.page.evaluate( () =>
				[ ...document.scripts ].map( ( { id: name } ) => name )
			);
		}
	} );
} );
