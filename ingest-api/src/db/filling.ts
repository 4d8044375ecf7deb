import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type Kysely, type Transaction } from 'kysely';
import { databaseErrorKind } from './errors.ts';
import type { Database } from './schema.ts';

/** Batches queue behind a waiting lock request, so it waits briefly, with longer and longer pauses for the batches. */
const LOCK_TIMEOUT = '50ms';
const FIRST_PAUSE_MS = 100;
const LOCK_ATTEMPTS = 12;

/** Options for filling rows that an older version of the program has written. */
export interface Filling {
	signal?: AbortSignal | undefined;
	/** The pause between two slices, given how long the last one took: batches come first. */
	pauseMs?: ( sliceMs: number ) => number;
	/** Called after each slice with the number of rows filled so far. */
	onSlice?: ( filled: number ) => void;
}

/**
 * How long to wait, and how many times in a row to look again, for rows that another copy is filling, too. It releases
 * them between its slices.
 */
const HELD_PAUSE_MS = 100;
const HELD_LOOKS = 100;

/**
 * Fills some rows of an account. @return How many; 0: none is left; `held`: the remaining rows are locked by others.
 */
export type FillSlice = (
	tx: Transaction< Database >,
	accountId: string
) => Promise< number | 'held' >;

/**
 * Fills the rows of all accounts, slice by slice. Each slice is complete in itself, so the fill may be interrupted at
 * any point, and several copies of the program may run it at once. Rows that are locked for long are left to the next
 * run.
 *
 * @param db      The table owner's connection, without time limits.
 * @param filling
 * @param slices  Run one after the other for each account.
 * @return How many rows were filled.
 */
export async function fillAccounts(
	db: Kysely< Database >,
	filling: Filling,
	slices: readonly FillSlice[]
): Promise< number > {
	const { signal, pauseMs = ( sliceMs ) => sliceMs, onSlice } = filling;
	const { rows: accounts } = await sql< { account_id: string } >`
		select account_id from accounts order by account_id
	`.execute( db );
	let filled = 0;
	for ( const { account_id: accountId } of accounts ) {
		for ( const fillSlice of slices ) {
			for ( let looks = 0; looks < HELD_LOOKS && ! signal?.aborted; ) {
				const from = performance.now();
				const count = await db
					.transaction()
					.execute( ( tx ) => fillSlice( tx, accountId ) );
				if ( count === 0 ) {
					break;
				}
				if ( count === 'held' ) {
					looks++;
					await sleep( pauseMs( HELD_PAUSE_MS ) );
				} else {
					looks = 0;
					filled += count;
					onSlice?.( filled );
					await sleep( pauseMs( performance.now() - from ) );
				}
			}
		}
	}
	return filled;
}

/**
 * Fills what is left, and drops what only an older version of the program needs. None of its copies may run any more.
 *
 * @param db
 * @param fill
 * @param drop Runs in a transaction with a short lock timeout in which checks use the indexes, whatever the
 *             statistics say: all batches wait for it.
 * @return The reason it was not done; null if it was.
 */
export async function dropOnceFilled(
	db: Kysely< Database >,
	fill: () => Promise< unknown >,
	drop: ( tx: Transaction< Database > ) => Promise< 'unfilled' | null >
): Promise< 'unfilled' | 'in-use' | null > {
	for ( let attempt = 0; attempt < LOCK_ATTEMPTS; attempt++ ) {
		await fill();
		try {
			return await db.transaction().execute( async ( tx ) => {
				await sql`
					select set_config( 'lock_timeout', ${ LOCK_TIMEOUT }, true ), set_config( 'enable_seqscan', 'off', true )
				`.execute( tx );
				return drop( tx );
			} );
		} catch ( error ) {
			if ( databaseErrorKind( error ) !== 'unavailable' ) {
				throw error;
			}
		}
		await sleep( FIRST_PAUSE_MS * 2 ** attempt );
	}
	return 'in-use';
}
