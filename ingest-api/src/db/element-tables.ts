import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type {
	Collection,
	Element,
	Erasure,
	ExclusionReason,
	Product,
	Transaction,
	Trigger,
	Variant,
} from '@ivorey/shared';

type Timestamp = ColumnType< Date, string | Date, string | Date >;
type NullableTimestamp = ColumnType<
	Date | null,
	string | Date | null | undefined,
	string | Date | null
>;
/** Postgres' numeric and bigint come as text, so that nothing is rounded. */
type Numeric = ColumnType< string, string | number, string | number >;
type Json< T extends object > = JSONColumnType< T >;
/** Postgres makes it of the row's other columns; see 0032_sort_columns.ts. */
type Derived< T > = ColumnType< T, never, never >;

/** By which it is searched, as `search-words.ts` makes them; null: they are still to be made. */
export type Words = ColumnType<
	string[] | null,
	string[] | null | undefined,
	string[] | null
>;

/** One of `search-words.ts`, of one row. */
interface WordColumns {
	account_id: string;
	word: string;
}

export interface ContactWordsTable extends WordColumns {
	contact_id: string;
}

export interface ProductWordsTable extends WordColumns {
	connection_id: string;
	product_id: string;
}

export interface CollectionWordsTable extends WordColumns {
	connection_id: string;
	collection_id: string;
}

/** Names under which orders of a contact were placed, where the contact is called otherwise; see order-names.ts. */
export interface OrderNamesTable {
	account_id: string;
	/** NO_CONTACT: of orders that have none. */
	contact_id: string;
	/** As namesKey() makes it. */
	names: Numeric;
	words: string[];
}

export interface OrderWordsTable extends WordColumns {
	contact_id: string;
	names: Numeric;
}

/** The columns of every row that a record makes. */
interface RecordColumns< Data extends object > {
	account_id: string;
	connection_id: string;
	version: Numeric;
	/** As digestOf() makes it. */
	digest: string;
	/** The wire record's data it came from. */
	record: Json< Data >;
	received_at: Timestamp;
	/** When this version came. */
	updated_at: Timestamp;
}

export interface CollectionsTable extends RecordColumns< Collection > {
	/** WooCommerce term id. */
	collection_id: string;
	name: string;
	slug: string;
	description: string;
	/** May name a collection that is not here. */
	parent_id: string | null;
	image: string | null;
	count: number;
	name_sort: Derived< string >;
	words: Words;
}

interface SaleColumns {
	regular_price: Numeric | null;
	sale_price: Numeric | null;
	date_on_sale_from: NullableTimestamp;
	date_on_sale_to: NullableTimestamp;
	sku: string;
	manage_stock: boolean;
	stock_quantity: Numeric | null;
	stock_status: string;
}

/** Who changed what of a product in Ivorey. */
export interface StoredProductEdits {
	name?: string;
	description?: string;
	price?: string | null;
	include_in_online_store?: boolean;
	/** The person's e-mail address. */
	by: string;
	at: string;
}

export interface ProductsTable extends RecordColumns< Product >, SaleColumns {
	/** WooCommerce product id. */
	product_id: string;
	type: Product[ 'type' ];
	name: string;
	slug: string;
	/** R14 */
	include_in_online_store: boolean;
	/** Null only where it is not in the online store (R13). */
	price: Numeric | null;
	description: string;
	short_description: string;
	permalink: string;
	virtual: boolean;
	downloadable: boolean;
	images: Json< Product[ 'images' ] >;
	attributes: Json< Product[ 'attributes' ] >;
	/** What was changed in Ivorey and differs from the record (R37); null: nothing. */
	edits: JSONColumnType< StoredProductEdits > | null;
	/** The edits that WooCommerce overwrote last (R15). */
	overwritten: JSONColumnType<
		StoredProductEdits & { overwritten_at: string }
	> | null;
	name_sort: Derived< string >;
	words: Words;
	/** 2: made of the variants, too; see 0041_more_words.ts. */
	words_version: Generated< number >;
	price_sort: Derived< number >;
	date_created: NullableTimestamp;
	date_modified: NullableTimestamp;
}

/** As of the newest record of its product that had it. */
export interface ProductVariantsTable extends SaleColumns {
	account_id: string;
	connection_id: string;
	product_id: string;
	/** WooCommerce variation id. */
	variant_id: string;
	/** False once its product came without it: gone, or without a price (R13, R16). */
	available: boolean;
	/** Its place in the product, from 0. */
	position: number;
	attributes: Json< Variant[ 'attributes' ] >;
	image: string | null;
	price: Numeric;
	received_at: Timestamp;
	updated_at: Timestamp;
}

export interface ProductCollectionsTable {
	account_id: string;
	connection_id: string;
	product_id: string;
	/** May name a collection that is not here yet. */
	collection_id: string;
}

export interface TransactionsTable extends RecordColumns< Transaction > {
	/** `payment:<order id>` or `refund:<refund id>`. */
	transaction_id: string;
	type: Transaction[ 'type' ];
	order_id: string;
	amount: Numeric;
	currency: string;
	date: Timestamp;
	payment_method: string;
	payment_method_title: string;
	gateway_transaction_id: string;
	reason: string;
	voided: boolean;
}

/** R9, R10: what fired; never changed, never removed. */
export interface TriggerEventsTable extends Omit<
	RecordColumns< Trigger >,
	'updated_at'
> {
	/** `<trigger type>:<order id>:<order key's hash>`; without the last where the store did not tell it. */
	trigger_id: string;
	/** The account's first event has 1, and no number is left out. */
	cursor: Numeric;
	type: Trigger[ 'type' ];
	order_id: string;
	/** null: not told; then the order's id alone says which order it is. */
	order_key_hash: string | null;
	occurred_at: Timestamp;
}

export interface TriggerCursorsTable {
	account_id: string;
	last_cursor: Numeric;
}

/** R18: what Ivorey itself kept out, though the store sent it. */
export interface ExclusionsTable {
	account_id: string;
	connection_id: string;
	element: Element;
	record_id: string;
	/** The version of the excluded record; a record that was applied later has a higher one. */
	version: Numeric;
	reason: ExclusionReason;
	excluded_at: Timestamp;
}

/**
 * Why two contacts are one:
 * `registered` the guest became a customer,
 * `address_changed` a customer's new e-mail address was another contact's,
 * `orders_moved` the last order of a guest turned out to be somebody else's.
 */
export const MERGE_REASONS = [
	'registered',
	'address_changed',
	'orders_moved',
] as const;
export type MergeReason = ( typeof MERGE_REASONS )[ number ];

/** R3: the history of contacts that became one. */
export interface ContactMergesTable {
	account_id: string;
	merge_id: string;
	from_contact_id: string;
	/** The same as `from_contact_id` where a guest registered. */
	into_contact_id: string;
	why: MergeReason;
	/** Whose record brought it to light. */
	connection_id: string;
	merged_at: Timestamp;
}

/** Erasures, by the hash of the e-mail address; the address itself is not kept. */
export interface ErasuresTable {
	account_id: string;
	erasure_id: string;
	/** As emailHash() makes it. */
	email_hash: string;
	scope: Erasure[ 'scope' ];
	/** Which store asked; null: the account's owner, for all of its stores. */
	connection_id: string | null;
	/** The person's in that store, if it named one. */
	user_id: string | null;
	/** The version of the record that asked for it; null if no store did. */
	version: Numeric | null;
	/** Data from after this time is not erased. */
	requested_at: Timestamp;
	requested_by: ErasureOrigin;
	/** Who asked in the console. */
	person_id: string | null;
	erased_at: Timestamp;
	counts: Json< ErasureCounts >;
}

export type ErasureOrigin = 'store' | 'console' | 'api' | 'cli';

export interface ErasureCounts {
	/** Removed: nothing else names them. */
	contacts: number;
	/** Users of stores. */
	users: number;
	/** Which stay, without personal data. */
	orders: number;
}

export type TokenScope = 'read' | 'manage';

/** For programs that act for the account. */
export interface AccountTokensTable {
	account_id: string;
	token_id: string;
	/** The sha256 of the token, in hex. */
	token_hash: string;
	scope: Generated< TokenScope >;
	/** null of those from before tokens had names. */
	name: string | null;
	/** The e-mail address of who made it; null: the command line. */
	created_by: string | null;
	created_at: Timestamp;
	/** To the minute. */
	last_used_at: NullableTimestamp;
	revoked_at: NullableTimestamp;
}

export interface ElementTables {
	collections: CollectionsTable;
	contact_words: ContactWordsTable;
	order_names: OrderNamesTable;
	order_words: OrderWordsTable;
	product_words: ProductWordsTable;
	collection_words: CollectionWordsTable;
	products: ProductsTable;
	product_variants: ProductVariantsTable;
	product_collections: ProductCollectionsTable;
	transactions: TransactionsTable;
	trigger_events: TriggerEventsTable;
	trigger_cursors: TriggerCursorsTable;
	exclusions: ExclusionsTable;
	contact_merges: ContactMergesTable;
	account_tokens: AccountTokensTable;
	erasures: ErasuresTable;
}

export const ELEMENT_TABLES = [
	'collections',
	'contact_words',
	'order_names',
	'order_words',
	'product_words',
	'collection_words',
	'products',
	'product_variants',
	'product_collections',
	'transactions',
	'trigger_events',
	'trigger_cursors',
	'exclusions',
	'contact_merges',
	'account_tokens',
	'erasures',
] as const satisfies readonly ( keyof ElementTables )[];
