import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type {
	Address,
	Contact,
	ConnectionState,
	ImportRequest,
	Receipt,
	Settings,
	StatusReport,
	Switchable,
} from '@ivorey/shared';
import {
	AUTOMATION_TABLES,
	type AutomationTables,
} from './automation-tables.ts';
import { CONSOLE_TABLES, type ConsoleTables } from './console-tables.ts';
import {
	ELEMENT_TABLES,
	type ElementTables,
	type Words,
} from './element-tables.ts';
import { WEBHOOK_TABLES, type WebhookTables } from './webhook-tables.ts';

/** Written as RFC 3339, read as a Date. */
type Timestamp = ColumnType< Date, string | Date, string | Date >;
type NullableTimestamp = ColumnType<
	Date | null,
	string | Date | null,
	string | Date | null
>;
/** Postgres returns numeric and bigint as text, so that nothing is rounded. */
type Numeric = ColumnType< string, string | number, string | number >;
type Json< T extends object > = JSONColumnType< T >;
type NullableJson< T extends object > = JSONColumnType< T | null >;

export type PauseCause = 'evidence' | 'person';
export type CredentialKind = 'token' | 'secret';
export type SettingsAuthor = 'store' | 'account';
export type ContactKind = 'guest' | 'customer';

/** The encryption keys that sealed the database's secrets. Belongs to the program, not to a tenant. */
export interface EncryptionKeysTable {
	key_id: string;
	/** Sealed with the key, so that no other key passes for it. */
	check_value: string;
	created_at: Timestamp;
}

export interface AccountsTable {
	account_id: string;
	name: string;
	created_at: Timestamp;
	/** Renewed after a restore of the database. */
	epoch: Generated< string >;
	/** When the database was last restored from a backup; null: never. */
	restored_at: NullableTimestamp;
	/** An IANA time zone. */
	time_zone: Generated< string >;
	/** A BCP 47 tag, for its people's times and amounts; null: the program's default format. */
	locale: ColumnType<
		string | null,
		string | null | undefined,
		string | null
	>;
	/** The sender of e-mails to buyers; null: the account's name. */
	sender_name: string | null;
	/** The address for buyers' replies; null: the sender's address. */
	reply_to: string | null;
}

/** A store that is joined to an account. */
export interface ConnectionsTable {
	account_id: string;
	connection_id: string;
	state: ConnectionState;
	/** The cause of its pause or end; null while pending or active. */
	state_cause: PauseCause | null;
	state_reason: string | null;
	state_since: Timestamp;
	store_url: string;
	/** The one sent with the first signed request; null before. */
	install_id: string | null;
	settings: Json< Settings >;
	settings_version: number;
	/** The switches that were on in any version of the settings before the current one. */
	switched_on: Generated< Switchable[] >;
	created_at: Timestamp;
	last_seen_at: NullableTimestamp;
	/** When something was requested in Ivorey that the store has not been told yet; null if it has. */
	asked_at: NullableTimestamp;
}

export interface ConnectionCredentialsTable {
	account_id: string;
	connection_id: string;
	credential_id: string;
	kind: CredentialKind;
	status: 'current' | 'retired';
	/** The sha256 of a token in hex; a secret as `encryptSecret` writes it. */
	value: string;
	created_at: Timestamp;
	/** The end of its validity. null: no end for a current one; for a retired one, not before its successor is used. */
	valid_until: NullableTimestamp;
	/** Whether a retired credential ends with the first use of its successor, and not a day later. */
	ends_at_once: Generated< boolean >;
	/** When this token alone, without a valid signature, paused the connection; null: it may do so once (R30). */
	flagged_at: NullableTimestamp;
}

/** Requests for actions that each request may do only once, kept while their signature is valid. */
export interface ConnectionActionsTable {
	account_id: string;
	connection_id: string;
	webhook_id: string;
	/** By the store's clock. */
	signed_at: Timestamp;
	used_at: Timestamp;
}

/** The history of state changes. */
export interface ConnectionEventsTable {
	account_id: string;
	connection_id: string;
	event_id: string;
	from_state: ConnectionState | null;
	to_state: ConnectionState;
	cause: PauseCause | 'system';
	reason: string;
	occurred_at: Timestamp;
}

/** Every version of the settings but the first, and who made it (R25). */
export interface ConnectionSettingsTable {
	account_id: string;
	connection_id: string;
	version: number;
	settings: Json< Settings >;
	changed_by: SettingsAuthor;
	changed_at: Timestamp;
}

/** Ivorey's import requests to the store. */
export interface ImportRequestsTable {
	account_id: string;
	connection_id: string;
	request_id: string;
	action: ImportRequest[ 'action' ];
	requested_at: Timestamp;
	/** The settings version by which the store notices it. */
	settings_version: number;
	handled_at: NullableTimestamp;
}

/** The latest status report of each store. */
export interface ConnectionStatusTable {
	account_id: string;
	connection_id: string;
	report: Json< StatusReport >;
	reported_at: Timestamp;
	/** By the store's clock, in whole seconds. */
	signed_at: Timestamp;
	/** The IDs of the reports signed in that second, in order of arrival. */
	webhook_ids: string[];
}

/** The receipt of each `webhook-id`, which a repetition gets again. */
export interface BatchesTable {
	account_id: string;
	connection_id: string;
	webhook_id: string;
	/** The sha256 of the inflated body, in hex. */
	body_hash: string;
	/** null only within the transaction that applies the batch. */
	receipt: NullableJson< Receipt >;
	received_at: Timestamp;
	/** When its last attempt was signed, by the store's clock; null in rows from before this was recorded. */
	signed_at: NullableTimestamp;
}

/** Verified requests that are not batches, kept while their signature is valid; a crash may lose them. */
export interface SignedRequestsTable {
	account_id: string;
	connection_id: string;
	webhook_id: string;
	/** By the store's clock. */
	signed_at: Timestamp;
}

/** The table of rate-limiter-flexible. Belongs to the program, not to a tenant. */
export interface RateLimitsTable {
	/** The name of the limit, and a keyed hash of the counted subject. */
	key: string;
	points: number;
	/** Milliseconds since 1970. */
	expire: Numeric | null;
}

export interface ContactsTable {
	account_id: string;
	contact_id: string;
	/** As last typed. */
	email: string;
	/**
	 * The same for all spellings of an address; null only while two contacts exchange theirs within one transaction.
	 */
	email_key: string | null;
	/** An erasure finds the contact by it; see emailHash(). */
	email_hash: string | null;
	kind: ContactKind;
	first_name: string;
	last_name: string;
	display_name: string;
	company: string;
	phone: string;
	billing: Json< Address >;
	shipping: Json< Address >;
	date_registered: NullableTimestamp;
	/** The source of its details: an order (guest) or a link (customer). */
	source_connection_id: string | null;
	source_id: string | null;
	source_version: Numeric | null;
	/** null: no store sent it. */
	marketing_consent: boolean | null;
	/** When the buyer chose. */
	marketing_consent_at: NullableTimestamp;
	/** One of CONSENT_SOURCES, or a later plugin's name for it. */
	marketing_consent_source: string | null;
	created_at: Timestamp;
	updated_at: Timestamp;
	/** Generated by Postgres from the row's other columns; see 0032_sort_columns.ts. */
	name_sort: ColumnType< string, never, never >;
	words: Words;
	/** -1 if it has not been counted yet. */
	order_count: Generated< number >;
}

/** The contact of a store's WordPress user, with that user's newest record. */
export interface ContactLinksTable {
	account_id: string;
	connection_id: string;
	/** WordPress user ID. */
	user_id: string;
	/** null: erased; then only the version and digest are left of the record. */
	contact_id: string | null;
	email_key: string;
	version: Numeric;
	/** See digestOf(); null in records received before there were digests. */
	digest: string | null;
	record: Json< Contact | Record< string, never > >;
	updated_at: Timestamp;
	/** When its erasure was requested: a user who registered later is another person. */
	erased_at: NullableTimestamp;
}

export interface OrdersTable {
	account_id: string;
	connection_id: string;
	/** WooCommerce order ID. */
	order_id: string;
	version: Numeric;
	number: string;
	/** R6 */
	subtype: string;
	/** R5: Ivorey's own status. */
	status: string;
	woocommerce_status: string;
	currency: string;
	date_created: Timestamp;
	date_paid: NullableTimestamp;
	/** WordPress user ID; null for a guest. */
	customer_id: string | null;
	contact_id: string | null;
	billing_email: string | null;
	/** An erasure finds the order by it; see emailHash(). */
	email_hash: string | null;
	total: Numeric;
	/** The total to sort by: under row-level security, numeric comparisons reach no index. */
	total_sort: number;
	/**
	 * The number to sort by; see numberSort(). Empty in orders from before 0032_sort_columns.ts that were not remapped.
	 */
	number_sort: Generated< string >;
	total_refunded: Numeric;
	/** The products in its lines, without duplicates. `order_products` finds the order by them. */
	product_ids: string[];
	/** See digestOf(); null in records received before there were digests. */
	digest: string | null;
	/**
	 * JSON of the data of the wire record that it came from. After an erasure it has no personal data, while the digest
	 * stays that of the data that the store sent. Read it with `order_record( o )`, which also handles orders from
	 * before migration 0025.
	 */
	record_text: string;
	received_at: Timestamp;
	updated_at: Timestamp;
	/** When the personal data was erased; null: never. */
	erased_at: NullableTimestamp;
	/** The key of the names that it was placed under; see namesKey(). null if it has not been made yet. */
	names: ColumnType<
		string | null,
		string | null | undefined,
		string | null
	>;
	/** R43: if higher than `version`, the order is in its store's trash, or was deleted there. */
	trashed_version: Numeric | null;
}

/** Finds the orders with a product, ordered by date. */
export interface OrderProductsTable {
	account_id: string;
	connection_id: string;
	product_id: string;
	/** The order's date. */
	date_created: Timestamp;
	order_id: string;
}

/** Every key, unique index and query begins with `account_id`, the tenant, except on the program's own tables. */
export interface Database
	extends AutomationTables, ConsoleTables, ElementTables, WebhookTables {
	encryption_keys: EncryptionKeysTable;
	rate_limits: RateLimitsTable;
	accounts: AccountsTable;
	connections: ConnectionsTable;
	connection_credentials: ConnectionCredentialsTable;
	connection_actions: ConnectionActionsTable;
	connection_events: ConnectionEventsTable;
	connection_settings: ConnectionSettingsTable;
	import_requests: ImportRequestsTable;
	connection_status: ConnectionStatusTable;
	batches: BatchesTable;
	signed_requests: SignedRequestsTable;
	contacts: ContactsTable;
	contact_links: ContactLinksTable;
	orders: OrdersTable;
	order_products: OrderProductsTable;
}

/** Tables that hold no tenant's data. */
export const PROGRAM_TABLES = [
	'encryption_keys',
	'rate_limits',
] as const satisfies readonly ( keyof Database )[];

export const TENANT_TABLES = [
	...AUTOMATION_TABLES,
	...CONSOLE_TABLES,
	...ELEMENT_TABLES,
	...WEBHOOK_TABLES,
	'accounts',
	'connections',
	'connection_credentials',
	'connection_actions',
	'connection_events',
	'connection_settings',
	'import_requests',
	'connection_status',
	'batches',
	'signed_requests',
	'contacts',
	'contact_links',
	'orders',
	'order_products',
] as const satisfies readonly ( keyof Database )[];
