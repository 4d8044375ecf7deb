import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { healthOf, leaseEnd, type Claim } from './claim.ts';
import { giveUp } from './endpoints.ts';
import type { Due } from './round.ts';
import {
	healthAfter,
	retryAt,
	type Random,
	type RoundResult,
} from './rules.ts';

/** The result of an attempt. */
export interface Attempt extends RoundResult {
	delivery: Due;
	isSent: boolean;
	durationMs: number;
	status: number | null;
	error: string | null;
	/** The first bytes of the response. */
	answer: string;
}

/**
 * Records a round of attempts, the endpoint's new state, and a notice if that switches it off (R45), in one statement.
 * Renews the lease. Failures at an address that was replaced meanwhile neither end a delivery nor count against the
 * endpoint.
 *
 * @return The claim with the endpoint's new state; null if this worker must stop sending to it.
 */
export async function settleRound(
	db: Kysely< Database >,
	claim: Claim,
	attempts: readonly Attempt[],
	now: Date,
	random: Random
): Promise< Claim | null > {
	const { accountId, endpointId, leaseId, url } = claim;
	const leaseUntil = leaseEnd( now );
	const { health, off } = healthAfter( claim.health, attempts, now, random );
	const rows = attempts.map( ( attempt ) => {
		const { delivery } = attempt;
		const next = nextOf( attempt, now, random );
		return {
			event_id: delivery.eventId,
			...next,
			started_at: attempt.startedAt.toISOString(),
			duration_ms: attempt.durationMs,
			status: attempt.status,
			error: attempt.error,
			answer: attempt.answer,
		};
	} );
	const { rows: endpoints } = await sql< {
		state: 'enabled' | 'disabled';
		failing_since: Date | null;
		probes: number;
		retry_at: Date | null;
		recovered_at: Date | null;
		width: number;
	} >`
		with given as (
			select * from json_to_recordset( ${ JSON.stringify( rows ) }::json ) as r (
				event_id text, state text, failure text, due_at timestamptz, started_at timestamptz, duration_ms integer,
				status integer, error text, answer text
			)
		), endpoint as (
			select e.account_id, e.endpoint_id, e.state, e.url = ${ url } as is_current,
				e.url = ${ url } and e.lease_id = ${ leaseId } as is_claimed
			from webhook_endpoints e
			where e.account_id = ${ accountId } and e.endpoint_id = ${ endpointId }
			for update
		), outcome as (
			select g.*, case when g.state = 'failed' and not e.is_current then 'waiting' else g.state end as becomes
			from given g
			cross join endpoint e
		), settled as (
			update webhook_deliveries d
			set state = o.becomes, failure = case when o.becomes = 'failed' then o.failure end,
				due_at = coalesce( o.due_at, d.due_at ), attempts = d.attempts + 1, tries = d.tries + 1,
				attempted_at = o.started_at,
				settled_at = case when o.becomes = 'waiting' then null else ${ now }::timestamptz end
			from outcome o
			where d.account_id = ${ accountId } and d.endpoint_id = ${ endpointId } and d.event_id = o.event_id
				and d.state = 'waiting'
			returning d.event_id, d.attempts, d.connection_id
		), noted as (
			insert into webhook_attempts (
				account_id, event_id, endpoint_id, attempt, connection_id, started_at, duration_ms, status, error, answer
			)
			select ${ accountId }, s.event_id, ${ endpointId }, s.attempts, s.connection_id, g.started_at, g.duration_ms,
				g.status, g.error, g.answer
			from settled s
			join given g using ( event_id )
			on conflict ( account_id, event_id, endpoint_id, attempt ) do nothing
			returning account_id
		), told as (
			insert into webhook_notices (
				account_id, notice_id, endpoint_id, kind, occurred_at, state, attempts, next_attempt_at
			)
			select e.account_id, ${ randomUUID() }, e.endpoint_id, ${ off }, ${ now }, 'waiting', 0, ${ now }
			from endpoint e
			where e.is_claimed and e.state = 'enabled' and ${ off }::text is not null
			returning account_id
		)
		update webhook_endpoints e
		set failing_since = ${ health.failingSince }, probes = ${ health.probes }, retry_at = ${ health.retryAt },
			recovered_at = ${ health.recoveredAt }, width = ${ health.width }, lease_until = ${ leaseUntil },
			state_reason = case when e.state = 'enabled' then ${ off }::text else e.state_reason end,
			state_since = case when e.state = 'enabled' and ${ off }::text is not null then ${ now } else e.state_since end,
			state = case when ${ off }::text is null then e.state else 'disabled' end
		from endpoint
		where endpoint.is_claimed and e.account_id = endpoint.account_id and e.endpoint_id = endpoint.endpoint_id
		returning e.state, e.failing_since, e.probes, e.retry_at, e.recovered_at, e.width
	`.execute( db );
	const endpoint = endpoints[ 0 ];
	if ( endpoint === undefined ) {
		return null;
	}
	if ( endpoint.failing_since !== null ) {
		// Most deliveries of a failing endpoint are never tried.
		await giveUp( db, claim, now );
	}
	return endpoint.state === 'disabled'
		? null
		: { ...claim, leaseUntil, health: healthOf( endpoint ) };
}

function nextOf(
	{ kind, pauseMs, delivery }: Attempt,
	now: Date,
	random: Random
): {
	state: 'sent' | 'waiting' | 'failed';
	failure: string | null;
	due_at: string | null;
} {
	if ( kind === 'sent' ) {
		return { state: 'sent', failure: null, due_at: null };
	}
	if ( kind === 'gone' ) {
		return { state: 'failed', failure: 'gone', due_at: null };
	}
	const next = retryAt( delivery.tries + 1, delivery.giveUpAt, now, random );
	return next === null
		? { state: 'failed', failure: 'gave_up', due_at: null }
		: {
				state: 'waiting',
				failure: null,
				due_at: new Date(
					Math.max( next.getTime(), now.getTime() + pauseMs )
				).toISOString(),
			};
}
