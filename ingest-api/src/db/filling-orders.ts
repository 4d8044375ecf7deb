import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type Kysely, type Transaction } from 'kysely';
import { databaseErrorKind } from './errors.ts';
import { dropOldColumns } from './migrations/0025_orders_once.ts';
import type { Database } from './schema.ts';

/** Short enough that a batch which has to wait for one of these orders hardly notices. */
const ORDERS_AT_ONCE = 200;
/** By the copies of the program: one at a time. Any number that nothing else in this database locks. */
const ADVISORY_LOCK = 4_867_391_206;
const INDEX = 'orders_to_fill';
/** A batch does not wait longer than this for the lock, which itself takes milliseconds. */
const LOCK_TIMEOUT = '1s';
const AGAIN_AFTER_MS = 1_000;

/** How to fill orders. */
export interface Filling {
	signal?: AbortSignal | undefined;
	/** Between two slices, by how long the last one took: batches come first. */
	pauseMs?: ( sliceMs: number ) => number;
}

/**
 * Brings over the orders from before migration 0025, slice by slice, and drops the old columns when all are. Each slice
 * is whole in itself, so that it may be broken off at any point.
 *
 * @param db      For which no time limits hold.
 * @param filling
 * @return Whether all is done. If not, another copy is at it, or it was told to stop.
 */
export async function fillOrders(
	db: Kysely< Database >,
	filling: Filling = {}
): Promise< boolean > {
	if ( await isDone( db ) ) {
		return true;
	}
	return db.connection().execute( async ( connection ) => {
		const { rows } = await sql< { locked: boolean } >`
			select pg_try_advisory_lock( ${ ADVISORY_LOCK } ) as locked
		`.execute( connection );
		if ( ! rows[ 0 ]!.locked ) {
			return false;
		}
		try {
			return await fillAll( connection, filling );
		} finally {
			await sql`select pg_advisory_unlock( ${ ADVISORY_LOCK } )`.execute(
				connection
			);
		}
	} );
}

async function fillAll(
	db: Kysely< Database >,
	filling: Filling
): Promise< boolean > {
	const { signal } = filling;
	const isStopped = () => signal?.aborted === true;
	if ( await isDone( db ) ) {
		return true;
	}
	await indexUnfilled( db );
	while ( ! isStopped() ) {
		await fillAccounts( db, filling );
		if ( ! isStopped() && ( await dropWhereAllFilled( db ) ) ) {
			return true;
		}
		await sleep( AGAIN_AFTER_MS, undefined, { signal } ).catch(
			() => undefined
		);
	}
	return false;
}

async function isDone( db: Kysely< Database > ): Promise< boolean > {
	const { rows } = await sql< { done: boolean } >`
		select to_regclass( 'order_lines' ) is null as done
	`.execute( db );
	return rows[ 0 ]!.done;
}

/** One whose building broke off is built again. */
async function indexUnfilled( db: Kysely< Database > ): Promise< void > {
	const { rows } = await sql< { valid: boolean } >`
		select indisvalid as valid from pg_index where indexrelid = to_regclass( ${ INDEX } )
	`.execute( db );
	if ( rows[ 0 ]?.valid === true ) {
		return;
	}
	await sql`drop index concurrently if exists ${ sql.table( INDEX ) }`.execute(
		db
	);
	await sql`
		create index concurrently ${ sql.id( INDEX ) } on orders ( account_id, connection_id, order_id )
		where record is not null
	`.execute( db );
}

async function fillAccounts(
	db: Kysely< Database >,
	{ signal, pauseMs = ( sliceMs ) => sliceMs }: Filling
): Promise< void > {
	// As the owner of the tables, who sees all accounts.
	const { rows: accounts } = await sql< { account_id: string } >`
		select account_id from accounts order by account_id
	`.execute( db );
	for ( const { account_id: accountId } of accounts ) {
		for ( let count = 1; count > 0 && signal?.aborted !== true; ) {
			const from = performance.now();
			count = await db
				.transaction()
				.execute( ( tx ) => fillSlice( tx, accountId ) );
			await sleep( pauseMs( performance.now() - from ) );
		}
	}
}

interface Slice {
	connection_id: string;
	order_id: string;
	date_created: Date;
	/** null: never filled. */
	product_ids: string[] | null;
	products: string[];
}

/** An order that a batch is writing just now is left to the next time. @return How many were filled. */
async function fillSlice(
	tx: Transaction< Database >,
	accountId: string
): Promise< number > {
	const { rows } = await sql< Slice >`
		select connection_id, order_id, date_created, product_ids, array(
			select l->>'product_id' from jsonb_array_elements( record->'line_items' ) as l
			where l->>'product_id' is not null
			group by 1
			order by ( l->>'product_id' ) collate "C"
		) as products
		from orders
		where account_id = ${ accountId } and record is not null
		order by connection_id, order_id
		limit ${ sql.lit( ORDERS_AT_ONCE ) }
		for no key update skip locked
	`.execute( tx );
	if ( rows.length === 0 ) {
		return 0;
	}
	// A copy of the program from before has written these after they were filled.
	const again = rows.filter( ( row ) => row.product_ids !== null );
	if ( again.length > 0 ) {
		await sql`
			delete from order_products p
			using json_to_recordset( ${ JSON.stringify( again ) } )
				as r ( connection_id text, order_id text, product_ids json ),
				json_array_elements_text( r.product_ids ) as before ( product_id )
			where p.account_id = ${ accountId } and p.connection_id = r.connection_id
				and p.product_id = before.product_id and p.order_id = r.order_id
		`.execute( tx );
	}
	const slice = JSON.stringify(
		rows.map( ( { products, ...row } ) => ( {
			connection_id: row.connection_id,
			order_id: row.order_id,
			products,
		} ) )
	);
	await sql`
		insert into order_products ( account_id, connection_id, product_id, date_created, order_id )
		select ${ accountId }, o.connection_id, p.product_id, o.date_created, o.order_id
		from json_to_recordset( ${ slice } ) as r ( connection_id text, order_id text, products json )
		join orders o
			on o.account_id = ${ accountId } and o.connection_id = r.connection_id and o.order_id = r.order_id
		cross join json_array_elements_text( r.products ) as p ( product_id )
	`.execute( tx );
	await sql`
		update orders o
		set record_text = o.record::text, record = null, total_sort = o.total,
			product_ids = array( select json_array_elements_text( r.products ) )
		from json_to_recordset( ${ slice } ) as r ( connection_id text, order_id text, products json )
		where o.account_id = ${ accountId } and o.connection_id = r.connection_id and o.order_id = r.order_id
	`.execute( tx );
	return rows.length;
}

/** @return Whether it could: no batch held the table for long, and none of before had come meanwhile. */
async function dropWhereAllFilled(
	db: Kysely< Database >
): Promise< boolean > {
	try {
		return await db.transaction().execute( async ( tx ) => {
			// Rows that a policy hides are an error, and not none.
			await sql`
				select set_config( 'lock_timeout', ${ LOCK_TIMEOUT }, true ), set_config( 'row_security', 'off', true )
			`.execute( tx );
			await sql`lock table orders in access exclusive mode`.execute( tx );
			const { rows } = await sql`
				select from orders where record is not null limit 1
			`.execute( tx );
			if ( rows.length > 0 ) {
				return false;
			}
			await dropOldColumns( tx as unknown as Kysely< unknown > );
			return true;
		} );
	} catch ( error ) {
		if ( databaseErrorKind( error ) === 'unavailable' ) {
			return false;
		}
		throw error;
	}
}
