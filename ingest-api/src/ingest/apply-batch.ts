import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type Kysely, type Transaction } from 'kysely';
import {
	parseRecord,
	type Outcome,
	type ParsedRecord,
	type Receipt,
} from '@ivorey/shared';
import type { ConnectionKey } from '../db/identifiers.ts';
import { refusalOf } from '../connections/authenticate.ts';
import { decide } from '../connections/state.ts';
import { databaseErrorKind, isUniqueViolation } from '../db/errors.ts';
import { inMessages } from '../db/in-messages.ts';
import type { Database } from '../db/schema.ts';
import { prepared } from '../db/statement-names.ts';
import { ProblemError, type Refusal } from '../http/problem.ts';
import { applyRecords, findStored } from './apply-records.ts';
import { byElement } from './by-element.ts';
import { sortRecords, type Candidate, type SortedBatch } from './sort.ts';
import { markTrashed, trashedBefore, trashedOrders } from './trashed-orders.ts';
import {
	findOvertaken,
	forgetExclusions,
	writeExclusions,
	type KeptOut,
} from './write-exclusions.ts';
import { lockConnection } from './lock-connection.ts';
import { applyIsolated } from './apply-isolated.ts';

export interface Batch {
	webhookId: string;
	/** When this attempt was signed, by the store's clock. */
	signedAt: Date;
	/** Hex. */
	bodyHash: string;
	records: readonly unknown[];
}

export interface AppliedBatch {
	receipt: Receipt;
	/** This ID was answered before, with this receipt; nothing was done. */
	repeated: boolean;
	orders: AppliedOrder[];
	/** Whether an endpoint subscribes to events, which may now have to be sent. */
	isWatched: boolean;
}

const ID_REUSED: Refusal = {
	problem: 'id-reused',
	detail: 'This webhook-id was already used for another body. Use a new webhook-id for each body.',
};

/** For the log. */
export interface AppliedOrder {
	number: string;
	status: string;
}

const ATTEMPTS = 5;

const BACKOFF_MS = 20;

/** `isolated` finds the record that Postgres refuses, and applies the rest. */
type Mode = 'together' | 'isolated';

/**
 * Applies a batch in one transaction, once for each `webhook-id`.
 *
 * @throws ProblemError if the connection was paused or ended since the request was verified, or the ID is another
 *         batch's.
 * @throws Error of the database, after retries where they can help. Nothing is written then,
 *         unless the answer to the commit itself was lost: in that case the same batch sent again finds its receipt.
 */
export async function applyBatch(
	db: Kysely< Database >,
	key: ConnectionKey,
	batch: Batch,
	now: Date
): Promise< AppliedBatch > {
	const records = batch.records.map( parseRecord );
	let mode: Mode = 'together';
	for ( let attempt = 1; ; attempt++ ) {
		try {
			return await db
				.transaction()
				.execute( ( tx ) =>
					applyOnce( tx, key, { ...batch, records }, now, mode )
				);
		} catch ( error ) {
			const kind = databaseErrorKind( error );
			const exhausted = attempt >= ATTEMPTS;
			if (
				mode === 'together' &&
				( kind === 'data' ||
					( exhausted && isUniqueViolation( error ) ) )
			) {
				mode = 'isolated';
			} else if ( kind !== 'retry' || exhausted ) {
				throw error;
			}
		}
		await sleep( Math.random() * BACKOFF_MS * attempt );
	}
}

interface ParsedBatch extends Batch {
	records: readonly ParsedRecord[];
}

async function applyOnce(
	tx: Transaction< Database >,
	key: ConnectionKey,
	batch: ParsedBatch,
	now: Date,
	mode: Mode
): Promise< AppliedBatch > {
	// Includes records that may turn out to be excluded, so that the lookup does not have to wait.
	const named = byElement(
		batch.records.flatMap( ( parsed, index ) =>
			parsed.ok ? [ { index, record: parsed.record } ] : []
		)
	);
	const [ connection, stored ] = await inMessages( tx, ( ask ) =>
		Promise.all( [
			lockConnection( ask, key, batch.webhookId ),
			findStored( ask, key, named ),
		] )
	);
	if ( connection === null ) {
		throw new ProblemError( refusalOf( 'connection-gone' ) );
	}
	const { verdict } = decide( connection.status, 'verified' );
	if ( verdict !== 'accept' ) {
		throw new ProblemError( refusalOf( verdict ) );
	}
	const { answered } = connection;
	if ( answered !== null ) {
		if ( answered.bodyHash !== batch.bodyHash ) {
			throw new ProblemError( ID_REUSED );
		}
		if (
			answered.signedAt === null ||
			answered.signedAt < batch.signedAt
		) {
			await noteSignedAt( tx, key, batch );
		}
		return {
			receipt: answered.receipt,
			repeated: true,
			orders: [],
			isWatched: false,
		};
	}
	const {
		outcomes,
		candidates: eligible,
		excluded,
	} = sortRecords( batch.records, connection.switchedOn );
	const overtaken = connection.hasExclusions
		? await findOvertaken( tx, key, eligible )
		: new Set< number >();
	for ( const { index, record } of eligible ) {
		if ( overtaken.has( index ) ) {
			const { element, id } = record;
			outcomes[ index ] = { element, id, outcome: 'stale' };
		}
	}
	const candidates = eligible.filter(
		( { index } ) => ! overtaken.has( index )
	);
	const { account } = connection;
	const settled =
		mode === 'together'
			? await applyRecords( tx, key, candidates, account, stored, now )
			: await applyIsolated( tx, key, candidates, account, now );
	const { keptOut, taken } = divide( excluded, candidates, settled );
	const forgotten = connection.hasExclusions
		? await forgetExclusions( tx, key, taken )
		: [];
	const known = await markTrashed( tx, key, [
		...trashedOrders( excluded ),
		...trashedBefore( forgotten ),
	] );
	await writeExclusions(
		tx,
		key,
		// R18: an order that is stored does not count as kept out.
		keptOut.filter(
			( { element, id } ) => element !== 'orders' || ! known.has( id )
		),
		now
	);
	const receipt: Receipt = {
		id: batch.webhookId,
		received_at: now.toISOString(),
		settings_version: connection.settingsVersion,
		outcomes: outcomes.map(
			( outcome, index ) => outcome ?? settled.get( index )!
		),
	};
	await inMessages( tx, ( ask ) =>
		Promise.all( [
			ask( prepared`
		insert into batches
			( account_id, connection_id, webhook_id, body_hash, received_at, signed_at, receipt )
		values (
			${ key.accountId }, ${ key.connectionId }, ${ batch.webhookId }, ${ batch.bodyHash }, ${ now }, ${ batch.signedAt },
			${ JSON.stringify( receipt ) }
		)
	` ),
			ask( sql`commit` ),
		] )
	);
	return {
		receipt,
		repeated: false,
		orders: appliedOrders( candidates, settled ),
		isWatched: account.watch.types.size > 0,
	};
}

/** Records the last attempt, so that every copy recognises replays of earlier ones (R30). */
async function noteSignedAt(
	tx: Kysely< Database >,
	key: ConnectionKey,
	{ webhookId, signedAt }: Batch
): Promise< void > {
	await sql`
		update batches set signed_at = ${ signedAt }
		where account_id = ${ key.accountId } and connection_id = ${ key.connectionId } and webhook_id = ${ webhookId }
	`.execute( tx );
}

/** R18: the records that are kept out, and those that are accepted, perhaps after they were kept out before. */
function divide(
	excluded: SortedBatch[ 'excluded' ],
	candidates: readonly Candidate[],
	settled: ReadonlyMap< number, Outcome >
): { keptOut: KeptOut[]; taken: Candidate[ 'record' ][] } {
	const keptOut: KeptOut[] = excluded.map(
		( { record: { element, id, version }, reason } ) => ( {
			element,
			id,
			version,
			reason,
		} )
	);
	const taken: Candidate[ 'record' ][] = [];
	for ( const { index, record } of candidates ) {
		const outcome = settled.get( index )!;
		const { element, id, version } = record;
		if ( outcome.outcome === 'excluded' ) {
			keptOut.push( { element, id, version, reason: outcome.reason } );
		} else if ( outcome.outcome === 'applied' ) {
			taken.push( record );
		}
	}
	return { keptOut, taken };
}

function appliedOrders(
	candidates: readonly Candidate[],
	settled: ReadonlyMap< number, Outcome >
): AppliedOrder[] {
	return candidates.flatMap( ( { index, record } ) =>
		record.element === 'orders' &&
		settled.get( index )?.outcome === 'applied'
			? [ { number: record.data.number, status: record.data.status } ]
			: []
	);
}
