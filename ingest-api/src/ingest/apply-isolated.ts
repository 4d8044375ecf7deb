import { sql, type Kysely } from 'kysely';
import type { Outcome } from '@ivorey/shared';
import type { ConnectionKey } from '../db/identifiers.ts';
import { databaseErrorKind, isUniqueViolation } from '../db/errors.ts';
import type { Database } from '../db/schema.ts';
import { applyRecords, type BatchAccount } from './apply-records.ts';
import type { Candidate } from './sort.ts';

/** Bisects a failing batch down to the record that Postgres refuses; that record is rejected, the rest is applied. */
export async function applyIsolated(
	tx: Kysely< Database >,
	key: ConnectionKey,
	candidates: readonly Candidate[],
	account: BatchAccount,
	now: Date
): Promise< Map< number, Outcome > > {
	await sql`savepoint part`.execute( tx );
	try {
		const settled = await applyRecords(
			tx,
			key,
			candidates,
			account,
			null,
			now
		);
		await sql`release savepoint part`.execute( tx );
		return settled;
	} catch ( error ) {
		if (
			databaseErrorKind( error ) !== 'data' &&
			! isUniqueViolation( error )
		) {
			throw error;
		}
		await sql`rollback to savepoint part`.execute( tx );
		await sql`release savepoint part`.execute( tx );
	}
	const [ only ] = candidates;
	if ( candidates.length === 1 && only !== undefined ) {
		const { element, id } = only.record;
		const errors = [
			{ path: '', message: 'holds a value that cannot be stored' },
		];
		return new Map( [
			[ only.index, { element, id, outcome: 'rejected', errors } ],
		] );
	}
	const middle = Math.ceil( candidates.length / 2 );
	const first = await applyIsolated(
		tx,
		key,
		candidates.slice( 0, middle ),
		account,
		now
	);
	const second = await applyIsolated(
		tx,
		key,
		candidates.slice( middle ),
		account,
		now
	);
	return new Map( [ ...first, ...second ] );
}
