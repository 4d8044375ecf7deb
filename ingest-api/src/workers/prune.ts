import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import { forgetActions } from '../connections/actions.ts';
import { forgetExpired } from '../accounts/sign-in.ts';
import type { Database } from '../db/schema.ts';
import { describeError, type Log } from '../ops/log.ts';

const EVERY_MS = 60 * 60 * 1_000;
const ROWS_AT_ONCE = 1_000;
const ACCOUNTS_AT_ONCE = 100;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** The role `worker`: forgets old receipts and what expired, every hour. @return Stops it, once what is under way is done. */
export function startPruning(
	db: Kysely< Database >,
	retentionDays: number,
	log: Log,
	now: () => Date
): () => Promise< void > {
	const stop = new AbortController();
	const running = ( async () => {
		const round = async () => {
			try {
				const count = await pruneBatches(
					db,
					new Date( now().getTime() - retentionDays * DAY_MS ),
					stop.signal
				);
				if ( count > 0 ) {
					log.info( 'old receipts removed', { count } );
				}
				const before = new Date( now().getTime() - EVERY_MS );
				await forEachAccount( db, stop.signal, async ( accountId ) => {
					await forgetExpired( db, accountId, before );
					await forgetActions( db, accountId, before );
				} );
			} catch ( error ) {
				log.error( 'worker failed', describeError( error ) );
			}
		};
		while ( ! stop.signal.aborted ) {
			await round();
			await sleep( EVERY_MS, null, {
				signal: stop.signal,
				ref: false,
			} ).catch( () => undefined );
		}
	} )();
	return async () => {
		stop.abort();
		await running;
	};
}

/**
 * Account by account, in small pieces, so that no statement crosses tenants and none holds up a batch.
 *
 * @return How many were removed.
 */
export async function pruneBatches(
	db: Kysely< Database >,
	before: Date,
	signal?: AbortSignal
): Promise< number > {
	let count = 0;
	await forEachAccount( db, signal, async ( accountId ) => {
		count += await pruneAccount( db, accountId, before, signal );
	} );
	return count;
}

async function forEachAccount(
	db: Kysely< Database >,
	signal: AbortSignal | undefined,
	run: ( accountId: string ) => Promise< void >
): Promise< void > {
	let after = '';
	for (;;) {
		const accounts = await db
			.selectFrom( 'accounts' )
			.select( 'account_id' )
			.where( 'account_id', '>', after )
			.orderBy( 'account_id' )
			.limit( ACCOUNTS_AT_ONCE )
			.execute();
		for ( const { account_id: accountId } of accounts ) {
			await run( accountId );
			after = accountId;
		}
		if ( accounts.length < ACCOUNTS_AT_ONCE || signal?.aborted === true ) {
			return;
		}
	}
}

async function pruneAccount(
	db: Kysely< Database >,
	accountId: string,
	before: Date,
	signal?: AbortSignal
): Promise< number > {
	for ( let count = 0; ; ) {
		const { rows } = await sql`
			delete from batches
			where account_id = ${ accountId } and ( connection_id, webhook_id ) in (
				select connection_id, webhook_id from batches
				where account_id = ${ accountId } and received_at < ${ before }
				order by received_at
				limit ${ ROWS_AT_ONCE }
			)
			returning webhook_id
		`.execute( db );
		count += rows.length;
		if ( rows.length < ROWS_AT_ONCE || signal?.aborted === true ) {
			return count;
		}
	}
}
