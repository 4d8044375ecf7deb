import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { acrossAccounts } from '../db/scope.ts';

/** Records when work is due, in the transaction that creates it, so that a worker finds the account. */
export async function noteDue(
	tx: Kysely< Database >,
	accountId: string,
	dueAt: Date
): Promise< void > {
	await sql`
		insert into due_accounts ( account_id, due_at, served_at )
		values ( ${ accountId }, ${ dueAt }, '-infinity' )
		on conflict ( account_id ) do update set due_at = least( due_accounts.due_at, excluded.due_at )
	`.execute( tx );
}

/** Accounts with due work, for the worker: the account that has waited longest for its turn comes first. */
export async function findDueAccounts(
	db: Kysely< Database >,
	now: Date,
	limit: number
): Promise< string[] > {
	const { rows } = await sql< { account_id: string } >`
		select account_id from due_accounts where due_at <= ${ now } order by served_at limit ${ limit }
	`.execute( acrossAccounts( db ) );
	return rows.map( ( row ) => row.account_id );
}

/** When the next work is due in any account, for the worker; null if nothing waits. */
export async function nextDueAt(
	db: Kysely< Database >
): Promise< Date | null > {
	const { rows } = await sql< { due_at: Date } >`
		select account_id, due_at from due_accounts where due_at < 'infinity' order by due_at limit 1
	`.execute( acrossAccounts( db ) );
	return rows[ 0 ]?.due_at ?? null;
}

/** Puts the account behind the others, until its next work is due. */
export async function noteServed(
	db: Kysely< Database >,
	accountId: string,
	now: Date
): Promise< void > {
	await db.transaction().execute( async ( tx ) => {
		// The lock needs its own statement: the update must see work that the previous holder of the lock made due.
		const locked = await sql`
			select account_id from due_accounts where account_id = ${ accountId } for update skip locked
		`.execute( tx );
		if ( locked.rows.length === 0 ) {
			// Another worker holds the account, and will record the same.
			return;
		}
		await sql`
			update due_accounts set served_at = ${ now }, due_at = least(
				coalesce(
					( select min( due_at ) from automation_runs where account_id = ${ accountId } and state = 'waiting' ),
					'infinity'
				),
				coalesce(
					( select min( due_at ) from messages where account_id = ${ accountId } and state in ( 'waiting', 'sending' ) ),
					'infinity'
				)
			)
			where account_id = ${ accountId }
		`.execute( tx );
	} );
}
