import { sql, type Kysely } from 'kysely';
import { COUNTS_ORDERS } from '../row-security.ts';

/**
 * R34: the number of a contact's orders, to sort by; -1 if it has not been counted yet.
 *
 * If there are accounts already, `filling-words.ts` counts them, and a trigger tracks the changes by older copies of
 * the program, until `npm run connection -- drop-old-columns`.
 */
export async function up( db: Kysely< unknown > ): Promise< void > {
	await sql`alter table contacts add column order_count integer not null default -1`.execute(
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
		create function order_not_counted() returns trigger language plpgsql as $$
		begin
			if tg_op <> 'INSERT' then
				update contacts set order_count = -1
				where account_id = old.account_id and contact_id = old.contact_id and order_count >= 0;
			end if;
			if tg_op <> 'DELETE' then
				update contacts set order_count = -1
				where account_id = new.account_id and contact_id = new.contact_id and order_count >= 0;
			end if;
			return null;
		end
		$$
	`.execute( db );
	const isOlder = sql.raw(
		`current_setting( '${ COUNTS_ORDERS }', true ) is distinct from 'on'`
	);
	for ( const [ event, when ] of [
		[ 'insert', sql`new.contact_id is not null` ],
		[
			'update of contact_id',
			sql`new.contact_id is distinct from old.contact_id`,
		],
		[ 'delete', sql`old.contact_id is not null` ],
	] as const ) {
		await sql`
			create trigger ${ sql.id( `order_not_counted_${ event.split( ' ' )[ 0 ] }` ) }
			after ${ sql.raw( event ) } on orders for each row when ( ${ when } and ${ isOlder } )
			execute function order_not_counted()
		`.execute( db );
	}
}

/** To be called when no older program runs any more and all orders have been counted. */
export async function dropOldCounting(
	db: Kysely< unknown >
): Promise< void > {
	for ( const event of [ 'insert', 'update', 'delete' ] ) {
		await sql`drop trigger if exists ${ sql.id( `order_not_counted_${ event }` ) } on orders`.execute(
			db
		);
	}
	await sql`drop function if exists order_not_counted()`.execute( db );
}
