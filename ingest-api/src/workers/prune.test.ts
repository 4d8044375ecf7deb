import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { Heartbeats } from '../ops/heartbeats.ts';
import { createLog } from '../ops/log.ts';
import { startTestApi } from '../testing/api.ts';
import { orderRecord } from '../testing/records.ts';
import { pruneBatches, startPruning } from './prune.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

test( 'receipts older than the limit are deleted in every account, and younger ones are kept', async () => {
	const api = await startTestApi( { ROLES: 'ingest' } );
	const stores = await Promise.all(
		[ 1, 2, 3 ].map( ( n ) =>
			api.connect( { accountName: `Account ${ n }` } )
		)
	);
	for ( const store of stores ) {
		await store.send( [ orderRecord( '1', 1 ) ], { id: 'msg_old' } );
		await store.send( [ orderRecord( '2', 1 ) ], { id: 'msg_new' } );
	}
	const now = Date.now();
	await api.db
		.updateTable( 'batches' )
		.set( { received_at: new Date( now - 40 * DAY_MS ) } )
		.where( 'webhook_id', '=', 'msg_old' )
		.execute();
	expect( await pruneBatches( api.db, new Date( now - 30 * DAY_MS ) ) ).toBe(
		3
	);
	expect(
		(
			await api.db
				.selectFrom( 'batches' )
				.select( 'webhook_id' )
				.execute()
		).map( ( row ) => row.webhook_id )
	).toEqual( [ 'msg_new', 'msg_new', 'msg_new' ] );
	expect(
		await api.db.selectFrom( 'orders' ).select( 'order_id' ).execute()
	).toHaveLength( 6 );
} );

test( 'receipts are deleted even if there are more accounts, and more rows in one account, than one step handles', async () => {
	const api = await startTestApi( { ROLES: 'ingest' } );
	const store = await api.connect();
	const before = new Date();
	const last = `acc_${ 'z'.repeat( 22 ) }`;
	await sql`
		insert into accounts ( account_id, name, created_at )
		select 'acc_' || lpad( n::text, 22, '0' ), n, ${ before }::timestamptz from generate_series( 1, 100 ) as n
		returning account_id
	`.execute( api.db );
	await sql`
		update accounts set account_id = ${ last } where account_id = ${ `acc_${ '100'.padStart( 22, '0' ) }` }
	`.execute( api.db );
	await sql`
		insert into batches ( account_id, connection_id, webhook_id, body_hash, received_at )
		select account_id, ${ store.connectionId }, n, '', ${ before }::timestamptz - interval '1 day'
		from ( values ( ${ store.accountId } ), ( ${ last } ) ) as a ( account_id ), generate_series( 1, 1001 ) as n
	`.execute( api.db );
	expect( await pruneBatches( api.db, before ) ).toBe( 2_002 );
} );

test( 'the role worker deletes old receipts by itself', async () => {
	const future = new Date( Date.now() + 365 * DAY_MS );
	const api = await startTestApi( { ROLES: 'ingest' } );
	const store = await api.connect();
	await store.send( [ orderRecord( '1', 1 ) ] );
	const stop = startPruning( {
		db: api.db,
		retentionDays: { batches: 30, history: 730, webhooks: 30 },
		heartbeat: new Heartbeats().start( 'pruning' ),
		log: createLog( 'silent' ),
		now: () => future,
	} );
	await expect
		.poll(
			async () =>
				(
					await api.db
						.selectFrom( 'batches' )
						.select( 'webhook_id' )
						.execute()
				).length
		)
		.toBe( 0 );
	await stop();
} );

test( 'R30 it remembers a signed request for as long as its signature is valid', async () => {
	const api = await startTestApi( { ROLES: 'ingest' } );
	const store = await api.connect();
	const minutesAgo = ( minutes: number ) =>
		new Date( Date.now() - minutes * 60_000 );
	for ( const minutes of [ 10, 120 ] ) {
		const request = {
			account_id: store.accountId,
			connection_id: store.connectionId,
			webhook_id: `rotate_${ minutes }`,
			signed_at: minutesAgo( minutes ),
		};
		await api.db
			.insertInto( 'connection_actions' )
			.values( { ...request, used_at: minutesAgo( minutes ) } )
			.execute();
		await api.db
			.insertInto( 'signed_requests' )
			.values( request )
			.execute();
	}
	const stop = startPruning( {
		db: api.db,
		retentionDays: { batches: 30, history: 730, webhooks: 30 },
		heartbeat: new Heartbeats().start( 'pruning' ),
		log: createLog( 'silent' ),
		now: () => new Date(),
	} );
	for ( const table of [
		'connection_actions',
		'signed_requests',
	] as const ) {
		const remembered = async () =>
			(
				await api.db
					.selectFrom( table )
					.select( 'webhook_id' )
					.execute()
			).map( ( row ) => row.webhook_id );
		await expect.poll( remembered ).toEqual( [ 'rotate_10' ] );
	}
	await stop();
} );
