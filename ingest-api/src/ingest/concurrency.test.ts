import { createHash } from 'node:crypto';
import pg from 'pg';
import { waitFor } from '../../../test/wait.ts';
import { sampleAddress } from '@ivorey/shared/testing';
import { describe, expect, test } from 'vitest';
import { actOnConnection } from '../connections/repository.ts';
import { startTestApi, type TestApi } from '../testing/api.ts';
import { untilBlocked } from '../testing/locks.ts';
import { contactRecord, orderRecord } from '../testing/records.ts';
import { batchBody, problemOf, type TestStore } from '../testing/store.ts';

/** The same seed gives the same run. @return A function that returns numbers from 0 up to 1. */
function randomFrom( seed: number ): () => number {
	let count = 0;
	return () =>
		createHash( 'sha256' )
			.update( `${ seed }:${ count++ }` )
			.digest()
			.readUInt32BE() /
		2 ** 32;
}

function shuffled< T >( list: readonly T[], random: () => number ): T[] {
	return list
		.map( ( value ) => ( { value, key: random() } ) )
		.sort( ( a, b ) => a.key - b.key )
		.map( ( { value } ) => value );
}

type AnyRecord =
	ReturnType< typeof orderRecord > | ReturnType< typeof contactRecord >;

/** Several versions of some orders and users, with guests who buy repeatedly and one who registers. */
function history(): AnyRecord[] {
	const records: AnyRecord[] = [];
	const statuses = [ 'pending', 'processing', 'completed' ];
	for ( let order = 1; order <= 6; order++ ) {
		for ( let version = 1; version <= 3; version++ ) {
			const buyer = order % 3;
			records.push(
				orderRecord( String( order ), version * 100 + order, {
					status: statuses[ version - 1 ]!,
					customer_id: buyer === 0 ? '70' : null,
					billing_email: `${ version === 2 ? 'BUYER' : 'buyer' }${ buyer }@example.com`,
					billing: sampleAddress( {
						first_name: `Order ${ order } version ${ version }`,
					} ),
					date_created: `2026-02-0${ order }T10:00:00Z`,
				} )
			);
		}
	}
	for ( let version = 1; version <= 3; version++ ) {
		records.push(
			contactRecord( '70', version, {
				email: 'buyer0@example.com',
				first_name: `Registered ${ version }`,
			} )
		);
		records.push(
			contactRecord( '71', version, {
				email: 'buyer1@example.com',
				first_name: `Promoted ${ version }`,
			} )
		);
	}
	return records;
}

async function snapshot( api: TestApi ): Promise< unknown > {
	const orders = await api.db
		.selectFrom( 'orders as o' )
		.leftJoin( 'contacts as c', ( join ) =>
			join
				.onRef( 'c.account_id', '=', 'o.account_id' )
				.onRef( 'c.contact_id', '=', 'o.contact_id' )
		)
		.select( [
			'o.order_id',
			'o.version',
			'o.status',
			'o.record_text',
			'c.email_key',
		] )
		.orderBy( 'o.order_id' )
		.execute();
	const contacts = await api.db
		.selectFrom( 'contacts' )
		.select( [
			'email',
			'email_key',
			'kind',
			'first_name',
			'source_id',
			'source_version',
		] )
		.orderBy( 'email_key' )
		.execute();
	const links = await api.db
		.selectFrom( 'contact_links' )
		.select( [ 'user_id', 'version' ] )
		.orderBy( 'user_id' )
		.execute();
	const products = await api.db
		.selectFrom( 'order_products' )
		.select( [ 'order_id', 'product_id' ] )
		.orderBy( 'order_id' )
		.execute();
	return { orders, contacts, links, products };
}

async function sendAll(
	store: TestStore,
	batches: AnyRecord[][],
	atOnce: boolean
): Promise< void > {
	const send = async ( records: AnyRecord[] ): Promise< void > => {
		await waitFor( async () => {
			const { status } = await store.post( records );
			expect( [ 200, 429, 503 ] ).toContain( status );
			return status === 200;
		}, 'The receipt of a batch' );
	};
	if ( atOnce ) {
		await Promise.all( batches.map( send ) );
		return;
	}
	for ( const batch of batches ) {
		await send( batch );
	}
}

function cut(
	records: readonly AnyRecord[],
	random: () => number
): AnyRecord[][] {
	const batches: AnyRecord[][] = [];
	for ( let start = 0; start < records.length; ) {
		const size = 1 + Math.floor( random() * 5 );
		batches.push( records.slice( start, start + size ) );
		start += size;
	}
	return batches;
}

describe( 'an older record never overwrites a newer one', () => {
	test( 'the result is the same in any order of arrival, one batch after the other or all at once', async () => {
		const api = await startTestApi( {
			LOG_LEVEL: 'silent',
			RATE_LIMIT_CONNECTION_PER_MINUTE: '100000',
			// The store retries within the same second, without waiting as it is told.
			RATE_LIMIT_ADDRESS_PER_MINUTE: '100000',
		} );
		const expected = await ( async () => {
			const store = await api.connect( { accountName: 'Reference' } );
			await sendAll( store, [ history() ], false );
			return snapshot( api );
		} )();
		for ( let seed = 1; seed <= 12; seed++ ) {
			await clear( api );
			const random = randomFrom( seed );
			const store = await api.connect( {
				accountName: `Seed ${ seed }`,
			} );
			await sendAll(
				store,
				cut( shuffled( history(), random ), random ),
				seed % 2 === 0
			);
			expect( await snapshot( api ), `seed ${ seed }` ).toEqual(
				expected
			);
		}
	} );

	test( 'a repeated version is stale, and so is an older one, and both are reported so', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		const other = { email: 'other@example.com' };
		await store.send( [
			orderRecord( '1', 5 ),
			contactRecord( '7', 5 ),
			contactRecord( '8', 5, other ),
		] );
		const receipt = await store.send( [
			orderRecord( '1', 5, { number: 'A' } ),
			contactRecord( '7', 4 ),
			contactRecord( '8', 5, { ...other, last_name: 'B' } ),
		] );
		expect( receipt.outcomes ).toEqual( [
			{ element: 'orders', id: '1', outcome: 'stale' },
			{ element: 'contacts', id: '7', outcome: 'stale' },
			{ element: 'contacts', id: '8', outcome: 'stale' },
		] );
	} );

	test( 'the higher of two versions in one batch wins, in any position', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		const receipt = await store.send( [
			orderRecord( '1', 2, { number: 'two' } ),
			orderRecord( '1', 3, { number: 'three' } ),
			orderRecord( '1', 1, { number: 'one' } ),
		] );
		expect( receipt.outcomes.map( ( { outcome } ) => outcome ) ).toEqual( [
			'stale',
			'applied',
			'stale',
		] );
		expect(
			await api.db.selectFrom( 'orders' ).select( 'number' ).execute()
		).toEqual( [ { number: 'three' } ] );
	} );

	test( 'a stale order leaves no contact behind', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		await store.send( [ orderRecord( '1', 2 ) ] );
		await store.send( [
			orderRecord( '1', 1, {
				billing_email: 'earlier@example.com',
				// Dated earlier in the new version.
				date_created: '2026-02-01T00:00:00Z',
			} ),
		] );
		expect(
			await api.db.selectFrom( 'contacts' ).select( 'email' ).execute()
		).toEqual( [ { email: 'ada@example.com' } ] );
	} );
} );

async function clear( api: TestApi ): Promise< void > {
	for ( const table of [
		'batches',
		'order_products',
		'orders',
		'contact_links',
		'contacts',
		'contact_words',
		'order_names',
		'order_words',
		'connections',
		'accounts',
	] as const ) {
		await api.db.deleteFrom( table ).execute();
	}
}

describe( 'stores of one account at the same time', () => {
	test( 'R2 make one contact of one e-mail address, in any spelling', async () => {
		const api = await startTestApi( { LOG_LEVEL: 'silent' } );
		const stores = await connectFour( api );
		const spellings = [
			'zoë@example.com',
			'ZOË@Example.com',
			'zoe\u0308@example.com',
			'ZOE\u0308@EXAMPLE.COM',
		];
		for ( let round = 1; round <= 5; round++ ) {
			const receipts = await Promise.all(
				stores.map( ( store, index ) =>
					store.send( [
						orderRecord( String( round ), 1, {
							billing_email: `r${ round }${ spellings[ index ]! }`,
						} ),
					] )
				)
			);
			expect(
				receipts.flatMap( ( { outcomes } ) =>
					outcomes.map( ( { outcome } ) => outcome )
				)
			).toEqual( [ 'applied', 'applied', 'applied', 'applied' ] );
		}
		expect(
			await api.db
				.selectFrom( 'contacts' )
				.select( 'email_key' )
				.orderBy( 'email_key' )
				.execute()
		).toEqual(
			[ 1, 2, 3, 4, 5 ].map( ( round ) => ( {
				email_key: `r${ round }zoë@example.com`,
			} ) )
		);
		const contacts = await api.db
			.selectFrom( 'orders' )
			.select( 'contact_id' )
			.distinct()
			.execute();
		expect( contacts ).toHaveLength( 5 );
	} );

	test( 'do not lock each other out forever', async () => {
		const api = await startTestApi( { LOG_LEVEL: 'silent' } );
		const stores = await connectFour( api );
		const emails = Array.from(
			{ length: 40 },
			( _, index ) => `buyer${ index }@example.com`
		);
		for ( let round = 1; round <= 6; round++ ) {
			await Promise.all(
				stores.map( ( store, index ) => {
					const random = randomFrom( round * 10 + index );
					const orders = shuffled( emails, random )
						.slice( 0, 30 )
						.map( ( email, n ) =>
							orderRecord( String( n + 1 ), round, {
								billing_email: email,
							} )
						);
					const users = shuffled( emails, random )
						.slice( 0, 10 )
						.map( ( email, n ) =>
							contactRecord( String( n + 1 ), round, { email } )
						);
					return store.send( [ ...orders, ...users ] );
				} )
			);
		}
		expect(
			(
				await api.db
					.selectFrom( 'contacts' )
					.select( 'contact_id' )
					.execute()
			).length
		).toBeLessThanOrEqual( emails.length );
	} );
} );

/** One after the other, since the first one creates the account. */
async function connectFour( api: TestApi ): Promise< TestStore[] > {
	const stores: TestStore[] = [];
	for ( const n of [ 1, 2, 3, 4 ] ) {
		const store = await api.connect( {
			storeUrl: `https://shop${ n }.example.com`,
			accountName: 'One account',
		} );
		await store.ask();
		stores.push( store );
	}
	return stores;
}

describe( 'when the database fails', () => {
	/**
	 * Holds a batch in its transaction by taking a lock that it needs. `admin` is a connection outside of the locking
	 * transaction, which would keep seeing a stale snapshot of the activity.
	 */
	async function holding(
		api: TestApi,
		run: ( admin: pg.Client ) => Promise< void >
	): Promise< void > {
		const [ holder, admin ] = [ 0, 1 ].map(
			() => new pg.Client( { connectionString: api.databaseUrl } )
		) as [ pg.Client, pg.Client ];
		await Promise.all( [ holder.connect(), admin.connect() ] );
		await holder.query( 'begin; lock table batches in share mode' );
		try {
			await run( admin );
		} finally {
			await holder.query( 'rollback' );
			await Promise.all( [ holder.end(), admin.end() ] );
		}
	}

	test( 'a connection killed in the middle of a batch gives 503: nothing of it is stored, and the same batch succeeds later', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		await store.ask();
		const records = [
			contactRecord( '7', 1, { email: 'user@example.com' } ),
			orderRecord( '1', 1 ),
			orderRecord( '2', 1 ),
		];
		await holding( api, async ( admin ) => {
			const pending = store.post( records );
			await admin.query( 'select pg_terminate_backend( $1 )', [
				await untilBlocked( api.databaseUrl, '%into batches%' ),
			] );
			const answer = await pending;
			expect( problemOf( answer ) ).toMatchObject( {
				status: 503,
				name: 'unavailable',
			} );
			expect(
				Number( answer.headers.get( 'retry-after' ) )
			).toBeGreaterThan( 0 );
		} );
		for ( const table of [
			'orders',
			'order_products',
			'contacts',
			'contact_links',
			'batches',
		] as const ) {
			expect(
				await api.db
					.selectFrom( table )
					.select( 'account_id' )
					.execute(),
				table
			).toEqual( [] );
		}
		expect(
			( await store.send( records ) ).outcomes.map(
				( { outcome } ) => outcome
			)
		).toEqual( [ 'applied', 'applied', 'applied' ] );
		expect( api.log.join( '' ) ).toContain( '"request failed"' );
	} );

	test( 'the program survives the loss of every connection at once', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		await store.send( [ orderRecord( '1', 1 ) ] );
		const admin = new pg.Client( { connectionString: api.databaseUrl } );
		await admin.connect();
		await admin.query(
			"select pg_terminate_backend( pid ) from pg_stat_activity where datname = current_database() and application_name = 'ivorey' and pid <> pg_backend_pid()"
		);
		await admin.end();
		await waitFor(
			() => api.log.join( '' ).includes( '"database connection lost"' ),
			'A log line of the lost connection'
		);
		// Each connection notices separately; until all have, 503 is the right answer.
		await waitFor(
			async () =>
				( await store.post( [ orderRecord( '2', 1 ) ] ) ).status ===
				200,
			'A batch that is taken again'
		);
	} );

	test( 'a batch that waits too long for a lock is unavailable, not stuck', async () => {
		const api = await startTestApi( {
			DATABASE_STATEMENT_TIMEOUT_MS: '600',
		} );
		const store = await api.connect();
		await store.ask();
		await holding( api, async () => {
			const startedAt = Date.now();
			expect(
				problemOf( await store.post( [ orderRecord( '1', 1 ) ] ) )
			).toMatchObject( { status: 503, name: 'unavailable' } );
			expect( Date.now() - startedAt ).toBeLessThan( 5_000 );
		} );
		expect(
			( await store.send( [ orderRecord( '1', 1 ) ] ) ).outcomes
		).toMatchObject( [ { outcome: 'applied' } ] );
	} );

	test( 'an answer that is lost after the commit is found again by the repetition', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		await store.ask();
		const body = batchBody( [
			orderRecord( '1', 1 ),
			{ element: 'orders', id: '2' },
		] );
		await holding( api, async () => {
			const gone = new AbortController();
			const lost = fetch( `${ api.url }/v1/batches`, {
				method: 'POST',
				body,
				headers: store.headers( { body } ),
				signal: gone.signal,
			} ).catch( () => 'lost' );
			await untilBlocked( api.databaseUrl, '%into batches%' );
			gone.abort();
			expect( await lost ).toBe( 'lost' );
		} );
		await expect
			.poll(
				async () =>
					(
						await api.db
							.selectFrom( 'batches' )
							.select( 'receipt' )
							.execute()
					).length
			)
			.toBe( 1 );
		const stored = await api.db
			.selectFrom( 'batches' )
			.select( 'receipt' )
			.executeTakeFirstOrThrow();
		const answer = await store.request( { body } );
		expect( JSON.parse( answer.text ) ).toEqual( stored.receipt );
		expect( JSON.parse( answer.text ).outcomes[ 0 ].outcome ).toBe(
			'applied'
		);
	} );

	test( 'a batch is not applied if its connection is revoked while it waits', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		await store.ask();
		const holder = new pg.Client( { connectionString: api.databaseUrl } );
		await holder.connect();
		await holder.query( 'begin' );
		await holder.query( 'select from connections for update' );
		const pending = store.post( [ orderRecord( '1', 1 ) ] );
		await untilBlocked( api.databaseUrl );
		await holder.query(
			"update connections set state = 'disconnected', state_cause = 'person', state_reason = 'revoked'"
		);
		await holder.query( 'commit' );
		await holder.end();
		expect( problemOf( await pending ) ).toMatchObject( {
			status: 403,
			name: 'revoked',
		} );
		expect(
			await api.db.selectFrom( 'orders' ).select( 'order_id' ).execute()
		).toEqual( [] );
		expect(
			await actOnConnection(
				api.db,
				{
					accountId: store.accountId,
					connectionId: store.connectionId,
				},
				'revoke',
				new Date()
			)
		).toMatchObject( { transition: null } );
	} );
} );
