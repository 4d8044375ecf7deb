import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { acrossAccounts } from '../db/scope.ts';

/** Counting stops here, since an exact count would take too long. */
const COUNTED = 100_000;

/** Measures the due deliveries of enabled endpoints, across accounts, for the operator's metrics. */
export async function measureQueue(
	db: Kysely< Database >,
	now: Date
): Promise< { due: number; lateSeconds: number } > {
	const across = acrossAccounts( db );
	const { rows: counts } = await sql< { due: number } >`
		select count( * )::integer as due from (
			select from webhook_endpoints e
			join webhook_deliveries d on d.account_id = e.account_id and d.endpoint_id = e.endpoint_id
			where e.state = 'enabled' and d.state = 'waiting' and d.due_at <= ${ now }
			limit ${ sql.lit( COUNTED ) }
		) as due
	`.execute( across );
	const { rows: oldest } = await sql< { due_at: Date | null } >`
		select min( d.due_at ) as due_at
		from webhook_endpoints e
		cross join lateral (
			select due_at from webhook_deliveries d
			where d.account_id = e.account_id and d.endpoint_id = e.endpoint_id and d.state = 'waiting'
				and d.due_at <= ${ now }
			order by d.created_at
			limit 1
		) d
		where e.state = 'enabled' and e.failing_since is null and ( e.retry_at is null or e.retry_at <= ${ now } )
	`.execute( across );
	const dueAt = oldest[ 0 ]?.due_at ?? now;
	return {
		due: counts[ 0 ]!.due,
		lateSeconds: Math.max( 0, ( now.getTime() - dueAt.getTime() ) / 1_000 ),
	};
}
