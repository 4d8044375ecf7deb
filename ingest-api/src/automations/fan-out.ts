import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { acrossAccounts } from '../db/scope.ts';
import { noteDue } from './due-accounts.ts';

const TRIGGERS_AT_ONCE = 500;

/** Accounts with triggers for which no automation was started yet, for the worker. */
export async function findAccountsWithTriggers(
	db: Kysely< Database >,
	limit: number
): Promise< string[] > {
	const { rows } = await sql< { account_id: string } >`
		select started.account_id
		from automation_cursors as started
		join trigger_cursors as fired
			on fired.account_id = started.account_id and fired.last_cursor > started.last_cursor
		limit ${ limit }
	`.execute( acrossAccounts( db ) );
	return rows.map( ( row ) => row.account_id );
}

/**
 * R33: starts the automations of an account for its next triggers, in one transaction with the cursor, so each starts
 * once even if the worker is killed. Whether the order meets an automation's conditions is decided when its run is due.
 *
 * @return Whether there may be more; false too if another worker holds the account.
 */
export async function startRuns(
	db: Kysely< Database >,
	accountId: string,
	now: Date
): Promise< boolean > {
	return db.transaction().execute( async ( tx ) => {
		const locked = await sql< { after: string; fired: string } >`
			select started.last_cursor as after, fired.last_cursor as fired
			from automation_cursors as started
			join trigger_cursors as fired on fired.account_id = started.account_id
			where started.account_id = ${ accountId }
			for update of started skip locked
		`.execute( tx );
		if ( locked.rows[ 0 ] === undefined ) {
			return false;
		}
		const { after, fired } = locked.rows[ 0 ];
		const { rows } = await sql< {
			last: string | null;
			count: string;
		} >`
			select max( cursor ) as last, count(*) as count from (
				select cursor from trigger_events
				where account_id = ${ accountId } and cursor > ${ after }
				order by cursor limit ${ TRIGGERS_AT_ONCE }
			) as next
		`.execute( tx );
		// Without any, the triggers were deleted with their store.
		const last = rows[ 0 ]?.last ?? fired;
		const started = await sql< { due_at: Date } >`
			insert into automation_runs (
				account_id, automation_id, connection_id, trigger_id, order_id, trigger_cursor, occurred_at, version, state,
				due_at, created_at
			)
			select
				a.account_id, a.automation_id, e.connection_id, e.trigger_id, e.order_id, e.cursor, e.occurred_at, a.version,
				'waiting', e.occurred_at + ( v.definition->>'delay_minutes' )::integer * interval '1 minute', ${ now }
			from automations as a
			join automation_versions as v
				on v.account_id = a.account_id and v.automation_id = a.automation_id and v.version = a.version
			join trigger_events as e
				on e.account_id = a.account_id and e.type = v.definition->>'trigger'
				and e.cursor > ${ after }::bigint and e.cursor <= ${ last }::bigint and e.cursor > a.begins_after
				and (
					jsonb_typeof( v.definition->'stores' ) = 'null'
					or v.definition->'stores' ? e.connection_id
				)
			where a.account_id = ${ accountId } and a.state = 'on'
			order by e.cursor, a.automation_id
			on conflict do nothing
			returning due_at
		`.execute( tx );
		await sql`
			update automation_cursors set last_cursor = ${ last } where account_id = ${ accountId }
		`.execute( tx );
		if ( started.rows.length > 0 ) {
			await noteDue(
				tx,
				accountId,
				new Date(
					Math.min(
						...started.rows.map( ( row ) => row.due_at.getTime() )
					)
				)
			);
		}
		return Number( rows[ 0 ]!.count ) === TRIGGERS_AT_ONCE;
	} );
}
