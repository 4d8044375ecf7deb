import { randomUUID } from 'node:crypto';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../db/schema.ts';
import { acrossAccounts } from '../db/scope.ts';
import type { EndpointKey } from '../db/identifiers.ts';
import type { Health } from './rules.ts';

/** An endpoint leased by this worker. */
export interface Claim extends EndpointKey {
	leaseId: string;
	leaseUntil: Date;
	url: string;
	health: Health;
}

/**
 * Longer than resolving the name, one round and its last response take together. After that time, another worker takes
 * over from one that was killed.
 */
export const LEASE_MS = 18_000;

/** Limits of a worker. Failing endpoints have their own places, so they take none from healthy ones. */
export interface Room {
	/** Endpoints served at once. */
	healthy: number;
	failing: number;
	/** One account's share of each kind of place. */
	perAccount: number;
	/** Current claims, which occupy places. */
	busy: readonly Claim[];
}

interface HealthColumns {
	failing_since: Date | null;
	probes: number;
	retry_at: Date | null;
	recovered_at: Date | null;
	width: number;
}

export function healthOf( row: HealthColumns ): Health {
	return {
		failingSince: row.failing_since,
		probes: row.probes,
		retryAt: row.retry_at,
		recoveredAt: row.recovered_at,
		width: row.width,
	};
}

/** Whether a delivery `d` of an endpoint `e` may be sent now; follows probeOf(). */
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

const isFailing = ( { health }: Claim ): boolean =>
	health.failingSince !== null;

/**
 * Leases endpoints with due deliveries, across accounts: the least recently served first, and no more of one account
 * than its share.
 */
export async function claimEndpoints(
	db: Kysely< Database >,
	room: Room,
	now: Date
): Promise< Claim[] > {
	const across = acrossAccounts( db );
	const failing = room.busy.filter( isFailing );
	const healthy = room.busy.filter( ( busy ) => ! isFailing( busy ) );
	return [
		...( await claim(
			across,
			room,
			room.healthy,
			healthy,
			sql`is null`,
			now
		) ),
		...( await claim(
			across,
			room,
			room.failing,
			failing,
			sql`is not null`,
			now
		) ),
	];
}

async function claim(
	db: Kysely< Database >,
	{ perAccount }: Room,
	places: number,
	busy: readonly Claim[],
	failingSince: RawBuilder< unknown >,
	now: Date
): Promise< Claim[] > {
	const count = places - busy.length;
	if ( count <= 0 ) {
		return [];
	}
	const accounts = busy.map( ( { accountId } ) => accountId );
	const { rows } = await sql<
		HealthColumns & {
			account_id: string;
			endpoint_id: string;
			url: string;
			lease_id: string;
			lease_until: Date;
		}
	>`
		with busy as (
			select account_id, count( * ) as count from unnest( ${ accounts }::text[] ) as account_id group by account_id
		), due as (
			select e.account_id, e.endpoint_id, e.served_at,
				row_number() over ( partition by e.account_id order by e.served_at nulls first ) as turn
			from webhook_endpoints e
			where ${ mayBeServed( now ) } and e.failing_since ${ failingSince }
				and exists (
					select from webhook_deliveries d
					where d.account_id = e.account_id and d.endpoint_id = e.endpoint_id and d.state = 'waiting'
						and ${ isDue( now ) }
				)
		), next as (
			select e.account_id, e.endpoint_id
			from webhook_endpoints e
			join due on due.account_id = e.account_id and due.endpoint_id = e.endpoint_id
			left join busy on busy.account_id = e.account_id
			where ${ mayBeServed( now ) } and due.turn + coalesce( busy.count, 0 ) <= ${ perAccount }
			order by due.served_at nulls first
			limit ${ count }
			for update of e skip locked
		)
		update webhook_endpoints e
		set lease_id = ${ randomUUID() }, lease_until = ${ leaseEnd( now ) }, served_at = ${ now }
		from next
		where e.account_id = next.account_id and e.endpoint_id = next.endpoint_id
		returning e.account_id, e.endpoint_id, e.url, e.lease_id, e.lease_until, e.failing_since, e.probes, e.retry_at,
			e.recovered_at, e.width
	`.execute( db );
	return rows.map( ( row ) => ( {
		accountId: row.account_id,
		endpointId: row.endpoint_id,
		leaseId: row.lease_id,
		leaseUntil: row.lease_until,
		url: row.url,
		health: healthOf( row ),
	} ) );
}

export function leaseEnd( now: Date ): Date {
	return new Date( now.getTime() + LEASE_MS );
}

/** Ends a lease early, so that others need not wait for it to expire. */
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
