import { sql, type Kysely } from 'kysely';

/** The columns whose values are all in the record. */
const OLD_COLUMNS = [
	'created_via',
	'prices_include_tax',
	'date_modified',
	'date_completed',
	'billing',
	'shipping',
	'customer_note',
	'payment_method',
	'payment_method_title',
	'transaction_id',
	'total_items',
	'total_discount',
	'total_shipping',
	'total_fees',
	'total_tax',
	'shipping_lines',
	'fee_lines',
	'coupon_lines',
	'record',
];

/**
 * An order stores its record once, as text: Postgres writes that ten times as fast as `jsonb`.
 *
 * If there are orders already, their old columns stay until `npm run connection -- drop-old-columns`. Triggers keep old
 * and new columns in step, so that older copies of the program and copies of this version may run side by side.
 * Meanwhile `filling-orders.ts` converts the existing orders; `record_text` is null in those still to be done.
 */
export async function up( db: Kysely< unknown > ): Promise< void > {
	const changes = [
		'add column record_text text',
		'add column product_ids text[]',
		'add column total_sort double precision',
		...OLD_COLUMNS.map(
			( name ) => `alter column ${ name } drop not null`
		),
	];
	await sql`alter table orders ${ sql.raw( changes.join( ', ' ) ) }`.execute(
		db
	);

	// The orders with a product, by date. Rows, not an index of an array: under row-level security only comparisons
	// reach an index, and an array index cannot return the newest of a million orders first.
	await sql`
		create table order_products (
			account_id text not null,
			connection_id text not null,
			product_id text collate "C" not null,
			date_created timestamptz not null,
			order_id text collate "C" not null,
			primary key ( account_id, connection_id, product_id, date_created, order_id )
		)
	`.execute( db );

	// Postgres inlines the body of such a function into the calling statement.
	await sql`
		create function order_record( orders ) returns json language sql stable
		as $$ select coalesce( $1.record_text, $1.record::text )::json $$
	`.execute( db );
	await keepBothAlike( db );

	const { rows } = await sql`select from orders where true limit 1`.execute(
		db
	);
	if ( rows.length === 0 ) {
		await dropOldColumns( db );
	}
}

/** A trigger on certain columns fires by the statement's SET list, which tells the two programs apart. */
async function keepBothAlike( db: Kysely< unknown > ): Promise< void > {
	// After a write by an older program, this version's columns are computed again.
	await sql`
		create function order_written_before() returns trigger language plpgsql as $$
		begin
			delete from order_products
			where account_id = old.account_id and connection_id = old.connection_id
				and product_id = any( old.product_ids ) and order_id = old.order_id;
			new.record_text := null;
			new.product_ids := null;
			new.total_sort := new.total;
			return new;
		end
		$$
	`.execute( db );
	await sql`
		create trigger order_written_before before update of record on orders
		for each row execute function order_written_before()
	`.execute( db );
	// After a write by this program, older ones read the same data, and nothing erased is left behind.
	await sql`
		create function order_written_now() returns trigger language plpgsql as $$
		declare
			r jsonb := new.record_text::jsonb;
			t jsonb := r->'totals';
		begin
			if r is null or current_setting( 'ivorey.filling', true ) = 'on' then
				return new;
			end if;
			new.record := r;
			new.created_via := r->>'created_via';
			new.prices_include_tax := ( r->>'prices_include_tax' )::boolean;
			new.date_modified := ( r->>'date_modified' )::timestamptz;
			new.date_completed := ( r->>'date_completed' )::timestamptz;
			new.billing := r->'billing';
			new.shipping := r->'shipping';
			new.customer_note := r->>'customer_note';
			new.payment_method := r->>'payment_method';
			new.payment_method_title := r->>'payment_method_title';
			new.transaction_id := r->>'transaction_id';
			new.total_items := ( t->>'items' )::numeric;
			new.total_discount := ( t->>'discount' )::numeric;
			new.total_shipping := ( t->>'shipping' )::numeric;
			new.total_fees := ( t->>'fees' )::numeric;
			new.total_tax := ( t->>'tax' )::numeric;
			new.shipping_lines := r->'shipping_lines';
			new.fee_lines := r->'fee_lines';
			new.coupon_lines := r->'coupon_lines';
			return new;
		end
		$$
	`.execute( db );
	await sql`
		create trigger order_written_now before insert or update of record_text on orders
		for each row execute function order_written_now()
	`.execute( db );
	// An AFTER trigger, since a row that an upsert proposes but does not write changes no lines.
	await sql`
		create function order_lines_written_now() returns trigger language plpgsql as $$
		declare
			r jsonb := new.record_text::jsonb;
		begin
			if r is null or current_setting( 'ivorey.filling', true ) = 'on' then
				return null;
			end if;
			delete from order_lines
			where account_id = new.account_id and connection_id = new.connection_id and order_id = new.order_id;
			insert into order_lines (
				account_id, connection_id, order_id, line_id, position, product_id, variation_id, name, sku, quantity, subtotal,
				subtotal_tax, total, total_tax, attributes
			)
			select new.account_id, new.connection_id, new.order_id, l.line->>'id', l.place - 1, l.line->>'product_id',
				l.line->>'variation_id', l.line->>'name', l.line->>'sku', ( l.line->>'quantity' )::numeric,
				( l.line->>'subtotal' )::numeric, ( l.line->>'subtotal_tax' )::numeric, ( l.line->>'total' )::numeric,
				( l.line->>'total_tax' )::numeric, l.line->'attributes'
			from jsonb_array_elements( r->'line_items' ) with ordinality as l ( line, place );
			return null;
		end
		$$
	`.execute( db );
	await sql`
		create trigger order_lines_written_now after insert or update of record_text on orders
		for each row execute function order_lines_written_now()
	`.execute( db );
	// An older program does not know order_products, and this one does not know order_lines.
	await sql`
		create function order_deleted() returns trigger language plpgsql as $$
		begin
			delete from order_lines
			where account_id = old.account_id and connection_id = old.connection_id and order_id = old.order_id;
			delete from order_products
			where account_id = old.account_id and connection_id = old.connection_id
				and product_id = any( old.product_ids ) and order_id = old.order_id;
			return old;
		end
		$$
	`.execute( db );
	await sql`
		create trigger order_deleted before delete on orders
		for each row execute function order_deleted()
	`.execute( db );
}

/** To be called when no older program runs any more and all orders have been converted. */
export async function dropOldColumns( db: Kysely< unknown > ): Promise< void > {
	for ( const name of [
		'order_written_before',
		'order_written_now',
		'order_lines_written_now',
		'order_deleted',
	] ) {
		await sql`drop trigger ${ sql.id( name ) } on orders`.execute( db );
		await sql`drop function ${ sql.id( name ) }()`.execute( db );
	}
	await sql`
		create or replace function order_record( orders ) returns json language sql stable
		as $$ select $1.record_text::json $$
	`.execute( db );
	const changes = OLD_COLUMNS.map( ( name ) => `drop column ${ name }` );
	await sql`alter table orders ${ sql.raw( changes.join( ', ' ) ) }`.execute(
		db
	);
	await sql`drop table order_lines`.execute( db );
	// Only checks new writes, so that nobody waits until all rows are read.
	await sql`
		alter table orders add constraint orders_keep_their_record check ( record_text is not null ) not valid
	`.execute( db );
}
