import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { acrossAccounts } from '../db/scope.ts';

/** Counting stops here, since an exact count would take too long. */
const COUNTED = 100_000;

/** Counts due runs across accounts, for the operator's metrics. */
export async function measureDue(
	db: Kysely< Database >,
	now: Date
): Promise< number > {
	const { rows } = await sql< { due: number } >`
		select count( * )::integer as due from (
			select from due_accounts a
			join automation_runs r on r.account_id = a.account_id
			where a.due_at <= ${ now } and r.state = 'waiting' and r.due_at <= ${ now }
			limit ${ sql.lit( COUNTED ) }
		) as due
	`.execute( acrossAccounts( db ) );
	return rows[ 0 ]!.due;
}
