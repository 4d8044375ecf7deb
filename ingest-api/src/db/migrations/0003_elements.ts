import { sql, type Kysely } from 'kysely';

/** As in 0002, no foreign keys: a relation may arrive before the records it references. */
export async function up( db: Kysely< unknown > ): Promise< void > {
	// null in records received before there were digests.
	await sql`alter table orders add column digest text`.execute( db );
	await sql`alter table contact_links add column digest text`.execute( db );

	await sql`
		create table collections (
			account_id text not null,
			connection_id text not null,
			collection_id text collate "C" not null,
			version bigint not null,
			digest text not null,
			name text not null,
			slug text not null,
			description text not null,
			parent_id text collate "C",
			image text,
			count integer not null,
			record jsonb not null,
			received_at timestamptz not null,
			updated_at timestamptz not null,
			primary key ( account_id, connection_id, collection_id )
		)
	`.execute( db );

	await sql`
		create table products (
			account_id text not null,
			connection_id text not null,
			product_id text collate "C" not null,
			version bigint not null,
			digest text not null,
			type text not null check ( type in ( 'simple', 'variable' ) ),
			name text not null,
			slug text not null,
			include_in_online_store boolean not null,
			description text not null,
			short_description text not null,
			permalink text not null,
			virtual boolean not null,
			downloadable boolean not null,
			images jsonb not null,
			attributes jsonb not null,
			date_created timestamptz,
			date_modified timestamptz,
			price numeric( 26, 8 ) not null,
			regular_price numeric( 26, 8 ),
			sale_price numeric( 26, 8 ),
			date_on_sale_from timestamptz,
			date_on_sale_to timestamptz,
			sku text not null,
			manage_stock boolean not null,
			stock_quantity numeric( 26, 8 ),
			stock_status text not null,
			record jsonb not null,
			received_at timestamptz not null,
			updated_at timestamptz not null,
			primary key ( account_id, connection_id, product_id )
		)
	`.execute( db );

	await sql`
		create table product_variants (
			account_id text not null,
			connection_id text not null,
			product_id text collate "C" not null,
			variant_id text collate "C" not null,
			available boolean not null,
			position integer not null,
			attributes jsonb not null,
			image text,
			price numeric( 26, 8 ) not null,
			regular_price numeric( 26, 8 ),
			sale_price numeric( 26, 8 ),
			date_on_sale_from timestamptz,
			date_on_sale_to timestamptz,
			sku text not null,
			manage_stock boolean not null,
			stock_quantity numeric( 26, 8 ),
			stock_status text not null,
			received_at timestamptz not null,
			updated_at timestamptz not null,
			primary key ( account_id, connection_id, product_id, variant_id )
		)
	`.execute( db );

	await sql`
		create table product_collections (
			account_id text not null,
			connection_id text not null,
			product_id text collate "C" not null,
			collection_id text collate "C" not null,
			primary key ( account_id, connection_id, product_id, collection_id )
		)
	`.execute( db );
	await sql`
		create index product_collections_by_collection
		on product_collections ( account_id, connection_id, collection_id, product_id )
	`.execute( db );

	// `transaction_id` is the wire's ID: "payment:5", "refund:7".
	await sql`
		create table transactions (
			account_id text not null,
			connection_id text not null,
			transaction_id text collate "C" not null,
			version bigint not null,
			digest text not null,
			type text not null check ( type in ( 'payment', 'refund' ) ),
			order_id text collate "C" not null,
			amount numeric( 26, 8 ) not null,
			currency text not null,
			date timestamptz not null,
			payment_method text not null,
			payment_method_title text not null,
			gateway_transaction_id text not null,
			reason text not null,
			voided boolean not null,
			record jsonb not null,
			received_at timestamptz not null,
			updated_at timestamptz not null,
			primary key ( account_id, connection_id, transaction_id )
		)
	`.execute( db );
	await sql`
		create index transactions_by_order on transactions ( account_id, connection_id, order_id )
	`.execute( db );

	// `trigger_id` is the wire's ID, "order_submitted:5": as a key it lets the trigger fire once (R9, R10).
	await sql`
		create table trigger_events (
			account_id text not null,
			connection_id text not null,
			trigger_id text collate "C" not null,
			cursor bigint not null,
			version bigint not null,
			digest text not null,
			type text not null check ( type in ( 'order_submitted', 'payment_received' ) ),
			order_id text collate "C" not null,
			occurred_at timestamptz not null,
			record jsonb not null,
			received_at timestamptz not null,
			primary key ( account_id, connection_id, trigger_id )
		)
	`.execute( db );
	await sql`
		create unique index trigger_events_by_cursor on trigger_events ( account_id, cursor )
	`.execute( db );
	// A row, not a sequence: it is locked until the events with its numbers are committed, so that no event can appear
	// before one that was already read.
	await sql`
		create table trigger_cursors (
			account_id text primary key,
			last_cursor bigint not null
		)
	`.execute( db );

	// Records that Ivorey itself excluded, with the newest reason only (R18).
	await sql`
		create table exclusions (
			account_id text not null,
			connection_id text not null,
			element text not null,
			record_id text collate "C" not null,
			version bigint not null,
			reason text not null,
			excluded_at timestamptz not null,
			primary key ( account_id, connection_id, element, record_id )
		)
	`.execute( db );

	// R3
	await sql`
		create table contact_merges (
			account_id text not null,
			merge_id uuid not null,
			from_contact_id uuid not null,
			into_contact_id uuid not null,
			why text not null check ( why in ( 'registered', 'address_changed', 'orders_moved' ) ),
			connection_id text not null,
			merged_at timestamptz not null,
			primary key ( account_id, merge_id )
		)
	`.execute( db );
	await sql`
		create index contact_merges_by_contact on contact_merges ( account_id, into_contact_id, merged_at )
	`.execute( db );
	await sql`
		create index contact_merges_by_origin on contact_merges ( account_id, from_contact_id )
	`.execute( db );

	await sql`
		create table account_tokens (
			account_id text not null references accounts,
			token_id text not null,
			token_hash text not null,
			created_at timestamptz not null,
			revoked_at timestamptz,
			primary key ( account_id, token_id )
		)
	`.execute( db );
	await sql`
		create unique index account_tokens_by_hash on account_tokens ( account_id, token_hash )
	`.execute( db );
}
