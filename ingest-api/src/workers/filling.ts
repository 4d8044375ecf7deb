import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { fillOrders } from '../db/filling-orders.ts';
import { withoutLimits } from '../db/migrate.ts';
import type { Database } from '../db/schema.ts';
import { describeError, type Log } from '../ops/log.ts';

const AGAIN_AFTER_MS = 60_000;

/**
 * The role `worker`: brings over what an older version of the program left in the database, while batches go on.
 *
 * @return Stops it, once the slice that is under way is done.
 */
export function startFilling( {
	databaseUrl,
	log,
}: {
	databaseUrl: string;
	log: Log;
} ): () => Promise< void > {
	const stop = new AbortController();
	const { signal } = stop;
	const running = ( async () => {
		while ( ! signal.aborted ) {
			try {
				const isDone = await withoutLimits( databaseUrl, ( db ) =>
					fillOrders( db as Kysely< Database >, { signal } )
				);
				if ( isDone ) {
					return;
				}
			} catch ( error ) {
				log.error( 'worker failed', describeError( error ) );
			}
			await sleep( AGAIN_AFTER_MS, null, { signal, ref: false } ).catch(
				() => undefined
			);
		}
	} )();
	return async () => {
		stop.abort();
		await running;
	};
}
