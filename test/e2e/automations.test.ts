import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
	ensureReadyMade,
	switchOn,
} from '@ivorey/ingest-api/automations/repository.ts';
import { openDatabase, type OpenDatabase } from '@ivorey/ingest-api/db/open.ts';
import { makeMany } from '../../scripts/store/bulk.ts';
import {
	blockCheckout,
	updateOrderStatusInAdmin,
} from '../../scripts/store/shopper.ts';
import { describeStore } from '../describe-store.ts';
import { MailServer } from '../mail/mail-server.ts';
import { IS_LONG } from '../scale.ts';
import { waitFor } from '../wait.ts';
import { TestBed } from './test-bed.ts';
import { startTestBed } from './start-test-bed.ts';

const CONFIRMATION = 'order-confirmation';
const THANK_YOU = 'thank-you';
const FOLLOW_UP = 'pending-follow-up';
const CHECKOUTS = IS_LONG ? 50 : 10;
const P95_MS = 1_000;

describeStore( 'automations of a real store, over a real mail server', () => {
	let mail: MailServer;
	let bed: TestBed;
	let ivorey: OpenDatabase;
	beforeAll( async () => {
		mail = await MailServer.start();
		bed = await startTestBed(
			{},
			{
				SMTP_URL: mail.url,
				MAIL_FROM: 'Ivorey <hello@ivorey.test>',
				RATE_LIMIT_ADDRESS_PER_MINUTE: '1000000',
				RATE_LIMIT_CONNECTION_PER_MINUTE: '1000000',
			}
		);
		ivorey = openDatabase( { as: 'owner', url: bed.databaseUrl } );
	} );
	afterAll( async () => {
		await ivorey?.close();
		await bed?.stop();
		await mail?.stop();
	} );
	beforeEach( async () => {
		await bed.reset();
		mail.received.length = 0;
	} );

	const accountId = () => TestBed.keyOf( bed.credentials )[ 0 ];

	async function on( ...ids: string[] ): Promise< void > {
		await ensureReadyMade( ivorey.db, accountId(), new Date() );
		for ( const id of ids ) {
			await switchOn( ivorey.db, accountId(), id, new Date() );
		}
	}

	const checkout = ( email: string, payment: 'bacs' | 'cod' = 'bacs' ) =>
		blockCheckout( bed.store, {
			items: [ { id: bed.store.products.MUG!, quantity: 2 } ],
			billing: { email, first_name: 'Zoë', city: 'Łódź' },
			paymentMethod: payment,
			report: false,
		} );

	const setStatus = ( orderId: number, status: string ) =>
		bed.store.php(
			`wc_get_order( $args['id'] )->update_status( $args['status'] );`,
			{ args: { id: orderId, status } }
		);

	/** The outcomes of each order's runs, by ID. */
	async function runs(
		automation: string
	): Promise< Map< number, string > > {
		const { rows } = await bed.pool.query< {
			order_id: string;
			state: string;
			reason: string | null;
		} >(
			'select order_id, state, reason from automation_runs where account_id = $1 and automation_id = $2',
			[ accountId(), automation ]
		);
		return new Map(
			rows.map( ( row ) => [
				Number( row.order_id ),
				row.reason ?? row.state,
			] )
		);
	}

	/** As if they were due. */
	async function makeDue( automation: string ): Promise< void > {
		await bed.pool.query(
			`with due as (
				update automation_runs set due_at = now() where account_id = $1 and automation_id = $2 and state = 'waiting'
				returning account_id
			)
			update due_accounts set due_at = now() where account_id in ( select account_id from due )`,
			[ accountId(), automation ]
		);
	}

	test( 'R31 R32 a bank transfer is confirmed with its lines, total and address; the payment in wp-admin sends the thanks', async () => {
		await on( CONFIRMATION, THANK_YOU );
		const { orderId } = await checkout( 'zoe@example.com' );
		const { mail: confirmation } = await mail.next( 'zoe@example.com' );
		const order = await bed.order( orderId );
		expect( confirmation.subject ).toContain( order.number );
		expect( confirmation.from!.value[ 0 ]!.address ).toBe(
			'hello@ivorey.test'
		);
		for ( const text of [
			confirmation.text!,
			String( confirmation.html ),
		] ) {
			expect( text ).toContain( 'Zoë' );
			expect( text ).toContain( 'Łódź' );
			expect( text ).toMatch( /Mug/ );
			expect( text.replaceAll( /[^\d.]/g, '' ) ).toContain(
				Number( order.total ).toFixed( 2 )
			);
		}
		expect( confirmation.headers.has( 'list-unsubscribe' ) ).toBe( false );
		await updateOrderStatusInAdmin( bed.store, orderId, 'processing' );
		const { mail: thanks } = await mail.next( 'zoe@example.com', 2 );
		expect( thanks.subject ).not.toBe( confirmation.subject );
		// Later changes send nothing more.
		await setStatus( orderId, 'completed' );
		await bed.order( orderId, ( { status } ) => status === 'Completed' );
		await bed.drained();
		expect( mail.received ).toHaveLength( 2 );
	} );

	test( 'R32 R43 a follow-up reaches a buyer who has not paid, and nobody whose order was paid, cancelled, trashed, deleted or refunded', async () => {
		await on( FOLLOW_UP );
		const ids: Record< string, number > = {};
		for ( const name of [
			'pending',
			'paid',
			'cancelled',
			'trashed',
			'deleted',
		] ) {
			( { orderId: ids[ name ] } = await checkout(
				`${ name }@example.com`
			) );
		}
		await waitFor(
			async () => ( await runs( FOLLOW_UP ) ).size === 5,
			'The runs'
		);
		await setStatus( ids.paid!, 'processing' );
		await setStatus( ids.cancelled!, 'cancelled' );
		await bed.store.php( `wc_get_order( $args['id'] )->delete();`, {
			args: { id: ids.trashed! },
		} );
		await bed.store.php( `wc_get_order( $args['id'] )->delete( true );`, {
			args: { id: ids.deleted! },
		} );
		await bed.drained();
		await waitFor( async () => {
			const { rows } = await bed.pool.query(
				'select from orders where account_id = $1 and trashed_version > version',
				[ accountId() ]
			);
			return rows.length === 2;
		}, 'What is in the trash' );
		await makeDue( FOLLOW_UP );
		await mail.next( 'pending@example.com' );
		await waitFor( async () => {
			const states = [ ...( await runs( FOLLOW_UP ) ).values() ];
			return ! states.some( ( state ) =>
				[ 'waiting', 'acting' ].includes( state )
			);
		}, 'The end of all runs' );
		expect( await runs( FOLLOW_UP ) ).toEqual(
			new Map( [
				[ ids.pending, 'sent' ],
				[ ids.paid, 'paid_meanwhile' ],
				[ ids.cancelled, 'cancelled' ],
				[ ids.trashed, 'trashed' ],
				[ ids.deleted, 'trashed' ],
			] )
		);
		expect( mail.received ).toHaveLength( 1 );
	} );

	test( 'R10 cash on delivery is confirmed at once, and the thanks follow when the order is completed', async () => {
		await on( CONFIRMATION, THANK_YOU );
		const { orderId } = await checkout( 'cod@example.com', 'cod' );
		await mail.next( 'cod@example.com' );
		await bed.drained();
		expect( mail.received ).toHaveLength( 1 );
		await setStatus( orderId, 'completed' );
		await mail.next( 'cod@example.com', 2 );
	} );

	test( 'R42 an import of old orders, a repair, a reconnect and an edit of an old order send nothing', async () => {
		await makeMany( bed.store, { orders: IS_LONG ? 1_000 : 50 } );
		await bed.drained();
		await on( CONFIRMATION, THANK_YOU, FOLLOW_UP );
		await bed.store.wp( [ 'ivorey', 'import' ] );
		await bed.store.wp( [ 'ivorey', 'verify', '--repair' ] );
		await bed.connect();
		await on( CONFIRMATION, THANK_YOU, FOLLOW_UP );
		await bed.store.php(
			`foreach ( wc_get_orders( array( 'limit' => 5 ) ) as $order ) { $order->set_customer_note( 'Later' ); $order->save(); }`
		);
		await bed.drained();
		// A new order still gets its e-mail after all that.
		await checkout( 'now@example.com' );
		await mail.next( 'now@example.com' );
		expect( mail.received.map( ( { to } ) => to ) ).toEqual( [
			'now@example.com',
		] );
	} );

	test( `from the shopper’s response to the mail server’s word it takes less than a second (p95 of ${ CHECKOUTS } checkouts)`, async () => {
		await on( CONFIRMATION );
		const waits: number[] = [];
		for ( let i = 0; i < CHECKOUTS; i++ ) {
			const { respondedAt } = await checkout( `buyer${ i }@example.com` );
			const { acceptedAt } = await mail.next( `buyer${ i }@example.com` );
			waits.push( acceptedAt - respondedAt );
		}
		waits.sort( ( a, b ) => a - b );
		const p95 = waits[ Math.ceil( CHECKOUTS * 0.95 ) - 1 ]!;
		console.log(
			`confirmation: p50 ${ waits[ Math.floor( CHECKOUTS / 2 ) ] } ms, p95 ${ p95 } ms`
		);
		expect( p95 ).toBeLessThan( IS_LONG ? P95_MS : 4 * P95_MS );
		expect( mail.received ).toHaveLength( CHECKOUTS );
	} );
} );
