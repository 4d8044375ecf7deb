import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/api.ts';
import { beginEpoch } from '../connections/epochs.ts';
import { untilBlocked } from '../testing/locks.ts';
import {
	orderRecord,
	paymentRecord,
	triggerRecord,
} from '../testing/records.ts';
import { problemOf, type TestStore } from '../testing/store.ts';
import {
	createAccountToken,
	findToken,
	revokeAccountToken,
} from '../accounts/api-tokens.ts';
import { triggerFeedSchema, type TriggerFeed } from './feed-schema.ts';
import { inMessages } from '../db/in-messages.ts';
import { writeTriggers } from './write-triggers.ts';

type Read = ( query?: string ) => Promise< TriggerFeed >;

async function readerOf( api: TestApi, accountId: string ): Promise< Read > {
	const { token } = await createAccountToken( api.db, accountId, new Date() );
	return async ( query = '' ) => {
		const answer = await fetch( `${ api.url }/v1/triggers${ query }`, {
			headers: { authorization: `Bearer ${ token }` },
		} );
		const text = await answer.text();
		expect( answer.status, text ).toBe( 200 );
		return triggerFeedSchema.parse( JSON.parse( text ) );
	};
}

async function connected(): Promise< {
	api: TestApi;
	store: TestStore;
	read: Read;
} > {
	const api = await startTestApi( {
		RATE_LIMIT_CONNECTION_PER_MINUTE: '100000',
	} );
	const store = await api.connect( { accountName: 'One' } );
	return { api, store, read: await readerOf( api, store.accountId ) };
}

function idsOf( { triggers }: TriggerFeed ): string[] {
	return triggers.map( ( { id } ) => id.split( ':' ).slice( 1 ).join( ':' ) );
}

describe( 'a restore of the database', () => {
	test( 'is reported to the stores, and to a reader who would otherwise miss the events that reuse its numbers', async () => {
		const { api, store, read } = await connected();
		await store.send( [
			triggerRecord( 'order_submitted', '1', 1 ),
			triggerRecord( 'order_submitted', '2', 1 ),
		] );
		const { next } = await read();
		const epochBefore = JSON.parse( ( await store.ask() ).text ).epoch;

		// As after a restore: the second event is gone, and another one gets its number.
		await api.db
			.deleteFrom( 'trigger_events' )
			.where( 'account_id', '=', store.accountId )
			.where( 'order_id', '=', '2' )
			.execute();
		await api.db
			.updateTable( 'trigger_cursors' )
			.set( { last_cursor: '1' } )
			.where( 'account_id', '=', store.accountId )
			.execute();
		await beginEpoch( api.db, new Date() );
		await store.send( [ triggerRecord( 'order_submitted', '3', 1 ) ] );

		const { token } = await createAccountToken(
			api.db,
			store.accountId,
			new Date()
		);
		const answer = await fetch(
			`${ api.url }/v1/triggers?after=${ next }`,
			{
				headers: { authorization: `Bearer ${ token }` },
			}
		);
		expect( answer.status ).toBe( 410 );
		expect( await answer.json() ).toMatchObject( {
			type: 'urn:ivorey:problem:cursor-gone',
		} );
		const again = await read( '?limit=1' );
		const rest = await read( `?after=${ again.next }` );
		expect( [ ...idsOf( again ), ...idsOf( rest ) ] ).toEqual( [
			'order_submitted:1',
			'order_submitted:3',
		] );
		expect(
			await read( `?after=${ rest.triggers[ 0 ]!.cursor }` )
		).toEqual( { triggers: [], next: rest.next } );
		expect( JSON.parse( ( await store.ask() ).text ).epoch ).not.toBe(
			epochBefore
		);
	} );

	test( 'invalidates the cursors since an earlier restore, too', async () => {
		const { api, store, read } = await connected();
		await store.send( [ triggerRecord( 'order_submitted', '1', 1 ) ] );
		await beginEpoch( api.db, new Date() );
		const { next } = await read();
		expect( next ).toMatch( /^[0-9a-f]{12}\.1$/ );
		await beginEpoch( api.db, new Date() );
		await expect( read( `?after=${ next }` ) ).rejects.toThrow( /410/ );
	} );
} );

describe( 'R9 an order id that a restored store hands out again', () => {
	const [ ADA, BOB ] = [ 'a'.repeat( 16 ), 'b'.repeat( 16 ) ];
	const orderOf = (
		name: string,
		version: number,
		dateCreated = '2026-01-31T08:15:00Z'
	) =>
		orderRecord( '100', version, {
			billing_email: `${ name }@example.com`,
			date_created: dateCreated,
		} );
	const firedBy = ( hash: string | undefined, version = 1 ) =>
		triggerRecord( 'order_submitted', '100', version, {
			...( hash === undefined ? {} : { order_key_hash: hash } ),
		} );

	test( 'fires once for the new order too, and the old event does not show the new buyer', async () => {
		const { store, read } = await connected();
		await store.send( [ orderOf( 'ada', 1 ), firedBy( ADA ) ] );
		const receipt = await store.send( [
			orderOf( 'bob', 2 ),
			firedBy( BOB ),
		] );
		expect( receipt.outcomes.map( ( { outcome } ) => outcome ) ).toEqual( [
			'applied',
			'applied',
		] );
		for ( const hash of [ ADA, BOB ] ) {
			const again = await store.send( [ firedBy( hash, 5 ) ] );
			expect( again.outcomes[ 0 ]!.outcome ).toBe( 'stale' );
		}
		const feed = await read();
		expect( idsOf( feed ) ).toEqual( [
			`order_submitted:100:${ ADA }`,
			`order_submitted:100:${ BOB }`,
		] );
		expect(
			feed.triggers.map( ( { order } ) => order?.billing_email )
		).toEqual( [ undefined, 'bob@example.com' ] );
	} );

	test( 'counts as the same order if one side does not send its key', async () => {
		const { store, read } = await connected();
		for ( const [ first, second ] of [
			[ undefined, ADA ],
			[ undefined, undefined ],
		] ) {
			await store.send( [ firedBy( first ) ] );
			const again = await store.send( [ firedBy( second, 2 ) ] );
			expect( again.outcomes[ 0 ]!.outcome ).toBe( 'stale' );
		}
		expect( idsOf( await read() ) ).toEqual( [ 'order_submitted:100' ] );

		const other = { order_key_hash: ADA };
		await store.send( [
			triggerRecord( 'order_submitted', '101', 1, other ),
		] );
		const untold = await store.send( [
			triggerRecord( 'order_submitted', '101', 2 ),
		] );
		expect( untold.outcomes[ 0 ]!.outcome ).toBe( 'stale' );

		await store.send( [
			orderOf( 'ada', 1 ),
			orderRecord( '101', 1 ),
			triggerRecord( 'payment_received', '100', 1, other ),
			triggerRecord( 'payment_received', '101', 1 ),
		] );
		const { triggers } = await read();
		expect( triggers.map( ( { order } ) => order?.number ) ).toEqual( [
			'100',
			'101',
			'100',
			'101',
		] );
	} );

	test( 'gets the record of the new order, though its versions start over; an older record of the same order is refused', async () => {
		const { api, store } = await connected();
		await store.send( [ orderOf( 'ada', 9 ) ] );
		const tomorrow = new Date( Date.now() + 86_400_000 );
		const created = tomorrow.toISOString().replace( /\.\d+/, '' );
		const outcomes: string[] = [];
		for ( const record of [
			orderOf( 'bob', 5, created ),
			orderOf( 'bobs-older', 4, created ),
			orderOf( 'ada', 4 ),
		] ) {
			const receipt = await store.send( [ record ] );
			outcomes.push( receipt.outcomes[ 0 ]!.outcome );
		}
		expect( outcomes ).toEqual( [ 'applied', 'stale', 'stale' ] );
		expect(
			await api.db
				.selectFrom( 'orders' )
				.select( [ 'billing_email', 'version' ] )
				.where( 'account_id', '=', store.accountId )
				.execute()
		).toEqual( [ { billing_email: 'bob@example.com', version: '5' } ] );
		// The stale records created no contact, and the former buyer did not become the new one.
		expect(
			await api.db
				.selectFrom( 'contacts' )
				.select( 'email' )
				.where( 'account_id', '=', store.accountId )
				.orderBy( 'email' )
				.execute()
		).toEqual( [
			{ email: 'ada@example.com' },
			{ email: 'bob@example.com' },
		] );
	} );
} );

describe( 'R9 R10 a trigger fires once', () => {
	test( 'with its order in the same batch; the feed returns both', async () => {
		const { store, read } = await connected();
		const receipt = await store.send( [
			triggerRecord( 'payment_received', '1', 1, {
				occurred_at: '2026-01-31T08:16:00Z',
			} ),
			triggerRecord( 'order_submitted', '1', 1, {
				occurred_at: '2026-01-31T08:15:00Z',
			} ),
			orderRecord( '1', 1, { number: 'A-1' } ),
		] );
		expect( receipt.outcomes.map( ( { outcome } ) => outcome ) ).toEqual( [
			'applied',
			'applied',
			'applied',
		] );
		const feed = await read();
		expect( idsOf( feed ) ).toEqual( [
			'order_submitted:1',
			'payment_received:1',
		] );
		expect( feed.triggers[ 0 ] ).toEqual( {
			id: `${ store.connectionId }:order_submitted:1`,
			cursor: '1',
			connection: store.credentials.connection,
			store_url: store.storeUrl,
			type: 'order_submitted',
			order_id: '1',
			occurred_at: '2026-01-31T08:15:00.000Z',
			order: {
				number: 'A-1',
				status: 'Pending',
				woocommerce_status: 'processing',
				subtype: 'WooCommerce',
				currency: 'EUR',
				total: '28.56',
				total_refunded: '0.00',
				date_created: '2026-01-31T08:15:00.000Z',
				date_paid: '2026-01-31T08:16:00.000Z',
				payment_method: 'card',
				payment_method_title: 'Credit card',
				billing_email: 'ada@example.com',
				contact_id: expect.any( String ),
			},
		} );
		expect( feed.next ).toBe( '2' );
	} );

	test( 'in whatever batch, version or order of arrival it is repeated', async () => {
		const { api, store, read } = await connected();
		const first = [
			orderRecord( '1', 1 ),
			triggerRecord( 'order_submitted', '1', 5 ),
		];
		await store.send( first );
		await store.send( first );
		for ( const version of [ 1, 5, 9 ] ) {
			const { outcomes } = await store.send( [
				triggerRecord( 'order_submitted', '1', version, {
					occurred_at: `2026-02-0${ version }T00:00:00Z`,
				} ),
				orderRecord( '1', version + 1 ),
			] );
			expect( outcomes[ 0 ] ).toMatchObject( { outcome: 'stale' } );
		}
		const twice = await store.send( [
			triggerRecord( 'payment_received', '1', 1 ),
			triggerRecord( 'payment_received', '1', 2 ),
		] );
		expect( twice.outcomes.map( ( { outcome } ) => outcome ) ).toEqual( [
			'stale',
			'applied',
		] );
		expect( idsOf( await read() ) ).toEqual( [
			'order_submitted:1',
			'payment_received:1',
		] );
		// A repeat used up no number.
		expect(
			await api.db
				.selectFrom( 'trigger_cursors' )
				.select( 'last_cursor' )
				.execute()
		).toEqual( [ { last_cursor: '2' } ] );
	} );

	test( 'when it is sent several times at once', async () => {
		const { store, read } = await connected();
		await store.ask();
		const answers = await Promise.all(
			Array.from( { length: 4 }, ( _, version ) =>
				store.post( [
					orderRecord( '1', version + 1 ),
					triggerRecord( 'order_submitted', '1', version + 1 ),
				] )
			)
		);
		expect( answers.map( ( { status } ) => status ) ).toEqual( [
			200, 200, 200, 200,
		] );
		expect( idsOf( await read() ) ).toEqual( [ 'order_submitted:1' ] );
	} );

	test( 'R11 and never without its own record: orders and payments alone fire nothing', async () => {
		const { store, read } = await connected();
		await store.send( [ orderRecord( '1', 1 ), paymentRecord( '1', 1 ) ] );
		expect( await read() ).toEqual( { triggers: [], next: '0' } );
	} );

	test( 'also if its order is unknown; the feed returns the order once it has arrived', async () => {
		const { store, read } = await connected();
		await store.send( [ triggerRecord( 'payment_received', '7', 1 ) ] );
		expect( ( await read() ).triggers ).toMatchObject( [
			{ order_id: '7', order: null },
		] );
		await store.send( [ orderRecord( '7', 1, { status: 'completed' } ) ] );
		expect( ( await read() ).triggers ).toMatchObject( [
			{ order_id: '7', order: { status: 'Completed' } },
		] );
	} );

	test( 'or not at all: if the batch fails, nothing of it is stored', async () => {
		const { api, store, read } = await connected();
		await store.ask();
		await sql`alter table batches add check ( receipt is null )`.execute(
			api.db
		);
		const records = [
			orderRecord( '1', 1 ),
			triggerRecord( 'order_submitted', '1', 1 ),
		];
		expect( ( await store.post( records ) ).status ).toBe( 500 );
		expect( ( await read() ).triggers ).toEqual( [] );
		await sql`alter table batches drop constraint batches_receipt_check`.execute(
			api.db
		);
		await store.send( records );
		expect( ( await read() ).triggers ).toMatchObject( [
			{ cursor: '1' },
		] );
	} );

	test( 'for each order of two stores that have the same IDs, and the feed returns each with its own order', async () => {
		const { api, store, read } = await connected();
		const other = await api.connect( {
			accountName: 'One',
			storeUrl: 'https://two.example.com',
		} );
		for ( const each of [ store, other ] ) {
			for ( const id of [ '1', '2' ] ) {
				const { host } = new URL( each.storeUrl );
				await each.send( [
					orderRecord( id, 1, {
						billing_email: `buyer${ id }@${ host }`,
					} ),
					triggerRecord( 'order_submitted', id, 1, {
						// Every order has its own key.
						order_key_hash: createHash( 'sha256' )
							.update( host + id )
							.digest( 'hex' )
							.slice( 0, 16 ),
					} ),
				] );
			}
		}
		const { triggers } = await read();
		expect(
			triggers.map( ( { store_url: url, order } ) => [
				url,
				order?.billing_email,
			] )
		).toEqual( [
			[ 'https://shop.example.com', 'buyer1@shop.example.com' ],
			[ 'https://shop.example.com', 'buyer2@shop.example.com' ],
			[ 'https://two.example.com', 'buyer1@two.example.com' ],
			[ 'https://two.example.com', 'buyer2@two.example.com' ],
		] );
		expect( new Set( triggers.map( ( { id } ) => id ) ).size ).toBe( 4 );
	} );

	test( 'in the order of occurrence, and submitted before paid', async () => {
		const { store, read } = await connected();
		const at = ( second: number ) => ( {
			occurred_at: `2026-01-31T08:15:0${ second }Z`,
		} );
		await store.send( [
			triggerRecord( 'payment_received', '1', 1, at( 5 ) ),
			triggerRecord( 'order_submitted', '1', 1, at( 5 ) ),
			triggerRecord( 'order_submitted', '2', 1, at( 4 ) ),
		] );
		expect( idsOf( await read() ) ).toEqual( [
			'order_submitted:2',
			'order_submitted:1',
			'payment_received:1',
		] );
	} );

	test( 'R25 is refused if it was never switched on', async () => {
		const { api, store, read } = await connected();
		const { settings } = await api.db
			.selectFrom( 'connections' )
			.select( 'settings' )
			.executeTakeFirstOrThrow();
		await api.db
			.updateTable( 'connections' )
			.set( {
				settings: JSON.stringify( {
					...settings,
					sync: {
						...settings.sync,
						payment_received_triggers: false,
					},
				} ),
			} )
			.execute();
		const { outcomes } = await store.send( [
			triggerRecord( 'payment_received', '1', 1 ),
			triggerRecord( 'order_submitted', '1', 1 ),
		] );
		expect( outcomes ).toMatchObject( [
			{ outcome: 'excluded', reason: 'element_off' },
			{ outcome: 'applied' },
		] );
		expect( idsOf( await read() ) ).toEqual( [ 'order_submitted:1' ] );
	} );
} );

describe( 'the feed', () => {
	test( 'resumes after a cursor, page by page, and ends with the same cursor', async () => {
		const { store, read } = await connected();
		await store.send(
			Array.from( { length: 5 }, ( _, n ) =>
				triggerRecord( 'order_submitted', String( n + 1 ), 1, {
					occurred_at: `2026-03-0${ n + 1 }T00:00:00Z`,
				} )
			)
		);
		const first = await read( '?limit=2' );
		expect( idsOf( first ) ).toEqual( [
			'order_submitted:1',
			'order_submitted:2',
		] );
		const second = await read( `?after=${ first.next }&limit=500` );
		expect( idsOf( second ) ).toEqual( [
			'order_submitted:3',
			'order_submitted:4',
			'order_submitted:5',
		] );
		expect( await read( `?after=${ second.next }` ) ).toEqual( {
			triggers: [],
			next: second.next,
		} );
	} );

	test( 'never skips an event that could commit after another with a higher number', async () => {
		const { api, store, read } = await connected();
		const other = await api.connect( {
			accountName: 'One',
			storeUrl: 'https://two.example.com',
		} );
		await other.ask();
		let pending: Promise< unknown > = Promise.resolve();
		await api.db.transaction().execute( async ( tx ) => {
			await inMessages( tx, ( ask ) =>
				writeTriggers(
					ask,
					{
						accountId: store.accountId,
						connectionId: store.connectionId,
					},
					[ triggerRecord( 'order_submitted', '1', 1 ) ],
					[],
					new Date()
				)
			);
			pending = other.send( [
				triggerRecord( 'order_submitted', '2', 1 ),
			] );
			await untilBlocked( api.databaseUrl );
			// If the other event already had a number, a reader would resume after it.
			expect( await read() ).toEqual( { triggers: [], next: '0' } );
		} );
		await pending;
		const feed = await read();
		expect( idsOf( feed ) ).toEqual( [
			'order_submitted:1',
			'order_submitted:2',
		] );
		expect( feed.triggers.map( ( { cursor } ) => cursor ) ).toEqual( [
			'1',
			'2',
		] );
	} );

	test( 'returns each event once, in order and without a gap, while several stores write', async () => {
		const { api, store, read } = await connected();
		const stores = [ store ];
		for ( const n of [ 2, 3 ] ) {
			const other = await api.connect( {
				accountName: 'One',
				storeUrl: `https://shop${ n }.example.com`,
			} );
			await other.ask();
			stores.push( other );
		}
		const BATCHES = 12;
		let writing = true;
		const written = Promise.all(
			stores.map( async ( each, n ) => {
				for ( let batch = 1; batch <= BATCHES; batch++ ) {
					await each.send( [
						orderRecord( String( batch ), 1, {
							billing_email: `buyer${ ( batch + n ) % 4 }@example.com`,
						} ),
						triggerRecord( 'order_submitted', String( batch ), 1 ),
						triggerRecord( 'payment_received', String( batch ), 1 ),
					] );
				}
			} )
		).finally( () => {
			writing = false;
		} );
		const seen: string[] = [];
		const cursors: string[] = [];
		let after = '0';
		for ( let last = false; ; ) {
			const feed = await read( `?after=${ after }&limit=7` );
			seen.push( ...feed.triggers.map( ( { id } ) => id ) );
			cursors.push( ...feed.triggers.map( ( { cursor } ) => cursor ) );
			after = feed.next;
			if ( last && feed.triggers.length === 0 ) {
				break;
			}
			last = ! writing;
		}
		await written;
		const total = stores.length * BATCHES * 2;
		expect( new Set( seen ).size ).toBe( total );
		expect( cursors ).toEqual(
			Array.from( { length: total }, ( _, n ) => String( n + 1 ) )
		);
	} );

	test( 'returns an account nothing of another account', async () => {
		const { api, store, read } = await connected();
		const stranger = await api.connect( {
			accountName: 'Two',
			storeUrl: 'https://two.example.com',
		} );
		await store.send( [ triggerRecord( 'order_submitted', '1', 1 ) ] );
		await stranger.send( [ triggerRecord( 'order_submitted', '2', 1 ) ] );
		expect( idsOf( await read() ) ).toEqual( [ 'order_submitted:1' ] );
		const theirs = await readerOf( api, stranger.accountId );
		expect( await theirs() ).toMatchObject( {
			triggers: [ { cursor: '1', order_id: '2' } ],
		} );
	} );

	test( 'accepts only a token of the account, and no part of a token is stored or logged', async () => {
		const { api, store } = await connected();
		const { token, tokenId } = await createAccountToken(
			api.db,
			store.accountId,
			new Date()
		);
		for ( const authorization of [
			'',
			'Bearer ',
			`Bearer ${ store.credentials.token }`,
			`Bearer ${ token }x`,
			`Bearer ${ tokenId }`,
			`Basic ${ token }`,
			`Bearer ${ store.accountId }.${ 'A'.repeat( 43 ) }`,
		] ) {
			const answer = await fetch( `${ api.url }/v1/triggers`, {
				headers: { authorization },
			} );
			expect( answer.status, authorization ).toBe( 401 );
			expect( await answer.json() ).toMatchObject( {
				type: 'urn:ivorey:problem:unauthorized',
			} );
		}
		const secret = token.split( '.' )[ 1 ]!;
		const rows = await api.db
			.selectFrom( 'account_tokens' )
			.selectAll()
			.execute();
		expect( JSON.stringify( rows ) ).not.toContain( secret );
		expect( api.log.join( '' ) ).not.toContain( secret );
	} );

	test( 'keeps accepting the other tokens of the account after one is revoked', async () => {
		const { api, store } = await connected();
		const [ lost, kept ] = await Promise.all(
			[ 1, 2 ].map( () =>
				createAccountToken( api.db, store.accountId, new Date() )
			)
		);
		const revoke = () =>
			revokeAccountToken( api.db, lost!.tokenId, new Date() );
		expect( [ await revoke(), await revoke() ] ).toEqual( [ true, false ] );
		expect( [
			await findToken( api.db, lost!.token ),
			await findToken( api.db, kept!.token ),
		] ).toMatchObject( [
			null,
			{ accountId: store.accountId, scope: 'read' },
		] );
	} );

	test.for( [
		'?after=-1',
		'?after=x',
		'?after=01',
		'?limit=0',
		'?limit=501',
		'?limit=1e2',
		'?before=5',
		`?after=${ '9'.repeat( 19 ) }`,
	] )( 'explains what is wrong with %s', async ( query ) => {
		const { api, store } = await connected();
		const { token } = await createAccountToken(
			api.db,
			store.accountId,
			new Date()
		);
		const answer = await fetch( `${ api.url }/v1/triggers${ query }`, {
			headers: { authorization: `Bearer ${ token }` },
		} );
		expect(
			problemOf( {
				status: answer.status,
				headers: answer.headers,
				text: await answer.text(),
			} )
		).toMatchObject( { status: 400, name: 'bad-request' } );
	} );

	test( 'is limited by address for strangers, and by account for the account’s own tokens', async () => {
		const api = await startTestApi( {
			RATE_LIMIT_ADDRESS_PER_MINUTE: '3',
			RATE_LIMIT_CONNECTION_PER_MINUTE: '2',
		} );
		const store = await api.connect();
		const { token } = await createAccountToken(
			api.db,
			store.accountId,
			new Date()
		);
		const ask = async ( authorization: string ) =>
			(
				await fetch( `${ api.url }/v1/triggers`, {
					headers: { authorization },
				} )
			).status;
		expect( await ask( `Bearer ${ token }` ) ).toBe( 200 );
		const strangers: number[] = [];
		for ( let n = 0; n < 5; n++ ) {
			strangers.push( await ask( 'Bearer guess' ) );
		}
		expect( strangers ).toEqual( [ 401, 401, 401, 429, 429 ] );
		// The flood from this address does not hold up a token that was recognised before.
		expect( await ask( `Bearer ${ token }` ) ).toBe( 200 );
		expect( await ask( `Bearer ${ token }` ) ).toBe( 429 );
	} );

	test( 'holds a revoked token to the limit of its address', async () => {
		const api = await startTestApi( {
			RATE_LIMIT_ADDRESS_PER_MINUTE: '3',
		} );
		const store = await api.connect();
		const { token, tokenId } = await createAccountToken(
			api.db,
			store.accountId,
			new Date()
		);
		const ask = async () =>
			(
				await fetch( `${ api.url }/v1/triggers`, {
					headers: { authorization: `Bearer ${ token }` },
				} )
			).status;
		expect( await ask() ).toBe( 200 );
		await revokeAccountToken( api.db, tokenId, new Date() );
		const refused: number[] = [];
		for ( let n = 0; n < 5; n++ ) {
			refused.push( await ask() );
		}
		expect( refused ).toEqual( [ 401, 401, 401, 401, 429 ] );
	} );
} );
