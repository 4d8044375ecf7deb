import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
	afterAll,
	afterEach,
	beforeAll,
	beforeEach,
	describe,
	expect,
	test,
} from 'vitest';
import { describeStore } from '../store/describe-store.ts';
import { blockCheckout } from '../store/shopper.ts';
import { makeCategory, makeProduct } from './catalogue.ts';
import type { Pipe } from './pipe.ts';
import { startPipe } from './start-pipe.ts';
import { verify } from './verify.ts';

interface Explained {
	element: string;
	id: number;
	note: string | null;
	records: Array< {
		element: string;
		id: string;
		in_store: boolean;
		excluded: string | null;
		state: string | null;
		why: string;
		outcome: string | null;
	} >;
	waiting: Array< { element: string; state: string; reasons: string[] } >;
	contact: { id: string; kind: string } | null;
	triggers: Array< { id: string } >;
	unanswered: string | null;
	timeline: Array< { at: string; what: string; detail: string } >;
}

describeStore( '“Where is order 1234?”', () => {
	let pipe: Pipe;
	beforeAll( async () => {
		pipe = await startPipe();
	} );
	afterAll( () => pipe?.stop() );
	beforeEach( () => pipe.reset() );

	async function explain(
		element: string,
		id: number | string
	): Promise< Explained > {
		const { stdout, stderr, exitCode } = await pipe.store.wp( [
			'ivorey',
			'explain',
			element,
			String( id ),
			'--format=json',
		] );
		expect( exitCode, stderr ).toBe( 0 );
		return JSON.parse( stdout ) as Explained;
	}

	const place = async () =>
		(
			await blockCheckout( pipe.store, {
				items: [ { id: pipe.store.products.MUG! } ],
				billing: { email: 'ada.buyer@example.com' },
				report: false,
			} )
		).orderId;

	const change = ( id: number, code: string ) =>
		pipe.store.php( `$order = wc_get_order( $args['id'] ); ${ code }`, {
			args: { id },
		} );

	/** What happened, in its order. */
	const steps = ( { timeline }: Explained ) =>
		timeline.map( ( { what } ) => what );

	test( 'of an order that went through: marked and why, received, answered, in this order', async () => {
		const id = await place();
		await pipe.drained();
		const explained = await explain( 'order', id );
		const order = explained.records.find(
			( { element } ) => element === 'orders'
		);
		expect( order ).toMatchObject( {
			id: String( id ),
			in_store: true,
			excluded: null,
			state: 'alike',
			outcome: 'applied',
		} );
		expect( explained.waiting ).toEqual( [] );
		expect( explained.contact ).toMatchObject( { kind: 'guest' } );
		const marked = explained.timeline.find(
			( { what, detail } ) =>
				what === 'marked' && detail.startsWith( 'orders:' )
		)!;
		expect( marked.detail ).toBe( 'orders: changed, placed, checkout' );
		expect( steps( explained ).indexOf( 'marked' ) ).toBe( 0 );
		expect( steps( explained ) ).toContain( 'received by Ivorey' );
		expect(
			steps( explained ).lastIndexOf( 'sent and answered' )
		).toBeGreaterThan( 0 );
		const times = explained.timeline.map( ( { at } ) => at );
		expect( times ).toEqual( times.toSorted() );
		expect(
			( Date.now() - Date.parse( times[ 0 ]! ) ) / 60_000
		).toBeLessThan( 1 );
	} );

	test( 'while Ivorey is away: what went wrong, that it waits, and that Ivorey could not be asked', async () => {
		pipe.gateway.treat = () => ( {
			kind: 'answer',
			status: 503,
			body: 'busy',
		} );
		const id = await place();
		const explained = await explain( 'order', id );
		expect( explained.unanswered ).toContain( 'http-503' );
		expect( explained.records[ 0 ] ).toMatchObject( { state: null } );
		expect(
			explained.waiting.find( ( { element } ) => element === 'orders' )
		).toMatchObject( {
			state: 'retrying',
			reasons: [ 'changed', 'placed', 'checkout' ],
		} );
		expect( explained.timeline ).toContainEqual( {
			at: expect.any( String ),
			what: 'not delivered',
			detail: 'http-503',
			text: 'Ivorey is not available just now (error 503).',
		} );
		expect( explained.timeline.at( -1 ) ).toMatchObject( {
			at: 'now',
			what: 'retrying',
		} );
	} );

	test( 'what the record says of an order that Ivorey lost is missing', async () => {
		const id = await place();
		await pipe.drained();
		await pipe.pool.query( 'delete from orders where order_id = $1', [
			String( id ),
		] );
		const explained = await explain( 'order', id );
		expect( explained.records[ 0 ] ).toMatchObject( {
			state: 'missing',
			outcome: 'applied',
		} );
		expect( steps( explained ) ).not.toContain( 'received by Ivorey' );
	} );

	test( 'R7 R18 a draft, and why it is not sent', async () => {
		const id = await pipe.store.phpJson< number >(
			`return wc_create_order( array( 'status' => 'checkout-draft' ) )->get_id();`
		);
		const explained = await explain( 'order', id );
		expect( explained.records[ 0 ] ).toMatchObject( {
			in_store: true,
			excluded: 'draft',
			state: 'unwanted',
		} );
		expect( explained.timeline ).toMatchObject(
			[ 'order_submitted', 'payment_received' ].map( ( trigger ) => ( {
				at: 'now',
				what: 'trigger not fired',
				detail: `${ trigger }:${ id }: Order is a draft, or in the trash`,
			} ) )
		);
	} );

	test( 'R16 what was deleted here and stays there', async () => {
		const id = await place();
		await pipe.drained();
		await change( id, '$order->delete( true );' );
		await pipe.drained();
		const explained = await explain( 'order', id );
		expect( explained.records[ 0 ] ).toMatchObject( {
			in_store: false,
			excluded: 'deleted',
			state: 'kept',
		} );
		expect( steps( explained ) ).toContain( 'received by Ivorey' );
	} );

	test( 'is found by the number that an extension gave it, and with a # before it', async () => {
		const id = await place();
		await pipe.drained();
		expect( ( await explain( 'order', `#${ id }` ) ).id ).toBe( id );
		const found = await pipe.store.phpJson< number >(
			`add_filter( 'woocommerce_shortcode_order_tracking_order_id', fn( $number ) => 'A-77' === $number ? $args['id'] : $number, 5 );
			return Ivorey\\WooCommerce\\Explain\\Subject::find( 'order', 'A-77' )->id;`,
			{ args: { id } }
		);
		expect( found ).toBe( id );
	} );

	describe( 'where an extension only shows other numbers', () => {
		const file = () =>
			path.join(
				pipe.store.root,
				'wp-content/mu-plugins/order-numbers.php'
			);
		beforeEach( () =>
			writeFile(
				file(),
				`<?php add_filter( 'woocommerce_order_number', static fn( $number, $order ) => get_option( 'test_numbers', array() )[ $order->get_id() ] ?? $number, 10, 2 );`
			)
		);
		afterEach( () => rm( file(), { force: true } ) );

		test( 'an order is found by the number that its owner sees, by what Ivorey knows', async () => {
			const first = await place();
			const second = await place();
			await pipe.store.php(
				`update_option( 'test_numbers', array( $args['first'] => 'INV-77', $args['second'] => (string) $args['first'] ) );`,
				{ args: { first, second } }
			);
			for ( const id of [ first, second ] ) {
				await change(
					id,
					`$order->set_customer_note( 'numbered' ); $order->save();`
				);
			}
			await pipe.drained();
			expect( await explain( 'order', 'INV-77' ) ).toMatchObject( {
				id: first,
				note: null,
			} );
			// A number that is another order's id.
			const { id, note } = await explain( 'order', first );
			expect( id ).toBe( second );
			expect( note ).toContain( `id ${ second }` );
			expect( note ).toContain( 'INV-77' );
			// Nobody's number.
			expect( await explain( 'order', second ) ).toMatchObject( {
				id: second,
				note: null,
			} );
		} );
	} );

	test( 'R2 a guest is found by the e-mail address of an order', async () => {
		const id = await place();
		await pipe.drained();
		expect(
			await explain( 'contact', 'Ada.Buyer@example.com' )
		).toMatchObject( {
			element: 'orders',
			id,
			contact: { kind: 'guest' },
			note: expect.stringContaining( 'guest' ),
		} );
	} );

	test( 'a product is found by its id first, though that is the SKU of another one', async () => {
		const id = pipe.store.products.MUG!;
		await pipe.store.php(
			`$product = new WC_Product_Simple(); $product->set_name( 'Other' ); $product->set_regular_price( '1' ); $product->set_sku( (string) $args['id'] ); $product->save();`,
			{ args: { id } }
		);
		await pipe.drained();
		expect( ( await explain( 'product', id ) ).id ).toBe( id );
		expect( ( await explain( 'product', 'MUG' ) ).id ).toBe( id );
	} );

	test( 'a collection is found by its slug, though that is a number, and by its id first', async () => {
		const first = await makeCategory( pipe.store, 'Of 2024', {
			slug: '20240',
		} );
		const second = await makeCategory( pipe.store, 'Other', {
			slug: String( first ),
		} );
		await makeProduct( pipe.store, { category_ids: [ first, second ] } );
		await pipe.drained();
		expect( ( await explain( 'collection', '20240' ) ).id ).toBe( first );
		expect( ( await explain( 'collection', first ) ).id ).toBe( first );
		// Nobody's slug.
		expect( ( await explain( 'collection', second ) ).id ).toBe( second );
	} );

	test.each( [ 'table', 'json' ] )(
		'of what never was anywhere it says so (%s)',
		async ( format ) => {
			const { exitCode, stdout, stderr } = await pipe.store.wp( [
				'ivorey',
				'explain',
				'order',
				'987654',
				`--format=${ format }`,
			] );
			expect( exitCode ).toBe( 1 );
			expect( stdout ).toBe( '' );
			expect( stderr ).toContain(
				'There is no order 987654 in this store, and Ivorey knows of none.'
			);
		}
	);

	test( 'REST says the same, to those who may manage the shop', async () => {
		const id = await place();
		await pipe.drained();
		const route = `/wp-json/ivorey/v1/explain?element=order&id=${ id }`;
		const answer = await pipe.store.fetch( route, {
			headers: pipe.store.restHeaders(),
		} );
		expect( answer.status ).toBe( 200 );
		expect( await answer.json() ).toEqual( await explain( 'order', id ) );
		expect( ( await pipe.store.fetch( route ) ).status ).toBe( 401 );
		const wrong = await pipe.store.fetch(
			'/wp-json/ivorey/v1/explain?element=order&id=x',
			{ headers: pipe.store.restHeaders() }
		);
		expect( wrong.status ).toBe( 404 );
	} );

	test( 'people read it as a table', async () => {
		const id = await place();
		await pipe.drained();
		const { stdout } = await pipe.store.wp( [
			'ivorey',
			'explain',
			'order',
			String( id ),
		] );
		expect( stdout ).toContain( 'received by Ivorey' );
		expect( stdout ).toContain( 'alike' );
		const { exitCode } = await pipe.store.wp( [
			'ivorey',
			'explain',
			'order',
			'nonsense',
		] );
		expect( exitCode ).toBe( 1 );
	} );

	test( 'what is remembered for it is bounded by age and by number, and costs the shopper nothing', async () => {
		const id = await place();
		await pipe.drained();
		const history = `${ pipe.store.tablePrefix }ivorey_history`;
		const count = async () =>
			Number(
				(
					await pipe.store.sql< { n: number } >(
						`SELECT COUNT(*) AS n FROM ${ history }`
					)
				)[ 0 ]!.n
			);
		expect( await count() ).toBeGreaterThan( 0 );
		await pipe.store.sql(
			`UPDATE ${ history } SET noted_at = noted_at - 31 * 86400 * 1000000`
		);
		await pipe.store.php(
			`( new Ivorey\\WooCommerce\\Explain\\History( new Ivorey\\WooCommerce\\Database\\Database(), new Ivorey\\WooCommerce\\SystemClock() ) )->prune();`
		);
		expect( await count() ).toBe( 0 );

		await change(
			id,
			`$order->set_customer_note( 'one' ); $order->save();`
		);
		await pipe.drained();
		await pipe.store.sql(
			`UPDATE ${ history } SET id = id + 299999 ORDER BY id DESC`
		);
		await pipe.store.sql(
			`ALTER TABLE ${ history } AUTO_INCREMENT = 399999`
		);
		await change(
			id,
			`$order->set_customer_note( 'two' ); $order->save(); $order->set_customer_note( 'three' ); $order->save();`
		);
		await pipe.drained();
		await change(
			id,
			`$order->set_customer_note( 'four' ); $order->save();`
		);
		await pipe.drained();
		expect( await count() ).toBeLessThanOrEqual( 100_000 );
		const [ oldest ] = await pipe.store.sql< { id: number } >(
			`SELECT MIN(id) AS id FROM ${ history }`
		);
		expect( Number( oldest!.id ) ).toBeGreaterThan( 300_000 );
		expect( await verify( pipe.store, '--elements=orders' ) ).toMatchObject(
			{ agrees: true }
		);
	} );
} );
