import { expect, test } from 'vitest';
import { describePanel } from './describe-panel.ts';
import { TestBed } from './test-bed.ts';
import { waitFor } from '../wait.ts';
import { verify } from './verify.ts';

describePanel( 'wp-admin’s own pages', ( stage ) => {
	const { heading } = stage;

	const inIvorey = async ( id: number ) =>
		(
			await stage.bed.pool.query(
				'select name, include_in_online_store as online from products where account_id = $1 and connection_id = $2 and product_id = $3',
				[ ...TestBed.keyOf( stage.bed.credentials ), String( id ) ]
			)
		).rows[ 0 ] as { name: string; online: boolean } | undefined;
	const arrives = ( id: number, online: boolean ) =>
		waitFor( async () => {
			const found = await inIvorey( id );
			return found?.online === online ? found : undefined;
		} );
	const open = ( path: string ) =>
		stage.panel.page.goto( `${ stage.bed.store.url }/wp-admin/${ path }` );
	const save = async () => {
		await stage.panel.page.locator( '#publish' ).click();
		await stage.panel.page.getByText( 'Product updated.' ).waitFor();
	};

	test( 'R14 R18 a product is excluded on its own page and in bulk, and verify agrees', async () => {
		const { store } = stage.bed;
		const { MUG: id, POSTER: other } = store.products;
		for ( const product of [ id, other ] ) {
			await store.php(
				`$product = wc_get_product( $args['id'] ); $product->set_name( $product->get_name() . ' 2' ); $product->save();`,
				{ args: { id: product } }
			);
			await arrives( product!, true );
		}

		await open( `post.php?post=${ id }&action=edit` );
		await stage.panel.page
			.getByRole( 'link', { name: 'Advanced' } )
			.click();
		const box = stage.panel.page.getByLabel( 'Ivorey', { exact: true } );
		await box.focus();
		await stage.panel.page.keyboard.press( 'Space' );
		expect(
			await stage.panel.problems(
				'product-switch',
				'.ivorey_do_not_send_field'
			)
		).toEqual( [] );
		await save();
		const before = await arrives( id!, false );

		// Changes from here on are not sent.
		await open( `post.php?post=${ id }&action=edit` );
		await stage.panel.page.fill( '#title', 'Kept to the store' );
		await save();
		await stage.bed.drained();
		expect( await inIvorey( id! ) ).toEqual( before );
		const compared = await verify( store );
		expect( compared.differences ).toEqual( [] );

		await stage.panel.open( '&element=products&reason=do_not_send' );
		await heading(
			'Products excluded: Set to “Do not send to Ivorey”'
		).waitFor();
		await stage.panel.page
			.getByRole( 'link', { name: /Kept to the store/ } )
			.waitFor();
		expect( await stage.panel.problems( 'excluded-products' ) ).toEqual(
			[]
		);

		await bulk( [ id!, other! ], 'Do not send' );
		await arrives( other!, false );
		await bulk( [ id!, other! ], 'Send' );
		await arrives( other!, true );
		expect( await arrives( id!, true ) ).toMatchObject( {
			name: 'Kept to the store',
		} );
	} );

	async function bulk( ids: number[], choice: string ): Promise< void > {
		await open( 'edit.php?post_type=product' );
		for ( const id of ids ) {
			await stage.panel.page.locator( `#cb-select-${ id }` ).check();
		}
		await stage.panel.page
			.locator( '#bulk-action-selector-top' )
			.selectOption( 'edit' );
		await stage.panel.page.locator( '#doaction' ).click();
		await stage.panel.page
			.locator( '#bulk-edit [name=ivorey_do_not_send_bulk]' )
			.selectOption( { label: choice } );
		expect(
			await stage.panel.problems(
				'product-bulk',
				'#bulk-edit .inline-edit-group:has([name=ivorey_do_not_send_bulk])'
			)
		).toEqual( [] );
		await stage.panel.page.locator( '#bulk_edit' ).click();
		// The URL has `updated=` only for a moment: WordPress' script removes it as soon as the page loads.
		await stage.panel.page
			.getByText( `${ ids.length } products updated.` )
			.waitFor();
	}

	test( 'R23 a store that was just activated is led to the panel once', async () => {
		const { store } = stage.bed;
		await store.php(
			`update_option( 'ivorey_connection', array( 'state' => 'disconnected' ), true );
			deactivate_plugins( 'ivorey-for-woocommerce/ivorey-for-woocommerce.php' );
			activate_plugin( 'ivorey-for-woocommerce/ivorey-for-woocommerce.php' );`
		);
		await open( 'plugins.php' );
		const prompt = stage.panel.page.locator( '.ivorey-first-run' );
		await prompt.waitFor();
		expect(
			await stage.panel.problems( 'first-run', '.ivorey-first-run' )
		).toEqual( [] );
		await prompt.getByRole( 'link', { name: 'Get started' } ).focus();
		await stage.panel.page.keyboard.press( 'Enter' );
		await heading( /Connect/ )
			.first()
			.waitFor();

		await open( 'plugins.php' );
		await prompt.getByRole( 'link', { name: 'Not now' } ).click();
		await stage.panel.page.waitForURL( /plugins\.php/, {
			waitUntil: 'commit',
		} );
		await stage.panel.page.locator( '#the-list' ).waitFor();
		expect( await prompt.count() ).toBe( 0 );
	} );

	test( 'R35 the list of orders and the order screen link to its page in Ivorey', async () => {
		const id = await stage.placeOrder();
		await stage.bed.order( id );
		await stage.bed.drained();
		await open( 'admin.php?page=wc-orders' );
		const link = stage.panel.page
			.locator( `#order-${ id }` )
			.getByRole( 'link', {
				name: 'In Ivorey: open the order in Ivorey',
			} );
		await link.waitFor();
		expect(
			await stage.panel.problems( 'orders', '.column-ivorey' )
		).toEqual( [] );
		const href = ( await link.getAttribute( 'href' ) ) ?? '';
		expect( new URL( href ).pathname ).toMatch(
			new RegExp( `^/orders/[^/]+/${ id }$` )
		);
		await open( `admin.php?page=wc-orders&action=edit&id=${ id }` );
		expect(
			await stage.panel.page
				.locator( '#ivorey-order' )
				.getByRole( 'link', { name: 'Open in Ivorey' } )
				.getAttribute( 'href' )
		).toBe( href );
	} );
} );
