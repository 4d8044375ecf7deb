import type { ColumnType, Generated } from 'kysely';
import type { WebhookEventType, WebhookType } from '@ivorey/shared';

type Timestamp = ColumnType< Date, string | Date, string | Date >;
type NullableTimestamp = ColumnType<
	Date | null,
	string | Date | null | undefined,
	string | Date | null
>;
type Numeric = ColumnType< string, string | number, string | number >;

/**
 * Why an endpoint is disabled:
 * `person` a person did it in Ivorey,
 * `gone` it answered 410,
 * `failing` it failed for days (R45),
 * `secret_lost` the key that its secret was sealed with is lost.
 */
export const ENDPOINT_OFF_REASONS = [
	'person',
	'gone',
	'failing',
	'secret_lost',
] as const;
export type EndpointOffReason = ( typeof ENDPOINT_OFF_REASONS )[ number ];

/** Why a delivery is not retried any more. */
export const DELIVERY_FAILURES = [ 'gave_up', 'gone', 'erased' ] as const;

/** R45: an address that events are sent to. */
export interface WebhookEndpointsTable {
	account_id: string;
	endpoint_id: string;
	url: string;
	description: string;
	event_types: WebhookEventType[];
	state: 'enabled' | 'disabled';
	/** null while enabled. */
	state_reason: EndpointOffReason | null;
	state_since: Timestamp;
	created_at: Timestamp;
	/** When it was last enabled; earlier events are not sent to it. */
	listening_since: Timestamp;
	/** Triggers up to this cursor of trigger_events are not published to it. */
	after_cursor: Numeric;
	/** The time since which every attempt has failed; null: the last one succeeded. */
	failing_since: NullableTimestamp;
	/** The number of attempts since then, one at a time; see webhooks/health.ts. */
	probes: Generated< number >;
	/** Nothing is sent before this time. */
	retry_at: NullableTimestamp;
	/** Deliveries tried before this time wait no longer. */
	recovered_at: NullableTimestamp;
	/** How many deliveries are sent at once. */
	width: Generated< number >;
	/** The endpoint that has waited longest is served next. */
	served_at: NullableTimestamp;
	/** The lease of the worker that sends to it, until `lease_until`. */
	lease_id: string | null;
	lease_until: NullableTimestamp;
}

export interface WebhookSecretsTable {
	account_id: string;
	endpoint_id: string;
	secret_id: string;
	/** As `encryptSecret` writes it. */
	value: string;
	created_at: Timestamp;
	/** null: the current one. */
	expires_at: NullableTimestamp;
}

/** Events as they are sent to every endpoint; only those that an endpoint subscribes to. */
export interface WebhookEventsTable {
	account_id: string;
	/** The `webhook-id`; derived from what happened, so that each event is published once. */
	event_id: string;
	type: WebhookType;
	/** JSON, byte for byte as sent; null: erased. */
	body: string | null;
	/** Events of one subject are sent one after the other. */
	subject: string;
	/** The store that it concerns, or null. */
	connection_id: string | null;
	/** An erasure finds the event by these. */
	order_id: string | null;
	contact_id: string | null;
	email_hash: string | null;
	/** Orders events by age, to the microsecond. */
	created_at: Timestamp;
	erased_at: NullableTimestamp;
}

/** An event for an endpoint. The row is the job. */
export interface WebhookDeliveriesTable {
	account_id: string;
	event_id: string;
	endpoint_id: string;
	connection_id: string | null;
	/** The event's. */
	created_at: Timestamp;
	state: 'waiting' | 'sent' | 'failed';
	/** null unless failed. */
	failure: ( typeof DELIVERY_FAILURES )[ number ] | null;
	due_at: Timestamp;
	/** A failure after this time is not retried. */
	give_up_at: Timestamp;
	attempts: Generated< number >;
	/** The number of tries since it was last requested; the wait grows with it. */
	tries: Generated< number >;
	attempted_at: NullableTimestamp;
	settled_at: NullableTimestamp;
}

export interface WebhookAttemptsTable {
	account_id: string;
	event_id: string;
	endpoint_id: string;
	/** From 1. */
	attempt: number;
	connection_id: string | null;
	started_at: Timestamp;
	duration_ms: number;
	/** null without an answer. */
	status: number | null;
	/** A PostFailure; null if there was an answer. */
	error: string | null;
	/** The first bytes of the answer. */
	answer: string;
}

/** The last of an account's triggers that was turned into events. */
export interface WebhookCursorsTable {
	account_id: string;
	last_cursor: Numeric;
}

/** E-mails about disabled endpoints, both pending and sent. */
export interface WebhookNoticesTable {
	account_id: string;
	notice_id: string;
	endpoint_id: string;
	kind: Exclude< EndpointOffReason, 'person' | 'secret_lost' >;
	occurred_at: Timestamp;
	state: 'waiting' | 'sent' | 'given_up';
	attempts: number;
	next_attempt_at: Timestamp;
	sent_at: NullableTimestamp;
}

export interface WebhookTables {
	webhook_endpoints: WebhookEndpointsTable;
	webhook_secrets: WebhookSecretsTable;
	webhook_events: WebhookEventsTable;
	webhook_deliveries: WebhookDeliveriesTable;
	webhook_attempts: WebhookAttemptsTable;
	webhook_cursors: WebhookCursorsTable;
	webhook_notices: WebhookNoticesTable;
}

export const WEBHOOK_TABLES = [
	'webhook_endpoints',
	'webhook_secrets',
	'webhook_events',
	'webhook_deliveries',
	'webhook_attempts',
	'webhook_cursors',
	'webhook_notices',
] as const satisfies readonly ( keyof WebhookTables )[];
