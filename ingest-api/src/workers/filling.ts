import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { fillOrders, hasOldColumns } from '../db/filling-orders.ts';
import { fillWords, hasOldSearch } from '../db/filling-words.ts';
import { withoutLimits } from '../db/migrate.ts';
import type { Database } from '../db/schema.ts';
import type { Heartbeat } from '../ops/heartbeats.ts';
import { describeError, type Log } from '../ops/log.ts';

const AGAIN_AFTER_MS = 60_000;

/**
 * The role `worker`: fills in rows that an older version of the program left in the database, or still writes, while
 * batches keep arriving.
 *
 * @return Stops it, once the current slice is done.
 */
export function startFilling( {
	databaseUrl,
	heartbeat,
	log,
}: {
	databaseUrl: string;
	heartbeat: Heartbeat;
	log: Log;
} ): () => Promise< void > {
	const stop = new AbortController();
	const { signal } = stop;
	const running = ( async () => {
		while ( ! signal.aborted ) {
			try {
				const isOver = await withoutLimits( databaseUrl, ( found ) =>
					fill( found as Kysely< Database >, {
						signal,
						heartbeat,
						log,
					} )
				);
				if ( isOver ) {
					heartbeat.finish();
					return;
				}
			} catch ( error ) {
				log.error( 'filling failed', describeError( error ) );
				heartbeat.fail( error );
			}
			heartbeat.beat();
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

/** @return Whether the old columns are gone, so that no more rows can need filling. */
async function fill(
	db: Kysely< Database >,
	{
		signal,
		heartbeat,
		log,
	}: { signal: AbortSignal; heartbeat: Heartbeat; log: Log }
): Promise< boolean > {
	const [ hasOrders, hasNames ] = [
		await hasOldColumns( db ),
		await hasOldSearch( db ),
	];
	const filling = { signal, onSlice: heartbeat.step };
	if ( hasOrders ) {
		const orders = await fillOrders( db, filling );
		if ( orders > 0 ) {
			log.info( 'orders filled', { records: orders } );
		}
	}
	if ( hasNames ) {
		const rows = await fillWords( db, filling );
		if ( rows > 0 ) {
			log.info( 'words filled', { records: rows } );
		}
	}
	return ! hasOrders && ! hasNames;
}
