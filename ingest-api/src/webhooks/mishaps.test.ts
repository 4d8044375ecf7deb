import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { waitFor } from '../../../test/wait.ts';
import { eraseEventsOfOrders } from '../erasure/erase-events.ts';
import { POST_MS } from '../http/post-public.ts';
import { RESOLVE_MS } from '../http/resolve-public.ts';
import { untilBlocked } from '../testing/locks.ts';
import { orderRecord, triggerRecord } from '../testing/records.ts';
import {
	attemptsOf,
	deliveriesOf,
	endpointOf,
	namesOf,
	numbered,
	publish,
	publishAll,
} from '../testing/webhook-events.ts';
import {
	Receiver,
	startWebhookBed,
	type WebhookBed,
} from '../testing/webhooks.ts';
import { claimEndpoints, LEASE_MS } from './claim.ts';
import {
	changeEndpoint,
	createEndpoint,
	deleteEndpoint,
	disableEndpoint,
} from './endpoints.ts';
import { measureQueue } from './measure-queue.ts';
import { pruneWebhooks } from './prune.ts';
import { sendAgain, sendTest } from './replay.ts';
import { ROUND_MS } from './turn.ts';
import { deliverDue } from './worker.ts';

const HOUR_MS = 60 * 60_000;

const formOf = ( url: string ) => ( {
	url,
	description: '',
	types: [ 'automation.sent' ] as const,
} );

const changeUrl = ( bed: WebhookBed, url: string ) =>
	changeEndpoint( bed.api.db, bed.endpoint, formOf( url ), bed.clock.now() );

/** Answers once the test says so. */
function hold( receiver: Receiver ) {
	const held: ( ( status: number ) => void )[] = [];
	receiver.answer = ( _, response ) =>
		held.push( ( status ) => response.writeHead( status ).end() );
	return held;
}

describe( 'R45 deliveries whose event was erased', () => {
	test( 'do not block other deliveries, and end as failed', async () => {
		const bed = await startWebhookBed();
		const names = numbered( 70 );
		await publishAll( bed, [ ...names, 'good' ] );
		await bed.api.db
			.updateTable( 'webhook_events' )
			.set( { body: null } )
			.where( 'account_id', '=', bed.store.accountId )
			.where( 'subject', 'in', names )
			.execute();
		await bed.deliver();
		expect( namesOf( bed.receiver ) ).toEqual( [ 'good' ] );
		// The next turn finds only the erased ones.
		bed.clock.pass( 1_000 );
		await bed.deliver();
		expect(
			( await deliveriesOf( bed ) ).map( ( { state, failure } ) => [
				state,
				failure,
			] )
		).toEqual( [
			...names.map( () => [ 'failed', 'erased' ] ),
			[ 'sent', null ],
		] );
	} );

	test( 'are not queued again by a replay that runs at the same time as the erasure', async () => {
		const bed = await startWebhookBed( [ 'order.created' ] );
		const { api, store } = bed;
		const at = new Date().toISOString();
		await store.send( [
			orderRecord( '1', 1, {
				date_created: at,
			} ),
		] );
		await bed.deliver();
		const [ delivery ] = await deliveriesOf( bed );
		const { replayed } = await api.db
			.transaction()
			.execute( async ( tx ) => {
				await eraseEventsOfOrders(
					tx,
					store.accountId,
					[ { connection_id: store.connectionId, order_id: '1' } ],
					new Date()
				);
				const again = sendAgain(
					api.db,
					bed.endpoint,
					delivery!.event_id,
					bed.clock.now()
				);
				await untilBlocked( api.databaseUrl, '%webhook_deliveries%' );
				return { replayed: again };
			} );
		expect( await replayed ).toBe( false );
		expect( await deliveriesOf( bed ) ).toMatchObject( [
			{ state: 'sent' },
		] );
	} );
} );

describe( 'R45 places', () => {
	test( 'are shared out so that an account’s failing endpoints take none from its healthy ones', async () => {
		const bed = await startWebhookBed();
		const { api, endpoint } = bed;
		const failing = await bed.listen( bed.receiver.url );
		const other = await bed.listen( bed.receiver.url );
		await publish( bed, 'one' );
		const now = bed.clock.now();
		await api.db
			.updateTable( 'webhook_endpoints' )
			.set( { failing_since: now, probes: 1 } )
			.where( 'account_id', '=', bed.store.accountId )
			.where( 'endpoint_id', '=', failing.endpointId )
			.execute();
		const room = { healthy: 5, failing: 5, perAccount: 1 };
		const claim = async (
			busy: Awaited< ReturnType< typeof claimEndpoints > >
		) => claimEndpoints( api.db, { ...room, busy }, now );
		const first = await claim( [] );
		expect( first ).toHaveLength( 2 );
		// Each kind has its own share.
		expect( await claim( first ) ).toEqual( [] );
		const onlyFailing = first.filter(
			( { endpointId } ) => endpointId === failing.endpointId
		);
		expect( onlyFailing ).toHaveLength( 1 );
		expect(
			( await claim( onlyFailing ) ).map(
				( { endpointId } ) => endpointId
			)
		).toEqual(
			[ endpoint, other ]
				.map( ( { endpointId } ) => endpointId )
				.filter(
					( id ) =>
						! first.some( ( { endpointId } ) => endpointId === id )
				)
		);
	} );
} );

describe( 'R45 a lease', () => {
	test( 'outlasts everything that is done under it', () => {
		expect( RESOLVE_MS + ROUND_MS + POST_MS ).toBeLessThan( LEASE_MS );
	} );

	test( 'is not outlasted by a delivery that starts late', async () => {
		const bed = await startWebhookBed();
		await publish( bed, 'one' );
		let lookups = 0;
		const context = {
			...bed.context,
			http: {
				...bed.context.http,
				async lookup() {
					if ( lookups++ === 0 ) {
						bed.clock.pass( LEASE_MS - 1_500 );
					}
					return [ '127.0.0.1' ];
				},
			},
		};
		const sent: number[] = [];
		bed.receiver.answer = ( _, response ) => {
			sent.push( lookups );
			response.writeHead( 204 ).end();
		};
		await deliverDue( context );
		expect( sent ).toEqual( [ 2 ] );
	} );
} );

describe( 'R45 an endpoint that gets another URL', () => {
	test( 'starts afresh: deliveries that failed at the old address wait no longer', async () => {
		const bed = await startWebhookBed();
		const fresh = await Receiver.start();
		bed.receiver.answerWith( 503, { 'retry-after': '3600' } );
		await publishAll( bed, [ 'one', 'two' ] );
		await bed.deliver();
		await changeUrl( bed, fresh.url );
		expect( await endpointOf( bed ) ).toMatchObject( {
			failing_since: null,
			retry_at: null,
			probes: 0,
			width: 1,
		} );
		bed.clock.pass( 1 );
		await bed.deliver();
		expect( namesOf( fresh ) ).toEqual( [ 'one', 'two' ] );
	} );

	test( 'keeps its state if only its description changes', async () => {
		const bed = await startWebhookBed();
		bed.receiver.answerWith( 500 );
		await publish( bed, 'one' );
		await bed.deliver();
		await bed.deliver();
		const before = await endpointOf( bed );
		expect( before.failing_since ).not.toBeNull();
		await changeUrl( bed, bed.receiver.url );
		expect( await endpointOf( bed ) ).toMatchObject( {
			failing_since: before.failing_since,
			probes: before.probes,
			retry_at: before.retry_at,
		} );
	} );

	test( 'is not switched off by a response from the old address', async () => {
		const bed = await startWebhookBed();
		const fresh = await Receiver.start();
		const held = hold( bed.receiver );
		await publish( bed, 'one' );
		const done = bed.deliver();
		await waitFor( () => held.length === 1, 'The request' );
		await changeUrl( bed, fresh.url );
		held[ 0 ]!( 410 );
		await done;
		bed.clock.pass( 1_000 );
		await bed.deliver();
		expect( await endpointOf( bed ) ).toMatchObject( {
			state: 'enabled',
			failing_since: null,
		} );
		expect( namesOf( fresh ) ).toEqual( [ 'one' ] );
		expect(
			await bed.api.db
				.selectFrom( 'webhook_notices' )
				.select( 'kind' )
				.where( 'account_id', '=', bed.store.accountId )
				.execute()
		).toEqual( [] );
	} );
} );

describe( 'R45 a delivery that somebody asks for', () => {
	test( 'is tried at once, though the endpoint is paused', async () => {
		const bed = await startWebhookBed();
		const { api, receiver } = bed;
		receiver.answerWith( 429, { 'retry-after': '3600' } );
		await publish( bed, 'one' );
		await bed.deliver();
		const [ delivery ] = await deliveriesOf( bed );
		for ( const ask of [
			() => sendTest( api.db, bed.endpoint, bed.clock.now() ),
			() =>
				sendAgain(
					api.db,
					bed.endpoint,
					delivery!.event_id,
					bed.clock.now()
				),
		] ) {
			const before = receiver.received.length;
			await bed.deliver();
			expect( receiver.received ).toHaveLength( before );
			expect( await ask() ).toBe( true );
			await bed.deliver();
			expect( receiver.received ).toHaveLength( before + 1 );
		}
	} );

	test( 'is a separate test each time, even in the same moment', async () => {
		const bed = await startWebhookBed();
		const now = bed.clock.now();
		await sendTest( bed.api.db, bed.endpoint, now );
		await sendTest( bed.api.db, bed.endpoint, now );
		bed.clock.pass( 1 );
		await bed.deliver();
		expect( bed.receiver.types ).toEqual( [
			'webhook.test',
			'webhook.test',
		] );
	} );
} );

describe( 'R45 an account whose triggers cannot be read', () => {
	test( 'delays neither the triggers nor the deliveries of other accounts', async () => {
		const bed = await startWebhookBed();
		const { api } = bed;
		const stores = [ bed.store ];
		for ( const name of [ 'two', 'three' ] ) {
			const store = await api.connect( {
				accountName: name,
				storeUrl: `https://${ name }.example.com`,
			} );
			stores.push( store );
			await createEndpoint(
				api.db,
				api.keys,
				store.accountId,
				{
					url: bed.receiver.url,
					description: '',
					types: [ 'order.submitted' ],
				},
				bed.clock.now()
			);
		}
		// The middle account has one before it and one after it in any order.
		const broken = stores
			.map( ( { accountId } ) => accountId )
			.toSorted()[ 1 ]!;
		await sql`
			create function refuse() returns trigger language plpgsql as $$ begin raise exception 'Broken'; end $$
		`.execute( api.db );
		await sql`
			create trigger refuse before update on webhook_cursors
			for each row when ( new.account_id = ${ sql.lit( broken ) } ) execute function refuse()
		`.execute( api.db );
		for ( const store of stores ) {
			await store.send( [ triggerRecord( 'order_submitted', '1', 1 ) ] );
		}
		await bed.deliver();
		expect( bed.receiver.types ).toEqual( [
			'order.submitted',
			'order.submitted',
		] );
		expect(
			bed.receiver.received.map( ( { data } ) => data.connection ).sort()
		).toEqual(
			stores
				.filter( ( { accountId } ) => accountId !== broken )
				.map( ( { credentials } ) => credentials.connection )
				.sort()
		);
		expect( bed.log.join( '' ) ).toContain( 'worker failed' );
	} );
} );

describe( 'R45 nothing remains of a delivery that is deleted', () => {
	test.for( [
		[
			'with its endpoint',
			( { api, clock, endpoint }: WebhookBed ) =>
				deleteEndpoint( api.db, endpoint, clock.now() ),
		],
		[
			'as too old',
			( { api, clock, endpoint }: WebhookBed ) =>
				pruneWebhooks(
					api.db,
					endpoint.accountId,
					new Date( clock.now().getTime() + HOUR_MS )
				),
		],
	] as const )(
		'%s, even if an attempt ends at the same time',
		async ( [ , remove ] ) => {
			const bed = await startWebhookBed();
			const { api } = bed;
			await publish( bed, 'one' );
			await bed.deliver();
			const removed = await api.db
				.transaction()
				.execute( async ( tx ) => {
					// Like settleRound(): first the delivery, then its attempt.
					await sql`
						update webhook_deliveries set attempts = 2 where account_id = ${ bed.store.accountId }
					`.execute( tx );
					await sql`
						insert into webhook_attempts
						select account_id, event_id, endpoint_id, 2, connection_id, started_at, duration_ms, status, error, answer
						from webhook_attempts where account_id = ${ bed.store.accountId }
					`.execute( tx );
					const removing = remove( bed );
					await untilBlocked( api.databaseUrl, '%webhook_%' );
					return { removing };
				} );
			await removed.removing;
			expect( await attemptsOf( bed ) ).toEqual( [] );
			expect( await deliveriesOf( bed ) ).toEqual( [] );
		}
	);
} );

test( 'the measured queue leaves out deliveries of disabled endpoints', async () => {
	const bed = await startWebhookBed();
	await bed.listen( bed.receiver.url );
	await publish( bed, 'one' );
	const due = async () =>
		( await measureQueue( bed.api.db, bed.clock.now() ) ).due;
	bed.clock.pass( 1 );
	expect( await due() ).toBe( 2 );
	await disableEndpoint( bed.api.db, bed.endpoint, bed.clock.now() );
	expect( await due() ).toBe( 1 );
} );
