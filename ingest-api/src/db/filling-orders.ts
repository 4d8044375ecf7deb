import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely';
import {
	dropOnceFilled,
	fillAccounts,
	type FillSlice,
	type Filling,
} from './filling.ts';
import { dropOldColumns } from './migrations/0025_orders_once.ts';
import type { Database } from './schema.ts';

/** Few enough that a batch that has to wait for one of these orders hardly notices. */
const ORDERS_AT_ONCE = 200;

/** Whether orders still have the columns from before migration 0025. */
export async function hasOldColumns(
	db: Kysely< Database >
): Promise< boolean > {
	const { rows } = await sql< { has: boolean } >`
		select to_regclass( 'order_lines' ) is not null as has
	`.execute( db );
	return rows[ 0 ]!.has;
}

/** Converts the orders from before migration 0025; see fillAccounts(). @return How many were filled. */
export function fillOrders(
	db: Kysely< Database >,
	filling: Filling = {}
): Promise< number > {
	return fillAccounts( db, filling, [ fillSlice ] );
}

async function fillSlice(
	tx: Transaction< Database >,
	accountId: string
): ReturnType< FillSlice > {
	// Makes the migration's triggers skip these writes.
	await sql`select set_config( 'ivorey.filling', 'on', true )`.execute( tx );
	const { rows } = await sql< { products: string[] } >`
		select connection_id, order_id, array(
			select l->>'product_id' from jsonb_array_elements( record->'line_items' ) as l
			where l->>'product_id' is not null
			group by 1
			order by ( l->>'product_id' ) collate "C"
		) as products
		from orders
		where account_id = ${ accountId } and record_text is null
		order by connection_id, order_id
		limit ${ sql.lit( ORDERS_AT_ONCE ) }
		for no key update skip locked
	`.execute( tx );
	if ( rows.length === 0 ) {
		return ( await isLeft( tx, sql`= ${ accountId }` ) ) ? 'held' : 0;
	}
	const slice = JSON.stringify( rows );
	await sql`
		insert into order_products ( account_id, connection_id, product_id, date_created, order_id )
		select ${ accountId }, o.connection_id, p.product_id, o.date_created, o.order_id
		from json_to_recordset( ${ slice } ) as r ( connection_id text, order_id text, products json )
		join orders o
			on o.account_id = ${ accountId } and o.connection_id = r.connection_id and o.order_id = r.order_id
		cross join json_array_elements_text( r.products ) as p ( product_id )
		on conflict do nothing
	`.execute( tx );
	await sql`
		update orders o
		set record_text = o.record::text, total_sort = o.total,
			product_ids = array( select json_array_elements_text( r.products ) )
		from json_to_recordset( ${ slice } ) as r ( connection_id text, order_id text, products json )
		where o.account_id = ${ accountId } and o.connection_id = r.connection_id and o.order_id = r.order_id
	`.execute( tx );
	return rows.length;
}

async function isLeft(
	tx: Transaction< Database >,
	ofAccount: RawBuilder< unknown >
): Promise< boolean > {
	const { rows } = await sql`
		select from orders where account_id ${ ofAccount } and record_text is null limit 1
	`.execute( tx );
	return rows.length > 0;
}

/**
 * Drops the columns that only copies of the program from before migration 0025 read. None of them may run any more.
 *
 * @return The reason it was not done; null if it is done, now or before.
 */
export async function finishFilling(
	db: Kysely< Database >
): Promise< 'unfilled' | 'in-use' | null > {
	if ( ! ( await hasOldColumns( db ) ) ) {
		return null;
	}
	return dropOnceFilled(
		db,
		() => fillOrders( db ),
		async ( tx ) => {
			await sql`lock table orders in access exclusive mode`.execute( tx );
			if ( await isLeft( tx, sql`> ''` ) ) {
				return 'unfilled';
			}
			await dropOldColumns( tx as unknown as Kysely< unknown > );
			return null;
		}
	);
}
