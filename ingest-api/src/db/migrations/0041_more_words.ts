import { sql, type Kysely } from 'kysely';
import { WORDS_SETTING, WORDS_VERSION } from '../row-security.ts';

const IS_OLDER = `current_setting( '${ WORDS_SETTING }', true ) is distinct from '${ WORDS_VERSION }'`;
/** A copy of NO_CONTACT in order-names.ts. */
const NO_CONTACT = '00000000-0000-0000-0000-000000000000';

/**
 * R34: products are also found by their variants (`words_version` 2), and orders by the names in their addresses.
 *
 * If there are accounts already, `filling-words.ts` makes these words, and triggers track the changes by older copies
 * of the program, until `npm run connection -- drop-old-columns`.
 */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`
		create table order_names (
			account_id text not null,
			contact_id uuid not null,
			names bigint not null,
			words text[] collate "C" not null,
			primary key ( account_id, contact_id, names )
		)
	`.execute( db );
	await sql`
		create table order_words (
			account_id text not null,
			word text collate "C" not null,
			contact_id uuid not null,
			names bigint not null,
			primary key ( account_id, word, contact_id, names )
		)
	`.execute( db );
	await sql`alter table orders add column names bigint`.execute( db );
	await sql`alter table products add column words_version smallint not null default 1`.execute(
		db
	);
	const { rows } = await sql`select from accounts where true limit 1`.execute(
		db
	);
	if ( rows.length > 0 ) {
		await noteOlderWrites( db );
	}
}

async function noteOlderWrites( db: Kysely< unknown > ): Promise< void > {
	await sql`
		create function product_words_older() returns trigger language plpgsql as $$
		begin
			new.words_version := 1;
			return new;
		end
		$$
	`.execute( db );
	await sql`
		create trigger product_words_older before update on products for each row
		when ( ( new.version <> old.version or new.words is distinct from old.words ) and ${ sql.raw( IS_OLDER ) } )
		execute function product_words_older()
	`.execute( db );
	// If it was the last order with these names, their words are removed.
	await sql`
		create function order_names_older() returns trigger language plpgsql as $$
		declare
			former text[];
		begin
			delete from order_names n
			where n.account_id = old.account_id and n.contact_id = coalesce( old.contact_id, ${ sql.lit( NO_CONTACT ) } )
				and n.names = old.names and not exists (
					select from orders o
					where o.account_id = old.account_id and o.names = old.names
						and ( o.contact_id = old.contact_id or ( o.contact_id is null and old.contact_id is null ) )
						and ( o.connection_id, o.order_id ) <> ( old.connection_id, old.order_id )
				)
			returning n.words into former;
			delete from order_words
			where account_id = old.account_id and word = any( former ) and names = old.names
				and contact_id = coalesce( old.contact_id, ${ sql.lit( NO_CONTACT ) } );
			if tg_op = 'DELETE' then
				return old;
			end if;
			new.names := null;
			return new;
		end
		$$
	`.execute( db );
	await sql`
		create trigger order_names_older_written before update on orders for each row
		when (
			( new.version <> old.version or new.contact_id is distinct from old.contact_id
				or new.erased_at is distinct from old.erased_at )
			and ${ sql.raw( IS_OLDER ) }
		)
		execute function order_names_older()
	`.execute( db );
	await sql`
		create trigger order_names_older_deleted before delete on orders for each row
		when ( ${ sql.raw( IS_OLDER ) } )
		execute function order_names_older()
	`.execute( db );
	await sql`
		create function contact_renamed_older() returns trigger language plpgsql as $$
		begin
			update orders set names = null where account_id = new.account_id and contact_id = new.contact_id;
			return null;
		end
		$$
	`.execute( db );
	await sql`
		create trigger contact_renamed_older after update on contacts for each row
		when (
			row( new.first_name, new.last_name, new.display_name )
				is distinct from row( old.first_name, old.last_name, old.display_name )
			and ${ sql.raw( IS_OLDER ) }
		)
		execute function contact_renamed_older()
	`.execute( db );
}

/** To be called when no older program runs any more and all words have been made. */
export async function dropOldNaming( db: Kysely< unknown > ): Promise< void > {
	for ( const [ trigger, table ] of [
		[ 'product_words_older', 'products' ],
		[ 'order_names_older_written', 'orders' ],
		[ 'order_names_older_deleted', 'orders' ],
		[ 'contact_renamed_older', 'contacts' ],
	] as const ) {
		await sql`drop trigger if exists ${ sql.id( trigger ) } on ${ sql.table( table ) }`.execute(
			db
		);
	}
	for ( const name of [
		'product_words_older',
		'order_names_older',
		'contact_renamed_older',
	] ) {
		await sql`drop function if exists ${ sql.id( name ) }()`.execute( db );
	}
	// Replaced by the index "products_with_old_words", which covers more rows.
	await sql`drop index if exists products_to_fill`.execute( db );
}
