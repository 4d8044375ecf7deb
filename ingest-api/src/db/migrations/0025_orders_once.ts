import { sql, type Kysely } from 'kysely';

/** All of it is in the record. */
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
 * An order keeps its record once, as text: Postgres takes that ten times as fast as `jsonb`.
 *
 * Orders from before keep their old columns until `filling-orders.ts` has brought them over, while batches go on.
 * `record` tells them: it is null in every order that is as it should be. Meanwhile copies of the program from
 * before write as they did, and this one mentions none of the old columns.
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
	// reach an index, and none gives the newest of a million orders first.
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

	// Postgres takes the body of such a function into the statement that calls it.
	await sql`
		create function order_record( orders ) returns json language sql stable
		as $$ select coalesce( $1.record::text, $1.record_text )::json $$
	`.execute( db );

	// Nothing of an older version, and nothing that was erased, stays behind in an old column.
	await sql`
		create function clear_old_columns() returns trigger language plpgsql as $$
		begin
			if tg_op = 'UPDATE' and (
				( old.record is null and new.record is null )
				-- By a copy of the program from before: this one never writes it.
				or ( new.record is not null and new.record is distinct from old.record )
				-- Something else of the order changed.
				or ( new.record is not null and new.version = old.version
					and new.record_text is not distinct from old.record_text )
			) then
				return new;
			end if;
			delete from order_lines
			where account_id = old.account_id and connection_id = old.connection_id and order_id = old.order_id;
			if tg_op = 'DELETE' then
				return old;
			end if;
			${ sql.raw( OLD_COLUMNS.map( ( name ) => `new.${ name } := null;` ).join( ' ' ) ) }
			return new;
		end
		$$
	`.execute( db );
	await sql`
		create trigger clear_old_columns before update or delete on orders
		for each row execute function clear_old_columns()
	`.execute( db );

	const { rows } = await sql`select from orders where true limit 1`.execute(
		db
	);
	if ( rows.length === 0 ) {
		await dropOldColumns( db );
	}
}

/** Of orders that have all been brought over. */
export async function dropOldColumns( db: Kysely< unknown > ): Promise< void > {
	await sql`drop trigger clear_old_columns on orders`.execute( db );
	await sql`drop function clear_old_columns()`.execute( db );
	await sql`
		create or replace function order_record( orders ) returns json language sql stable
		as $$ select $1.record_text::json $$
	`.execute( db );
	const changes = OLD_COLUMNS.map( ( name ) => `drop column ${ name }` );
	await sql`alter table orders ${ sql.raw( changes.join( ', ' ) ) }`.execute(
		db
	);
	await sql`drop table order_lines`.execute( db );
}
