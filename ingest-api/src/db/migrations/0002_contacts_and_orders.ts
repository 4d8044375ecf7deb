import { sql, type Kysely } from 'kysely';

export async function up( db: Kysely< unknown > ): Promise< void > {
	// No foreign keys here: each batch is written completely or not at all. Postgres plans the check of each row before
	// a new account has statistics, when every index looks as good as the right one (all begin with account_id). That
	// made a batch of a fresh import take seconds.
	//
	// The receipt is `json`, not `jsonb`, so that a repetition gets the same bytes.
	await sql`
		create table batches (
			account_id text not null,
			connection_id text not null,
			webhook_id text not null,
			body_hash text not null,
			receipt json,
			received_at timestamptz not null,
			primary key ( account_id, connection_id, webhook_id )
		)
	`.execute( db );
	await sql`create index batches_by_time on batches ( account_id, received_at )`.execute(
		db
	);

	await sql`
		create table contacts (
			account_id text not null,
			contact_id uuid not null,
			email text not null,
			email_key text collate "C",
			kind text not null check ( kind in ( 'guest', 'customer' ) ),
			first_name text not null,
			last_name text not null,
			display_name text not null,
			company text not null,
			phone text not null,
			billing jsonb not null,
			shipping jsonb not null,
			date_registered timestamptz,
			source_connection_id text,
			source_id text,
			source_version bigint,
			created_at timestamptz not null,
			updated_at timestamptz not null,
			primary key ( account_id, contact_id )
		)
	`.execute( db );
	await sql`create unique index contacts_by_email on contacts ( account_id, email_key )`.execute(
		db
	);

	await sql`
		create table contact_links (
			account_id text not null,
			connection_id text not null,
			user_id text collate "C" not null,
			contact_id uuid not null,
			email_key text not null,
			version bigint not null,
			record jsonb not null,
			updated_at timestamptz not null,
			primary key ( account_id, connection_id, user_id )
		)
	`.execute( db );
	await sql`
		create index contact_links_by_contact
		on contact_links ( account_id, contact_id, version desc, connection_id desc, user_id desc )
	`.execute( db );

	// WooCommerce's decimals have up to 18 digits before and 8 after the point.
	await sql`
		create table orders (
			account_id text not null,
			connection_id text not null,
			order_id text collate "C" not null,
			version bigint not null,
			number text not null,
			subtype text not null,
			status text not null check ( status in ( 'Pending', 'Completed', 'Cancelled' ) ),
			woocommerce_status text not null,
			created_via text not null,
			currency text not null,
			prices_include_tax boolean not null,
			date_created timestamptz not null,
			date_modified timestamptz not null,
			date_paid timestamptz,
			date_completed timestamptz,
			customer_id text collate "C",
			contact_id uuid,
			billing_email text,
			billing jsonb not null,
			shipping jsonb not null,
			customer_note text not null,
			payment_method text not null,
			payment_method_title text not null,
			transaction_id text not null,
			total_items numeric( 26, 8 ) not null,
			total_discount numeric( 26, 8 ) not null,
			total_shipping numeric( 26, 8 ) not null,
			total_fees numeric( 26, 8 ) not null,
			total_tax numeric( 26, 8 ) not null,
			total_refunded numeric( 26, 8 ) not null,
			total numeric( 26, 8 ) not null,
			shipping_lines jsonb not null,
			fee_lines jsonb not null,
			coupon_lines jsonb not null,
			record jsonb not null,
			received_at timestamptz not null,
			updated_at timestamptz not null,
			primary key ( account_id, connection_id, order_id )
		)
	`.execute( db );
	await sql`
		create index orders_by_contact
		on orders ( account_id, contact_id, date_created desc, connection_id desc, order_id desc )
	`.execute( db );
	await sql`
		create index orders_by_customer on orders ( account_id, connection_id, customer_id )
		where customer_id is not null
	`.execute( db );

	await sql`
		create table order_lines (
			account_id text not null,
			connection_id text not null,
			order_id text collate "C" not null,
			line_id text collate "C" not null,
			position integer not null,
			product_id text,
			variation_id text,
			name text not null,
			sku text not null,
			quantity numeric( 26, 8 ) not null,
			subtotal numeric( 26, 8 ) not null,
			subtotal_tax numeric( 26, 8 ) not null,
			total numeric( 26, 8 ) not null,
			total_tax numeric( 26, 8 ) not null,
			attributes jsonb not null,
			primary key ( account_id, connection_id, order_id, line_id )
		)
	`.execute( db );
}
