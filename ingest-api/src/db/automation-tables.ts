import type { ColumnType, Generated, JSONColumnType } from 'kysely';

type Timestamp = ColumnType< Date, string | Date, string | Date >;
type NullableTimestamp = ColumnType<
	Date | null,
	string | Date | null | undefined,
	string | Date | null
>;
/** Postgres returns bigint as text. */
type BigInteger = ColumnType< string, string | number, string | number >;
type NullableBigInteger = ColumnType<
	string | null,
	string | number | null | undefined,
	string | number | null
>;

export interface AutomationsTable {
	account_id: string;
	/** A ready-made automation's ID is its name. */
	automation_id: string;
	/** R32; null for an automation that the owner made. */
	ready_made: string | null;
	state: 'on' | 'off';
	version: number;
	/** The account's last trigger when it was switched on: it ignores triggers up to there (R42). */
	begins_after: NullableBigInteger;
	switched_at: Timestamp;
	/** When the owner was told that its hourly limit was reached; null if nothing is held. */
	held_told_at: NullableTimestamp;
	created_at: Timestamp;
}

export interface AutomationVersionsTable {
	account_id: string;
	automation_id: string;
	version: number;
	/** See definitionSchema. */
	definition: JSONColumnType< object >;
	/** null: as it came ready-made. */
	person_id: string | null;
	created_at: Timestamp;
}

/** The last trigger for which each account's automations were started. */
export interface AutomationCursorsTable {
	account_id: string;
	last_cursor: BigInteger;
}

export const RUN_STATES = [
	'waiting',
	'acting',
	'held',
	'sent',
	'failed',
	'unknown',
	'skipped',
] as const;
export type RunState = ( typeof RUN_STATES )[ number ];

/** R33: one for each automation and trigger of an order, kept for good. */
export interface AutomationRunsTable {
	account_id: string;
	automation_id: string;
	connection_id: string;
	trigger_id: string;
	order_id: string;
	trigger_cursor: BigInteger;
	occurred_at: Timestamp;
	/** The version of the automation. */
	version: number;
	state: RunState;
	/** A RunReason; the answer if an action failed. */
	reason: string | null;
	due_at: Timestamp;
	/** How many attempts were postponed. */
	attempts: Generated< number >;
	/** How many times its owner asked to send it again. */
	sends: Generated< number >;
	/** When its owner decided to send it anyway: then neither its age nor the hourly limit holds it back. */
	released_at: NullableTimestamp;
	/** When it decided to act. */
	acted_at: NullableTimestamp;
	settled_at: NullableTimestamp;
	created_at: Timestamp;
}

/** An e-mail as rendered. */
export interface MessagesTable {
	account_id: string;
	/** Derived from its run: see messageIdOf(). */
	message_id: string;
	kind: 'automation' | 'test' | 'notice';
	purpose: 'transactional' | 'marketing';
	automation_id: string | null;
	connection_id: string | null;
	trigger_id: string | null;
	order_id: string | null;
	recipient: string;
	/** See emailHash(). */
	recipient_hash: string;
	sender_name: string;
	reply_to: string | null;
	subject: string;
	html: string;
	plain_text: string;
	/** The token of its unsubscribe link; null if it has none. */
	unsubscribe_token: string | null;
	state: 'waiting' | 'sending' | 'sent' | 'failed' | 'unknown';
	/** When it is to be sent; while it is being sent, when another worker may take it over. */
	due_at: Timestamp;
	attempts: Generated< number >;
	/** The lease of the worker that is sending it; only its holder may hand the message over. */
	lease_id: string | null;
	/** When its first byte went to the mail server; null: certainly not sent. */
	handed_over_at: NullableTimestamp;
	reply: string | null;
	created_at: Timestamp;
	settled_at: NullableTimestamp;
	erased_at: NullableTimestamp;
}

/** The recipients who get no more e-mails. */
export interface SuppressionsTable {
	account_id: string;
	email_hash: string;
	/** `transactional` covers all e-mails. */
	purpose: 'transactional' | 'marketing';
	reason: 'unsubscribed' | 'bounced';
	created_at: Timestamp;
}

/** When something of an account is due next; "infinity" if nothing is. */
export interface DueAccountsTable {
	account_id: string;
	due_at: ColumnType< Date | number, string | Date, string | Date >;
	/** Lets accounts be served in turn. */
	served_at: Timestamp;
}

export interface AutomationTables {
	automations: AutomationsTable;
	automation_versions: AutomationVersionsTable;
	automation_cursors: AutomationCursorsTable;
	automation_runs: AutomationRunsTable;
	messages: MessagesTable;
	suppressions: SuppressionsTable;
	due_accounts: DueAccountsTable;
}

export const AUTOMATION_TABLES = [
	'automations',
	'automation_versions',
	'automation_cursors',
	'automation_runs',
	'messages',
	'suppressions',
	'due_accounts',
] as const satisfies readonly ( keyof AutomationTables )[];
