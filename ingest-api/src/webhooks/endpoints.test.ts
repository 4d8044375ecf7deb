import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { WEBHOOK_LIMITS } from '@ivorey/shared';
import { keyringOf } from '../connections/keyring.ts';
import { forgetKey, rotateKey } from '../connections/rotate-key.ts';
import { emailHash } from '../accounts/email-hash.ts';
import { eraseByOwner } from '../erasure/erase-by-owner.ts';
import { orderRecord } from '../testing/records.ts';
import { makePerson } from '../testing/people.ts';
import { searchDatabase } from '../testing/search-database.ts';
import { Receiver, startWebhookBed } from '../testing/webhooks.ts';
import { sendNotices } from '../workers/notices.ts';
import type { Mail } from '../ops/mailer.ts';
import { checkUrl } from './check-url.ts';
import { createEndpoint } from './endpoints.ts';
import { pruneWebhooks } from './prune.ts';
import { replaySpan, sendAgain, sendTest } from './replay.ts';
import { signingSecrets } from './secrets.ts';

const DAY_MS = 24 * 60 * 60_000;

describe( 'R45 checkUrl', () => {
	const check = ( url: string, addresses: string[], allowLocal = false ) =>
		checkUrl( url, { allowLocal, lookup: async () => addresses } );
	const PUBLIC = [ '93.184.215.14' ];

	test( 'accepts an address on the internet, and returns it normalized', async () => {
		expect( await check( ' https://Example.com#top ', PUBLIC ) ).toEqual( {
			kind: 'right',
			url: 'https://example.com/',
		} );
	} );

	test.for( [
		[ 'example.com/hooks', PUBLIC, /full address/ ],
		[ 'ftp://example.com', PUBLIC, /full address/ ],
		[ 'http://example.com', PUBLIC, /https/ ],
		[ 'https://ada:pw@example.com', PUBLIC, /password/ ],
		[
			`https://example.com/${ 'x'.repeat( 3_000 ) }`,
			PUBLIC,
			/characters/,
		],
		[ 'https://example.com', [ '192.168.0.9' ], /private network/ ],
		[ 'https://localhost', [ '127.0.0.1' ], /private network/ ],
		[ 'https://10.1.2.3/', [], /private network/ ],
		[ 'https://example.con', [], /server named example\.con/ ],
	] as const )(
		'explains what is wrong with %s',
		async ( [ url, addresses, message ] ) => {
			expect( await check( url, [ ...addresses ] ) ).toMatchObject( {
				kind: 'wrong',
				message: expect.stringMatching( message ),
			} );
		}
	);

	test( 'accepts this machine for development', async () => {
		expect(
			await check( 'http://localhost:3000/', [ '127.0.0.1' ], true )
		).toMatchObject( { kind: 'right' } );
	} );
} );

describe( 'R45 an endpoint', () => {
	test( 'has a secret that is not in the database in clear text and works for no other endpoint', async () => {
		const bed = await startWebhookBed();
		const { api, endpoint } = bed;
		const second = await bed.listen( bed.receiver.url );
		expect(
			await searchDatabase( api.db, [ endpoint.secret.slice( 6 ) ] )
		).toEqual( [] );
		await sql`
			update webhook_secrets s set value = o.value from webhook_secrets o
			where s.account_id = ${ endpoint.accountId } and o.account_id = s.account_id
				and s.endpoint_id = ${ second.endpointId } and o.endpoint_id = ${ endpoint.endpointId }
		`.execute( api.db );
		const secrets = ( key: typeof endpoint ) =>
			signingSecrets( api.db, api.keys, key, new Date() );
		expect( await secrets( endpoint ) ).toEqual( [ endpoint.secret ] );
		expect( await secrets( second ) ).toEqual( [] );
	} );

	test( 'counts towards a limit per account', async () => {
		const bed = await startWebhookBed();
		for ( let n = 1; n < WEBHOOK_LIMITS.endpoints; n++ ) {
			expect( await bed.listen( bed.receiver.url ) ).not.toBeNull();
		}
		expect(
			await createEndpoint(
				bed.api.db,
				bed.api.keys,
				bed.store.accountId,
				{ url: bed.receiver.url, description: '', types: [] },
				new Date()
			)
		).toBeNull();
	} );

	test( 'keeps its secret when the encryption key is replaced', async () => {
		const { api, endpoint } = await startWebhookBed();
		const keys = keyringOf( randomBytes( 32 ), api.encryptionKey );
		expect( await rotateKey( api.db, keys ) ).toEqual( {
			resealed: 2,
			left: 0,
		} );
		expect(
			await signingSecrets(
				api.db,
				keyringOf( keys.current.key ),
				endpoint,
				new Date()
			)
		).toEqual( [ endpoint.secret ] );
	} );

	test( 'is switched off when the encryption key is lost', async () => {
		const { api } = await startWebhookBed();
		const keys = keyringOf( randomBytes( 32 ) );
		expect(
			await forgetKey( api.db, keys, api.keys.current.id, new Date() )
		).toBe( 2 );
		expect(
			await api.db
				.selectFrom( 'webhook_endpoints' )
				.select( [ 'state', 'state_reason' ] )
				.where( 'account_id', 'is not', null )
				.execute()
		).toEqual( [ { state: 'disabled', state_reason: 'secret_lost' } ] );
	} );

	test( 'is reported once by e-mail to the account’s owners when it is switched off', async () => {
		const bed = await startWebhookBed();
		const { api, context } = bed;
		const { email } = await makePerson( api.db );
		await api.db
			.updateTable( 'account_people' )
			.set( { account_id: bed.store.accountId } )
			.execute();
		bed.receiver.answerWith( 410 );
		await sendTest( api.db, bed.endpoint, new Date() );
		await bed.deliver();
		const mails: Mail[] = [];
		const notices = {
			...context,
			mailer: {
				send: async ( mail: Mail ) => void mails.push( mail ),
				close: () => undefined,
			},
			consoleUrl: () => 'https://app.example.com',
		};
		expect( await sendNotices( notices ) ).toBe( 1 );
		expect( await sendNotices( notices ) ).toBe( 0 );
		expect( mails ).toMatchObject( [
			{
				to: [ email ],
				subject: `Ivorey switched off the webhook to ${ new URL( bed.receiver.url ).host }`,
				text: expect.stringContaining(
					`https://app.example.com/settings/webhooks/${ bed.endpoint.endpointId }`
				),
			},
		] );
		expect( mails[ 0 ]!.text ).toContain( '410' );
	} );
} );

describe( 'R45 the stored events', () => {
	const now = () => new Date().toISOString();
	const order = ( id: string, email: string ) =>
		orderRecord( id, 1, {
			date_created: now(),
			billing_email: email,
			customer_note: `Note of ${ email }`,
			billing: {
				...orderRecord( id, 1 ).data.billing,
				first_name: email.split( '@' )[ 0 ]!,
			},
		} );

	test( 'hold nothing about an erased person, and their waiting deliveries are not sent', async () => {
		const bed = await startWebhookBed( [
			'order.created',
			'contact.created',
		] );
		const { api, receiver, store } = bed;
		// Receivers may repeat what they received.
		receiver.answer = ( { body }, response ) =>
			response.writeHead( 500 ).end( body );
		await store.send( [
			order( '1', 'zuleika@example.com' ),
			order( '2', 'other@example.com' ),
		] );
		await bed.deliver();
		bed.clock.pass( 60_000 );
		await bed.deliver();
		await eraseByOwner( api.db, {
			accountId: store.accountId,
			email: 'zuleika@example.com',
			requestedBy: 'console',
			now: new Date(),
		} );
		expect( await searchDatabase( api.db, [ 'zuleika' ] ) ).toEqual( [] );
		expect(
			(
				await searchDatabase( api.db, [
					emailHash( 'zuleika@example.com' ),
				] )
			).map( ( row ) => row.split( ':' )[ 0 ] )
		).toEqual( [ 'erasures' ] );
		const rows = await api.db
			.selectFrom( 'webhook_deliveries as d' )
			.innerJoin( 'webhook_events as e', ( join ) =>
				join
					.onRef( 'e.account_id', '=', 'd.account_id' )
					.onRef( 'e.event_id', '=', 'd.event_id' )
			)
			.select( [ 'd.state', 'd.failure', 'd.event_id', 'e.body' ] )
			.where( 'd.account_id', '=', store.accountId )
			.orderBy( 'd.created_at' )
			.execute();
		const erased = rows.filter( ( { body } ) => body === null );
		expect( erased ).toMatchObject( [
			{ state: 'failed', failure: 'erased' },
			{ state: 'failed', failure: 'erased' },
		] );
		expect( rows ).toHaveLength( 4 );
		receiver.answerWith( 200 );
		receiver.received.length = 0;
		expect(
			await sendAgain(
				api.db,
				bed.endpoint,
				erased[ 0 ]!.event_id,
				new Date()
			)
		).toBe( false );
		await replaySpan(
			api.db,
			bed.endpoint,
			{
				from: new Date( 0 ),
				to: new Date(),
				states: [ 'sent', 'failed' ],
			},
			bed.clock.now()
		);
		bed.clock.pass( 10 * 60_000 );
		await bed.deliver();
		expect( receiver.received ).toHaveLength( 2 );
		expect( JSON.stringify( receiver.received ) ).not.toContain(
			'zuleika'
		);
	} );

	test( 'are deleted once they are old, with their deliveries and attempts', async () => {
		const bed = await startWebhookBed();
		const { api, endpoint } = bed;
		const second = await Receiver.start();
		await bed.listen( second.url );
		await sendTest(
			api.db,
			endpoint,
			new Date( Date.now() - 31 * DAY_MS )
		);
		await sendTest( api.db, endpoint, new Date() );
		await bed.deliver();
		expect(
			await pruneWebhooks(
				api.db,
				endpoint.accountId,
				new Date( Date.now() - 30 * DAY_MS )
			)
		).toBe( 1 );
		for ( const table of [
			'webhook_events',
			'webhook_deliveries',
			'webhook_attempts',
		] as const ) {
			expect(
				await api.db
					.selectFrom( table )
					.select( 'event_id' )
					.where( 'account_id', '=', endpoint.accountId )
					.execute(),
				table
			).toHaveLength( 1 );
		}
	} );
} );
