import { randomUUID } from 'node:crypto';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../db/schema.ts';
import { acrossAccounts } from '../db/scope.ts';
import type { EndpointKey } from '../db/identifiers.ts';
import type { Health } from './rules.ts';

/** An endpoint that this worker alone sends to, for a while. */
export interface Claim extends EndpointKey {
	leaseId: string;
	url: string;
	health: Health;
}

/** Longer than a round takes, at most; a worker that was killed is replaced after it. */
export const LEASE_MS = 18_000;

export interface Room {
	/** How many endpoints may be claimed: of those that answer, and of those that fail, so that these take no place from those. */
	healthy: number;
	failing: number;
	/** Accounts that have as many as one may have. */
	fullAccounts: readonly string[];
	/** How many of one account. */
	perAccount: number;
}

interface HealthColumns {
	failing_since: Date | null;
	probes: number;
	retry_at: Date | null;
	recovered_at: Date | null;
	width: number;
}

/** For `returning`. */
export const HEALTH_COLUMNS = sql.raw(
	'failing_since, probes, retry_at, recovered_at, width'
);

export function healthOf( row: HealthColumns ): Health {
	return {
		failingSince: row.failing_since,
		probes: row.probes,
		retryAt: row.retry_at,
		recoveredAt: row.recovered_at,
		width: row.width,
	};
}

/** Whether a delivery `d` of an endpoint `e` is to be sent; as probeOf() has it. */
export function isDue( now: Date ): RawBuilder< boolean > {
	return sql`(
		d.due_at <= ${ now } or d.attempted_at < e.recovered_at or ( e.failing_since is not null and e.probes % 2 = 1 )
	)`;
}

function mayBeServed( now: Date ): RawBuilder< boolean > {
	return sql`
		e.state = 'enabled' and ( e.retry_at is null or e.retry_at <= ${ now } )
			and ( e.lease_until is null or e.lease_until <= ${ now } )
	`;
}

/**
 * Endpoints that something is due for, whichever accounts': those first that were served least lately, and of no account
 * more than its share. Each is leased, so that of several workers one sends to it.
 */
export async function claimEndpoints(
	db: Kysely< Database >,
	room: Room,
	now: Date
): Promise< Claim[] > {
	const across = acrossAccounts( db );
	const [ healthy, failing ] = [
		await claim(
			across,
			room,
			room.healthy,
			sql`e.failing_since is null`,
			now
		),
		await claim(
			across,
			room,
			room.failing,
			sql`e.failing_since is not null`,
			now
		),
	];
	return [ ...healthy, ...failing ];
}

async function claim(
	db: Kysely< Database >,
	{ fullAccounts, perAccount }: Room,
	count: number,
	kind: RawBuilder< boolean >,
	now: Date
): Promise< Claim[] > {
	if ( count <= 0 ) {
		return [];
	}
	const { rows } = await sql<
		HealthColumns & {
			account_id: string;
			endpoint_id: string;
			url: string;
			lease_id: string;
		}
	>`
		with due as (
			select e.account_id, e.endpoint_id, e.served_at,
				row_number() over ( partition by e.account_id order by e.served_at nulls first ) as turn
			from webhook_endpoints e
			where ${ mayBeServed( now ) } and ${ kind } and e.account_id <> all( ${ fullAccounts }::text[] )
				and exists (
					select from webhook_deliveries d
					where d.account_id = e.account_id and d.endpoint_id = e.endpoint_id and d.state = 'waiting'
						and ${ isDue( now ) }
				)
		), next as (
			select e.account_id, e.endpoint_id
			from webhook_endpoints e
			join due on due.account_id = e.account_id and due.endpoint_id = e.endpoint_id
			where ${ mayBeServed( now ) } and due.turn <= ${ perAccount }
			order by due.served_at nulls first
			limit ${ count }
			for update of e skip locked
		)
		update webhook_endpoints e
		set lease_id = ${ randomUUID() }, lease_until = ${ leaseEnd( now ) }, served_at = ${ now }
		from next
		where e.account_id = next.account_id and e.endpoint_id = next.endpoint_id
		returning e.account_id, e.endpoint_id, e.url, e.lease_id, ${ sql.raw( 'e.failing_since, e.probes, e.retry_at, e.recovered_at, e.width' ) }
	`.execute( db );
	return rows.map( ( row ) => ( {
		accountId: row.account_id,
		endpointId: row.endpoint_id,
		leaseId: row.lease_id,
		url: row.url,
		health: healthOf( row ),
	} ) );
}

export function leaseEnd( now: Date ): Date {
	return new Date( now.getTime() + LEASE_MS );
}

/** So that others need not wait for its end. */
export async function release(
	db: Kysely< Database >,
	{ accountId, endpointId, leaseId }: Claim
): Promise< void > {
	await db
		.updateTable( 'webhook_endpoints' )
		.set( { lease_id: null, lease_until: null } )
		.where( 'account_id', '=', accountId )
		.where( 'endpoint_id', '=', endpointId )
		.where( 'lease_id', '=', leaseId )
		.execute();
}
