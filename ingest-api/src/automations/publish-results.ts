import { sql, type RawBuilder } from 'kysely';
import type { WebhookEventType } from '@ivorey/shared';
import type { RunState } from '../db/automation-tables.ts';
import { publishing } from '../events/publish.ts';

const EVENT_TYPES: Partial< Record< RunState, WebhookEventType > > = {
	sent: 'automation.sent',
	unknown: 'automation.perhaps_sent',
	failed: 'automation.failed',
	skipped: 'automation.skipped',
	held: 'automation.held',
};

/** For `returning`: the columns of a run `r` that publishingResults() needs. */
export const RUN_COLUMNS = sql.raw(
	'r.account_id, r.automation_id, r.connection_id, r.trigger_id, r.order_id, r.version, r.state, r.reason, r.sends'
);

/**
 * R45: common table expressions that publish the results of runs, in the statement that decides them. An earlier
 * expression must be named `settled` and return RUN_COLUMNS.
 */
export function publishingResults(
	accountId: string,
	now: Date
): RawBuilder< unknown > {
	const at = now.toISOString();
	const types = JSON.stringify( EVENT_TYPES );
	return sql`
		results as (
			select s.*, ${ types }::json->>s.state as type, v.definition, c.store_url,
				s.automation_id || ':' || s.connection_id || ':' || s.trigger_id as run_id
			from settled as s
			join automation_versions as v
				on v.account_id = s.account_id and v.automation_id = s.automation_id and v.version = s.version
			join connections as c on c.account_id = s.account_id and c.connection_id = s.connection_id
		), ${ publishing(
			accountId,
			sql`
				select
					'evt_' || left( translate( encode( sha256( convert_to(
						concat_ws( chr( 10 ), r.account_id, r.type, r.run_id, r.sends ), 'UTF8'
					) ), 'base64' ), '+/', '-_' ), 32 ) as event_id,
					r.type,
					json_build_object( 'type', r.type, 'timestamp', ${ at }::text, 'data', json_build_object(
						'connection', r.account_id || '.' || r.connection_id, 'store_url', r.store_url,
						'automation', json_build_object( 'id', r.automation_id, 'name', r.definition->>'name' ),
						'run_id', r.run_id, 'trigger', r.definition->>'trigger', 'order_id', r.order_id,
						'action', r.definition->'action'->>'type', 'reason', r.reason, 'occurred_at', ${ at }::text
					) )::text as body,
					r.connection_id || ':order:' || r.order_id as subject, r.connection_id, r.order_id,
					null::uuid as contact_id, null::text as email_hash, ${ now }::timestamptz as created_at,
					null::timestamptz as happened_at, null::bigint as cursor
				from results as r
				where r.type is not null
			`
		) }
	`;
}
