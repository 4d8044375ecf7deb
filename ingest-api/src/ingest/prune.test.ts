import { expect, test } from 'vitest';
import { startTestApi } from '../testing/api.ts';
import { orderRecord } from '../testing/records.ts';
import { pruneBatches } from './prune.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

test( 'receipts older than the limit are forgotten, of every account, and younger ones are not', async () => {
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

test( 'a role worker does it by itself', async () => {
	const future = new Date( Date.now() + 365 * DAY_MS );
	const api = await startTestApi( { ROLES: 'ingest' } );
	const store = await api.connect();
	await store.send( [ orderRecord( '1', 1 ) ] );
	const { startWorker } = await import( './prune.ts' );
	const { createLog } = await import( '../ops/log.ts' );
	const stop = startWorker( api.db, 30, createLog( 'silent' ), () => future );
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
