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
/** Postgres' numeric and bigint come as text, so that nothing is rounded. */
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
	/** Sealed with it, so that nothing else passes for it. */
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
	/** IANA's name. */
	time_zone: Generated< string >;
	/** A BCP 47 tag, for its people's times and amounts; null: as the program writes them. */
	locale: ColumnType<
		string | null,
		string | null | undefined,
		string | null
	>;
	/** From whom e-mails to buyers come; null: the account's name. */
	sender_name: string | null;
	/** Where buyers' answers go; null: to the sender's address. */
	reply_to: string | null;
}

/** A store that is joined to an account. */
export interface ConnectionsTable {
	account_id: string;
	connection_id: string;
	state: ConnectionState;
	/** Who paused or ended it; null while pending or active. */
	state_cause: PauseCause | null;
	state_reason: string | null;
	state_since: Timestamp;
	store_url: string;
	/** The one sent with the first signed request; null before. */
	install_id: string | null;
	settings: Json< Settings >;
	settings_version: number;
	/** In any version of the settings before the present one. */
	switched_on: Generated< Switchable[] >;
	created_at: Timestamp;
	last_seen_at: NullableTimestamp;
	/** When something was asked in Ivorey that the store has not been told yet; null where it has. */
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
	/** Until when it counts as good; null: for a current one always, for a retired one until the one after it is used. */
	valid_until: NullableTimestamp;
	/** Whether a retired credential ends with the first use of its successor, and not a day later. */
	ends_at_once: Generated< boolean >;
	/** When this token alone, without a valid signature, paused the connection; null: it may do so once (R30). */
	flagged_at: NullableTimestamp;
}

/** Requests that did what can be done once with each, for as long as their signature is good. */
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

/** Requests of Ivorey to the store. */
export interface ImportRequestsTable {
	account_id: string;
	connection_id: string;
	request_id: string;
	action: ImportRequest[ 'action' ];
	requested_at: Timestamp;
	/** The one by which the store learns of it. */
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
	/** The ids of the reports signed in that second, in order of arrival. */
	webhook_ids: string[];
}

/** The receipt of each `webhook-id`, which its repetition gets again. */
export interface BatchesTable {
	account_id: string;
	connection_id: string;
	webhook_id: string;
	/** The sha256 of the inflated body, in hex. */
	body_hash: string;
	/** null only within the transaction that applies the batch. */
	receipt: NullableJson< Receipt >;
	received_at: Timestamp;
	/** When its last attempt was signed, by the store's clock; null in rows from before this was noted. */
	signed_at: NullableTimestamp;
}

/** Verified requests that are no batches, for as long as their signature is good; may be lost in a crash. */
export interface SignedRequestsTable {
	account_id: string;
	connection_id: string;
	webhook_id: string;
	/** By the store's clock. */
	signed_at: Timestamp;
}

/** The table of rate-limiter-flexible. Belongs to the program, not to a tenant. */
export interface RateLimitsTable {
	/** The name of the limit, and a keyed hash of what it counts. */
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
	/** The same for all spellings of an address; null only while two contacts exchange theirs within one transaction. */
	email_key: string | null;
	/** By which an erasure finds it; as emailHash() makes it. */
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
	/** null: no store said. */
	marketing_consent: boolean | null;
	/** When the buyer chose. */
	marketing_consent_at: NullableTimestamp;
	/** One of CONSENT_SOURCES, or what a later plugin calls it. */
	marketing_consent_source: string | null;
	created_at: Timestamp;
	updated_at: Timestamp;
	/** Postgres makes it of the row's other columns; see 0032_sort_columns.ts. */
	name_sort: ColumnType< string, never, never >;
	words: Words;
	/** -1: still to be counted. */
	order_count: Generated< number >;
}

/** Which contact a store's WordPress user is, with the newest record of that user. */
export interface ContactLinksTable {
	account_id: string;
	connection_id: string;
	/** WordPress user id. */
	user_id: string;
	/** null: erased; then nothing is left of the record but its version and digest. */
	contact_id: string | null;
	email_key: string;
	version: Numeric;
	/** As digestOf() makes it; null in what was received before there were digests. */
	digest: string | null;
	record: Json< Contact | Record< string, never > >;
	updated_at: Timestamp;
	/** When its erasure was asked for: a user who registered later is another one. */
	erased_at: NullableTimestamp;
}

export interface OrdersTable {
	account_id: string;
	connection_id: string;
	/** WooCommerce order id. */
	order_id: string;
	version: Numeric;
	number: string;
	/** R6 */
	subtype: string;
	/** R5: Ivorey's. */
	status: string;
	woocommerce_status: string;
	currency: string;
	date_created: Timestamp;
	date_paid: NullableTimestamp;
	/** WordPress user id; null for a guest. */
	customer_id: string | null;
	contact_id: string | null;
	billing_email: string | null;
	/** By which an erasure finds it; as emailHash() makes it. */
	email_hash: string | null;
	total: Numeric;
	/** The total to sort by: under row-level security no index of a numeric is reached. */
	total_sort: number;
	/** The number to sort by, as numberSort() makes it; empty in what came before 0032_sort_columns.ts and was not remapped. */
	number_sort: Generated< string >;
	total_refunded: Numeric;
	/** Of its lines, each once. `order_products` finds the order by them. */
	product_ids: string[];
	/** As digestOf() makes it; null in what was received before there were digests. */
	digest: string | null;
	/**
	 * JSON of the wire record's data it came from; without personal data where it was erased, when the digest stays that of
	 * what the store sent. Read with `order_record( o )`, which knows those from before migration 0025, too.
	 */
	record_text: string;
	received_at: Timestamp;
	updated_at: Timestamp;
	/** When the personal data was erased; null: never. */
	erased_at: NullableTimestamp;
	/** The key of the names that it was placed under, as namesKey() makes it; null: still to be made. */
	names: ColumnType<
		string | null,
		string | null | undefined,
		string | null
	>;
	/** R43: the order is in the trash of its store, or deleted there, where this is higher than `version`. */
	trashed_version: Numeric | null;
}

/** Finds the orders with a product, in the order of their dates. */
export interface OrderProductsTable {
	account_id: string;
	connection_id: string;
	product_id: string;
	/** The order's. */
	date_created: Timestamp;
	order_id: string;
}

/** Every key, unique index and query begins with `account_id`, the tenant; but for those of the program. */
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

/** They hold nobody's data. */
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
