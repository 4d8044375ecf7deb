import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import { forgetActions } from '../connections/actions.ts';
import { forgetSigned } from '../connections/signed-requests.ts';
import { forgetExpired } from '../accounts/sign-in.ts';
import { deleteInSlices } from '../db/delete-slices.ts';
import { forEachAccount } from '../db/each-account.ts';
import type { Database } from '../db/schema.ts';
import type { Config } from '../ops/config.ts';
import type { Heartbeat } from '../ops/heartbeats.ts';
import { describeError, type Log } from '../ops/log.ts';
import { pruneWebhooks } from '../webhooks/prune.ts';
import { pruneHistory } from './prune-history.ts';

const EVERY_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * 60 * 60 * 1_000;

export interface PruningContext {
	db: Kysely< Database >;
	retentionDays: Config[ 'retentionDays' ];
	log: Log;
	heartbeat: Heartbeat;
	now: () => Date;
}

/**
 * The role `worker`: deletes old receipts and expired rows every hour, and old history every day.
 *
 * @return Finishes the work under way, and stops.
 */
export function startPruning( context: PruningContext ): () => Promise< void > {
	const { heartbeat, log, now } = context;
	const stop = new AbortController();
	const running = ( async () => {
		let historyPrunedAt: Date | null = null;
		while ( ! stop.signal.aborted ) {
			const at = now();
			const isDue: boolean =
				historyPrunedAt === null ||
				at.getTime() - historyPrunedAt.getTime() >= DAY_MS;
			try {
				await prune( context, at, { history: isDue }, stop.signal );
				historyPrunedAt = isDue ? at : historyPrunedAt;
			} catch ( error ) {
				log.error( 'worker failed', describeError( error ) );
				heartbeat.fail( error );
			}
			heartbeat.beat();
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

async function prune(
	{ db, log, retentionDays }: PruningContext,
	at: Date,
	{ history }: { history: boolean },
	signal: AbortSignal
): Promise< void > {
	const daysAgo = ( days: number ) =>
		new Date( at.getTime() - days * DAY_MS );
	const receipts = await pruneBatches(
		db,
		daysAgo( retentionDays.batches ),
		signal
	);
	if ( receipts > 0 ) {
		log.info( 'old receipts removed', { count: receipts } );
	}
	const expired = new Date( at.getTime() - EVERY_MS );
	let removed = 0;
	await forEachAccount(
		db,
		async ( accountId, own ) => {
			await forgetExpired( own, accountId, expired, signal );
			await forgetActions( own, accountId, expired, signal );
			await forgetSigned( own, accountId, expired, signal );
			await pruneWebhooks(
				own,
				accountId,
				daysAgo( retentionDays.webhooks ),
				signal
			);
			if ( history ) {
				removed += await pruneHistory(
					own,
					accountId,
					daysAgo( retentionDays.history ),
					signal
				);
			}
		},
		signal
	);
	if ( removed > 0 ) {
		log.info( 'old history removed', { count: removed } );
	}
}

/**
 * Goes account by account in small slices, so that no statement crosses tenants or delays a batch.
 *
 * @return How many receipts were deleted.
 */
export async function pruneBatches(
	db: Kysely< Database >,
	before: Date,
	signal?: AbortSignal
): Promise< number > {
	let count = 0;
	await forEachAccount(
		db,
		async ( accountId, own ) => {
			count += await deleteInSlices( own, {
				table: 'batches',
				accountId,
				key: [ 'connection_id', 'webhook_id' ],
				where: sql`t.received_at < ${ before }`,
				signal,
			} );
		},
		signal
	);
	return count;
}
