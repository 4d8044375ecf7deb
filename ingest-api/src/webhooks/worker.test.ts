import { Webhook } from 'standardwebhooks';
import { describe, expect, onTestFinished, test } from 'vitest';
import { waitFor } from '../../../test/wait.ts';
import { openDatabase } from '../db/open.ts';
import { sendToEndpoint } from '../events/publish.ts';
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
	createEndpoint,
	deleteEndpoint,
	disableEndpoint,
	enableEndpoint,
} from './endpoints.ts';
import { replaySpan, sendAgain, sendTest } from './replay.ts';
import { OVERLAP_MS, rotateSecret } from './secrets.ts';
import { deliverDue, startWebhookWorker } from './worker.ts';

const ROOM = { healthy: 5, failing: 5, perAccount: 5, busy: [] };
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const noticesOf = ( { api }: WebhookBed ) =>
	api.db
		.selectFrom( 'webhook_notices' )
		.select( [ 'kind', 'endpoint_id' ] )
		.where( 'account_id', 'is not', null )
		.execute();

/** Lets time pass in steps, like a worker that looks again and again. */
async function letPass( bed: WebhookBed, ms: number, step = MINUTE ) {
	for ( let left = ms; left > 0; left -= step ) {
		bed.clock.pass( Math.min( step, left ) );
		await bed.deliver();
	}
}

describe( 'R45 a delivery', () => {
	test( 'is signed as Standard Webhooks defines, and its attempt is recorded', async () => {
		const bed = await startWebhookBed();
		bed.receiver.answer = ( _, response ) =>
			response.writeHead( 202 ).end( 'thanks' );
		await publish( bed, 'one' );
		await bed.deliver();
		const [ received ] = bed.receiver.received;
		const { body, headers } = received!;
		expect(
			new Webhook( bed.endpoint.secret ).verify(
				body,
				headers as Record< string, string >
			)
		).toEqual( JSON.parse( body ) );
		expect( headers ).toMatchObject( {
			'content-type': 'application/json',
			'webhook-id': expect.stringMatching( /^evt_[\w-]{32}$/ ),
		} );
		expect( await deliveriesOf( bed ) ).toMatchObject( [
			{ state: 'sent', attempts: 1, event_id: headers[ 'webhook-id' ] },
		] );
		expect( await attemptsOf( bed ) ).toMatchObject( [
			{ attempt: 1, status: 202, error: null, answer: 'thanks' },
		] );
		expect( bed.attempts ).toEqual( [ 'sent' ] );
	} );

	test( 'is made once, however often and however concurrently the event is published', async () => {
		const bed = await startWebhookBed();
		await Promise.all( numbered( 5 ).map( () => publish( bed, 'one' ) ) );
		await bed.deliver();
		await publish( bed, 'one' );
		await bed.deliver();
		expect( namesOf( bed.receiver ) ).toEqual( [ 'one' ] );
	} );

	test( 'is made for the endpoints that subscribe to it', async () => {
		const bed = await startWebhookBed( [ 'order.created' ] );
		const other = await Receiver.start();
		await bed.listen( other.url, [ 'order.created', 'automation.sent' ] );
		await publish( bed, 'one' );
		await bed.deliver();
		expect( bed.receiver.received ).toEqual( [] );
		expect( namesOf( other ) ).toEqual( [ 'one' ] );
	} );

	test( 'is not made if the transaction of the event is rolled back', async () => {
		const bed = await startWebhookBed();
		await bed.api.db
			.transaction()
			.execute( async ( tx ) => {
				await publish( { ...bed, api: { ...bed.api, db: tx } }, 'one' );
				throw new Error( 'Rolled back' );
			} )
			.catch( () => undefined );
		await bed.deliver();
		expect( bed.receiver.received ).toEqual( [] );
	} );

	test( 'goes once to a single endpoint if an automation names it', async () => {
		const bed = await startWebhookBed( [] );
		const other = await Receiver.start();
		await bed.listen( other.url );
		const send = () =>
			sendToEndpoint( bed.api.db, {
				...bed.endpoint,
				type: 'webhook.test',
				id: 'run:1',
				payload: { message: 'x' },
				at: bed.clock.now(),
			} );
		expect( [ await send(), await send() ] ).toEqual( [ true, true ] );
		await bed.deliver();
		expect( bed.receiver.types ).toEqual( [ 'webhook.test' ] );
		expect( other.received ).toEqual( [] );
		await disableEndpoint( bed.api.db, bed.endpoint, bed.clock.now() );
		expect( await send() ).toBe( false );
	} );

	test( 'is sent by only one of two workers that look at once', async () => {
		const bed = await startWebhookBed();
		const { db, close } = openDatabase( {
			as: 'owner',
			url: bed.api.databaseUrl,
			poolSize: 2,
		} );
		onTestFinished( close );
		const workers = [ bed.context, { ...bed.context, db } ].map(
			( context ) => startWebhookWorker( context )
		);
		const names = numbered( 60 );
		await publishAll( bed, names );
		await waitFor(
			() => bed.receiver.received.length >= names.length,
			'All that was published'
		);
		await Promise.all( workers.map( ( { stop } ) => stop() ) );
		expect( namesOf( bed.receiver ).sort() ).toEqual( names.sort() );
		expect(
			( await deliveriesOf( bed ) ).filter(
				( { state } ) => state !== 'sent'
			)
		).toEqual( [] );
	} );

	test( 'is sent by another worker within 20 seconds if one was killed', async () => {
		const bed = await startWebhookBed();
		await publish( bed, 'one' );
		// Claims, and never comes back, like a killed worker.
		expect(
			await claimEndpoints( bed.api.db, ROOM, bed.clock.now() )
		).toHaveLength( 1 );
		expect( await bed.deliver() ).toBe( 0 );
		expect( LEASE_MS ).toBeLessThan( 20 * SECOND );
		bed.clock.pass( LEASE_MS + 1 );
		await bed.deliver();
		expect( namesOf( bed.receiver ) ).toEqual( [ 'one' ] );
	} );

	test( 'is finished if it is under way when the worker stops, and the rest waits for no lease', async () => {
		const bed = await startWebhookBed();
		const held: ( () => void )[] = [];
		bed.receiver.answer = ( _, response ) =>
			held.push( () => response.writeHead( 200 ).end() );
		await publishAll( bed, [ 'one', 'two' ] );
		const { stop } = startWebhookWorker( bed.context );
		await waitFor( () => held.length === 1, 'The first request' );
		const stopped = stop();
		held[ 0 ]!();
		await stopped;
		expect( await deliveriesOf( bed ) ).toMatchObject( [
			{ state: 'sent' },
			{ state: 'waiting', attempts: 0 },
		] );
		bed.receiver.answerWith( 200 );
		await bed.deliver();
		expect( namesOf( bed.receiver ) ).toEqual( [ 'one', 'two' ] );
	} );

	test( 'waits for another of the same subject, though several are sent at once', async () => {
		const bed = await startWebhookBed();
		await publishAll( bed, numbered( 8 ) );
		await bed.deliver();
		const before = bed.receiver.received.length;
		for ( const name of numbered( 6, 'same' ) ) {
			await publish( bed, name, 'one order' );
		}
		bed.receiver.mostAtOnce = 0;
		await bed.deliver();
		expect( namesOf( bed.receiver ).slice( before ) ).toEqual(
			numbered( 6, 'same' )
		);
		expect( bed.receiver.mostAtOnce ).toBe( 1 );
	} );

	test( 'is not sent if no key can sign it', async () => {
		const bed = await startWebhookBed();
		await publish( bed, 'one' );
		await bed.api.db
			.updateTable( 'webhook_secrets' )
			.set( { value: 'v2.00000000.a.b.c' } )
			.where( 'account_id', '=', bed.endpoint.accountId )
			.execute();
		await bed.deliver();
		expect( bed.receiver.received ).toEqual( [] );
		expect( await attemptsOf( bed ) ).toMatchObject( [
			{ error: 'no_secret' },
		] );
	} );
} );

describe( 'R45 an endpoint that fails', () => {
	test( 'is tried for three days, less and less often, and then the delivery fails', async () => {
		const bed = await startWebhookBed();
		bed.receiver.answerWith( 500 );
		await publish( bed, 'one' );
		await bed.deliver();
		await letPass( bed, 3 * DAY + HOUR, 5 * MINUTE );
		expect( await deliveriesOf( bed ) ).toMatchObject( [
			{ state: 'failed', failure: 'gave_up' },
		] );
		const attempts = await attemptsOf( bed );
		expect( attempts.length ).toBeGreaterThan( 8 );
		expect( attempts.length ).toBeLessThan( 200 );
		const waited =
			attempts.at( -1 )!.started_at.getTime() -
			attempts[ 0 ]!.started_at.getTime();
		expect( waited ).toBeGreaterThan( 2.9 * DAY );
		expect( attempts.map( ( { status } ) => status ) ).toEqual(
			attempts.map( () => 500 )
		);
	}, 120_000 );

	test( 'for an hour gets everything from oldest to newest when it is back', async () => {
		const bed = await startWebhookBed();
		bed.receiver.answerWith( 503 );
		const names = numbered( 120 );
		for ( const name of names ) {
			await publish( bed, name );
			await letPass( bed, 30 * SECOND, 30 * SECOND );
		}
		const tried = bed.receiver.received.length;
		expect( tried ).toBeLessThan( 60 );
		bed.receiver.received.length = 0;
		bed.receiver.mostAtOnce = 0;
		bed.receiver.answerWith( 200 );
		await letPass( bed, 20 * MINUTE );
		const got = namesOf( bed.receiver );
		expect( got.toSorted() ).toEqual( names.toSorted() );
		// Some are under way at once, so one may overtake its neighbours.
		const misplaced = got.filter(
			( name, place ) => Math.abs( names.indexOf( name ) - place ) > 10
		);
		expect( misplaced ).toEqual( [] );
		expect( got.slice( 0, 64 ) ).toEqual( names.slice( 0, 64 ) );
		expect( bed.receiver.mostAtOnce ).toBeLessThanOrEqual( 10 );
		expect( await endpointOf( bed ) ).toMatchObject( {
			failing_since: null,
		} );
	}, 120_000 );

	test( 'for a long time also gets the deliveries that were tried often when it is back', async () => {
		const bed = await startWebhookBed();
		bed.receiver.answerWith( 500 );
		await publishAll( bed, [ '1', '2', '3' ] );
		await letPass( bed, 8 * HOUR, 5 * MINUTE );
		bed.receiver.answerWith( 200 );
		bed.receiver.received.length = 0;
		await letPass( bed, 20 * MINUTE );
		expect( namesOf( bed.receiver ).toSorted() ).toEqual( [
			'1',
			'2',
			'3',
		] );
	}, 120_000 );

	test( 'for several events only gets the others before those are tried again and again', async () => {
		const bed = await startWebhookBed();
		bed.receiver.answer = ( { data }, response ) =>
			response
				.writeHead( data.automation.name === 'good' ? 200 : 500 )
				.end();
		await publishAll( bed, [ ...numbered( 5, 'bad' ), 'good' ] );
		await bed.deliver();
		await letPass( bed, 4 * MINUTE, 5 * SECOND );
		expect( namesOf( bed.receiver ) ).toContain( 'good' );
	} );

	test( 'for one event only gets all the others', async () => {
		const bed = await startWebhookBed();
		bed.receiver.answer = ( { data }, response ) =>
			response
				.writeHead( data.automation.name === 'bad' ? 500 : 200 )
				.end();
		await publishAll( bed, [ 'bad', ...numbered( 20 ) ] );
		await bed.deliver();
		await letPass( bed, 10 * SECOND, SECOND );
		expect(
			( await deliveriesOf( bed ) ).filter(
				( { state } ) => state === 'waiting'
			)
		).toHaveLength( 1 );
		const bad = namesOf( bed.receiver ).filter(
			( name ) => name === 'bad'
		);
		expect( bad.length ).toBeLessThan( 4 );
	} );

	test( 'delays no other endpoint, nor does one that never responds', async () => {
		const bed = await startWebhookBed();
		const silent = await Receiver.start();
		silent.answer = () => undefined;
		for ( let n = 0; n < 5; n++ ) {
			await bed.listen( silent.url );
		}
		await publishAll( bed, numbered( 30 ) );
		const done = bed.deliver();
		await waitFor(
			() => bed.receiver.received.length === 30,
			'What is for the endpoint that answers'
		);
		// Nobody has given up on the silent ones yet.
		expect( bed.attempts ).not.toContain( 'failed' );
		silent.answerWith( 200 );
		await done;
	} );

	test( 'with 429 is left alone for as long as it asks', async () => {
		const bed = await startWebhookBed();
		bed.receiver.answerWith( 429, { 'retry-after': '1800' } );
		await publishAll( bed, [ 'one', 'two' ] );
		await bed.deliver();
		await letPass( bed, 29 * MINUTE );
		expect( namesOf( bed.receiver ) ).toEqual( [ 'one' ] );
		bed.receiver.answerWith( 200 );
		await letPass( bed, 2 * MINUTE );
		expect( namesOf( bed.receiver ) ).toEqual( [ 'one', 'two', 'one' ] );
		expect(
			( await deliveriesOf( bed ) ).map( ( { state } ) => state )
		).toEqual( [ 'sent', 'sent' ] );
	} );

	test( 'with 410 is switched off at once, and the account is notified', async () => {
		const bed = await startWebhookBed();
		bed.receiver.answerWith( 410 );
		await publishAll( bed, [ 'one', 'two' ] );
		await bed.deliver();
		await letPass( bed, HOUR );
		expect( namesOf( bed.receiver ) ).toEqual( [ 'one' ] );
		expect( await endpointOf( bed ) ).toMatchObject( {
			state: 'disabled',
			state_reason: 'gone',
		} );
		expect( await noticesOf( bed ) ).toMatchObject( [ { kind: 'gone' } ] );
		expect( await deliveriesOf( bed ) ).toMatchObject( [
			{ state: 'failed', failure: 'gone' },
			{ state: 'waiting' },
		] );
	} );

	test( 'for five days is switched off, and the account is notified once', async () => {
		const bed = await startWebhookBed();
		bed.receiver.answerWith( 500 );
		for ( let day = 0; day < 5; day++ ) {
			await publish( bed, `day ${ day }` );
			expect( await endpointOf( bed ) ).toMatchObject( {
				state: 'enabled',
			} );
			await letPass( bed, DAY, 20 * MINUTE );
		}
		await publish( bed, 'day 5' );
		await letPass( bed, DAY, HOUR );
		expect( await endpointOf( bed ) ).toMatchObject( {
			state: 'disabled',
			state_reason: 'failing',
		} );
		expect( await noticesOf( bed ) ).toMatchObject( [
			{ kind: 'failing' },
		] );
		// No more deliveries are stored for it.
		await publish( bed, 'later' );
		expect( await deliveriesOf( bed ) ).toHaveLength( 6 );
		bed.receiver.answerWith( 200 );
		bed.receiver.received.length = 0;
		await enableEndpoint( bed.api.db, bed.endpoint, bed.clock.now() );
		await letPass( bed, MINUTE );
		expect( namesOf( bed.receiver ) ).toEqual( [ 'day 4', 'day 5' ] );
	}, 120_000 );

	test( 'with a redirect gets nothing sent to the target of the redirect', async () => {
		const bed = await startWebhookBed();
		const inside = await Receiver.start();
		bed.receiver.answerWith( 307, { location: inside.url } );
		await publish( bed, 'one' );
		await bed.deliver();
		await letPass( bed, 10 * SECOND, SECOND );
		expect( inside.received ).toEqual( [] );
		expect( ( await attemptsOf( bed ) )[ 0 ] ).toMatchObject( {
			status: 307,
		} );
	} );

	test( 'is sent nothing once its name resolves to an internal address', async () => {
		const bed = await startWebhookBed();
		const answers = [ [ '127.0.0.1' ], [ '10.0.0.1' ] ];
		const context = {
			...bed.context,
			http: {
				...bed.context.http,
				lookup: async () => answers.shift() ?? [ '169.254.169.254' ],
			},
		};
		const worker = { ...bed, context };
		await publish( worker, 'one' );
		await deliverDue( context );
		await publish( worker, 'two' );
		await deliverDue( context );
		expect( namesOf( bed.receiver ) ).toEqual( [ 'one' ] );
		expect( ( await attemptsOf( bed ) )[ 1 ] ).toMatchObject( {
			error: 'internal_address',
		} );
	} );

	test( 'by never ending its response is judged by its status, and the first bytes of the body are stored', async () => {
		const bed = await startWebhookBed();
		bed.receiver.answer = ( _, response ) => {
			response.writeHead( 200 );
			response.write( 'é\u0000'.repeat( 3_000_000 ) );
		};
		await publish( bed, 'one' );
		await bed.deliver();
		expect( await deliveriesOf( bed ) ).toMatchObject( [
			{ state: 'sent' },
		] );
		const [ attempt ] = await attemptsOf( bed );
		expect( Buffer.byteLength( attempt!.answer ) ).toBeLessThan( 2_100 );
		expect( attempt!.answer ).toMatch( /^é\uFFFDé/ );
	} );
} );

describe( 'R45 people’s actions', () => {
	test( 'a rotated secret signs beside the new one for a day', async () => {
		const bed = await startWebhookBed();
		const fresh = await rotateSecret(
			bed.api.db,
			bed.api.keys,
			bed.endpoint,
			bed.clock.now()
		);
		const verify = ( secret: string ) => {
			const { body, headers } = bed.receiver.received.at( -1 )!;
			// The library uses the real clock.
			const header = { ...headers } as Record< string, string >;
			try {
				new Webhook( secret ).verify( body, header );
				return true;
			} catch {
				return false;
			}
		};
		await publish( bed, 'one' );
		await bed.deliver();
		expect( [ verify( bed.endpoint.secret ), verify( fresh! ) ] ).toEqual( [
			true,
			true,
		] );
		await bed.api.db
			.updateTable( 'webhook_secrets' )
			.set( {
				expires_at: new Date( bed.clock.now().getTime() - 1 ),
			} )
			.where( 'account_id', '=', bed.endpoint.accountId )
			.where( 'expires_at', 'is not', null )
			.execute();
		await publish( bed, 'two' );
		await bed.deliver();
		expect( [ verify( bed.endpoint.secret ), verify( fresh! ) ] ).toEqual( [
			false,
			true,
		] );
		expect( OVERLAP_MS ).toBe( DAY );
	} );

	test( 'sending again sends the same event once more, even one that was delivered', async () => {
		const bed = await startWebhookBed();
		await publish( bed, 'one' );
		await bed.deliver();
		const [ delivery ] = await deliveriesOf( bed );
		expect(
			await sendAgain(
				bed.api.db,
				bed.endpoint,
				delivery!.event_id,
				bed.clock.now()
			)
		).toBe( true );
		await bed.deliver();
		const [ first, second ] = bed.receiver.received;
		expect( second!.body ).toBe( first!.body );
		expect( second!.headers[ 'webhook-id' ] ).toBe(
			first!.headers[ 'webhook-id' ]
		);
		expect( await attemptsOf( bed ) ).toMatchObject( [
			{ attempt: 1 },
			{ attempt: 2 },
		] );
		expect(
			await sendAgain(
				bed.api.db,
				{ ...bed.endpoint, accountId: 'acc_another' },
				delivery!.event_id,
				bed.clock.now()
			)
		).toBe( false );
	} );

	test( 'replaying a span sends its failed deliveries or all of them, from oldest to newest', async () => {
		const bed = await startWebhookBed();
		const fails = new Set( [ '2', '4', '5' ] );
		bed.receiver.answer = ( { data }, response ) =>
			response
				.writeHead( fails.has( data.automation.name ) ? 400 : 200 )
				.end();
		const from = bed.clock.now();
		for ( const name of numbered( 5 ) ) {
			await publish( bed, name );
			bed.clock.pass( MINUTE );
		}
		const to = bed.clock.now();
		bed.clock.pass( SECOND );
		await publish( bed, 'later' );
		await bed.deliver();
		await letPass( bed, 3 * DAY + HOUR, 10 * MINUTE );
		bed.receiver.answerWith( 200 );
		bed.receiver.received.length = 0;
		const replay = ( states: ( 'sent' | 'failed' )[] ) =>
			replaySpan(
				bed.api.db,
				bed.endpoint,
				{ from, to, states },
				bed.clock.now()
			);
		expect( await replay( [ 'failed' ] ) ).toBe( 3 );
		await letPass( bed, HOUR );
		expect( namesOf( bed.receiver ) ).toEqual( [ '2', '4', '5' ] );
		bed.receiver.received.length = 0;
		expect( await replay( [ 'sent', 'failed' ] ) ).toBe( 5 );
		await bed.deliver();
		expect( namesOf( bed.receiver ) ).toEqual( numbered( 5 ) );
	}, 120_000 );

	test( 'a test is sent to an endpoint that is on', async () => {
		const bed = await startWebhookBed( [] );
		expect(
			await sendTest( bed.api.db, bed.endpoint, bed.clock.now() )
		).toBe( true );
		await bed.deliver();
		expect( bed.receiver.types ).toEqual( [ 'webhook.test' ] );
	} );

	test( 'a disabled endpoint is sent nothing, and gets the waiting deliveries once it is enabled', async () => {
		const bed = await startWebhookBed();
		await publish( bed, 'before' );
		await disableEndpoint( bed.api.db, bed.endpoint, bed.clock.now() );
		await publish( bed, 'meanwhile' );
		await bed.deliver();
		expect( bed.receiver.received ).toEqual( [] );
		expect( await noticesOf( bed ) ).toEqual( [] );
		await enableEndpoint( bed.api.db, bed.endpoint, bed.clock.now() );
		await publish( bed, 'after' );
		await bed.deliver();
		expect( namesOf( bed.receiver ) ).toEqual( [ 'before', 'after' ] );
	} );

	test( 'a deleted endpoint leaves no rows behind', async () => {
		const bed = await startWebhookBed();
		const other = await Receiver.start();
		await bed.listen( other.url );
		await publish( bed, 'one' );
		await bed.deliver();
		await deleteEndpoint( bed.api.db, bed.endpoint, bed.clock.now() );
		const left = await deliveriesOf( bed );
		expect( left ).toHaveLength( 1 );
		expect( left[ 0 ]!.endpoint_id ).not.toBe( bed.endpoint.endpointId );
		expect( await attemptsOf( bed ) ).toHaveLength( 1 );
		expect(
			await bed.api.db
				.selectFrom( 'webhook_secrets' )
				.select( 'endpoint_id' )
				.where( 'account_id', 'is not', null )
				.execute()
		).toHaveLength( 1 );
	} );
} );

describe( 'R45 several accounts', () => {
	test( 'are served in turn: one with a long backlog delays no other', async () => {
		const bed = await startWebhookBed();
		const stranger = await bed.api.connect( {
			accountName: 'Two',
			storeUrl: 'https://two.example.com',
		} );
		const other = await Receiver.start();
		const theirs: WebhookBed = { ...bed, store: stranger };
		await createEndpoint(
			bed.api.db,
			bed.api.keys,
			stranger.accountId,
			{
				url: other.url,
				description: '',
				types: [ 'automation.sent' ],
			},
			bed.clock.now()
		);
		await publishAll( bed, numbered( 300 ) );
		await publish( theirs, 'theirs' );
		const done = bed.deliver();
		await waitFor( () => other.received.length === 1, 'The other one' );
		expect( bed.receiver.received.length ).toBeLessThan( 300 );
		await done;
		expect( namesOf( other ) ).toEqual( [ 'theirs' ] );
		expect( namesOf( bed.receiver ) ).not.toContain( 'theirs' );
	} );
} );
