import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely';
import {
	dropOnceFilled,
	fillAccounts,
	type FillSlice,
	type Filling,
} from './filling.ts';
import { dropOldSearch } from './migrations/0038_search_words.ts';
import { dropOldCounting } from './migrations/0039_order_counts.ts';
import { dropOldNaming } from './migrations/0041_more_words.ts';
import { fillOrderNames } from './filling-order-names.ts';
import { WORDS_SETTING, WORDS_VERSION } from './row-security.ts';
import type { Database } from './schema.ts';
import {
	idOf,
	namedColumns,
	renewWords,
	type NamedCollection,
	type NamedContact,
	type NamedProduct,
	type Nameable,
} from './write-words.ts';

const ROWS_AT_ONCE = 500;
const TABLES = [ 'products', 'collections', 'contacts' ] as const;
/** Same conditions as in the tables' indexes. */
const TO_FILL = {
	contacts: sql< boolean >`( t.words is null or t.order_count < 0 )`,
	products: sql< boolean >`( t.words is null or t.words_version < 2 )`,
	collections: sql< boolean >`t.words is null`,
	orders: sql< boolean >`t.names is null`,
} as const;

/** Whether copies of the program from before migration 0041 may still write, or their rows are still there. */
export async function hasOldSearch(
	db: Kysely< Database >
): Promise< boolean > {
	const { rows } = await sql< { has: boolean } >`
		select coalesce(
			to_regproc( 'contacts_written_before' ), to_regproc( 'order_not_counted' ), to_regproc( 'order_names_older' )
		) is not null as has
	`.execute( db );
	return rows[ 0 ]!.has;
}

/** Makes the words and counts of rows from before migration 0041; see fillAccounts(). @return How many were filled. */
export function fillWords(
	db: Kysely< Database >,
	filling: Filling = {}
): Promise< number > {
	return fillAccounts( db, filling, [
		...TABLES.map(
			( table ): FillSlice =>
				( tx, accountId ) =>
					fillSlice( tx, accountId, table )
		),
		fillOrderNames,
	] );
}

async function fillSlice(
	tx: Transaction< Database >,
	accountId: string,
	table: Nameable
): ReturnType< FillSlice > {
	// Makes the migrations' triggers skip these writes.
	await sql`select set_config( ${ WORDS_SETTING }, ${ WORDS_VERSION }, true )`.execute(
		tx
	);
	const { rows } = await sql< NamedContact & NamedProduct & NamedCollection >`
		select ${ namedColumns( table, 't' ) }
		from ${ sql.table( table ) } t
		where t.account_id = ${ accountId } and ${ TO_FILL[ table ] }
		order by ${ sql.raw( idOf( table ).join( ', ' ) ) }
		limit ${ sql.lit( ROWS_AT_ONCE ) }
		for no key update skip locked
	`.execute( tx );
	if ( rows.length === 0 ) {
		return ( await isLeft( tx, table, sql`= ${ accountId }` ) )
			? 'held'
			: 0;
	}
	await renewWords( tx, accountId, table, rows );
	if ( table === 'contacts' ) {
		await countOrders(
			tx,
			accountId,
			rows.map( ( row ) => row.contact_id )
		);
	}
	return rows.length;
}

async function isLeft(
	tx: Transaction< Database >,
	table: keyof typeof TO_FILL,
	ofAccount: RawBuilder< unknown >
): Promise< boolean > {
	const { rows } = await sql`
		select from ${ sql.table( table ) } t where t.account_id ${ ofAccount } and ${ TO_FILL[ table ] } limit 1
	`.execute( tx );
	return rows.length > 0;
}

/** The contacts are locked, so concurrent writes add to the count, or subtract from it, afterwards. */
async function countOrders(
	tx: Transaction< Database >,
	accountId: string,
	contactIds: readonly string[]
): Promise< void > {
	await sql`
		update contacts c
		set order_count = coalesce( n.orders, 0 )
		from unnest( ${ contactIds }::uuid[] ) as t ( contact_id )
		left join (
			select contact_id, count( * )::integer as orders from orders
			where account_id = ${ accountId } and contact_id = any( ${ contactIds }::uuid[] )
			group by contact_id
		) as n using ( contact_id )
		where c.account_id = ${ accountId } and c.contact_id = t.contact_id and c.order_count < 0
	`.execute( tx );
}

/**
 * Drops what only copies of the program from before migration 0041 need. None of them may run any more.
 *
 * @return The reason it was not done; null if it is done, now or before.
 */
export async function finishWords(
	db: Kysely< Database >
): Promise< 'unfilled' | 'in-use' | null > {
	if ( ! ( await hasOldSearch( db ) ) ) {
		return null;
	}
	return dropOnceFilled( db, () => fillWords( db ), drop );
}

async function drop(
	tx: Transaction< Database >
): Promise< 'unfilled' | null > {
	await sql`lock table contacts, products, collections, orders in access exclusive mode`.execute(
		tx
	);
	for ( const table of [ ...TABLES, 'orders' ] as const ) {
		if ( await isLeft( tx, table, sql`> ''` ) ) {
			return 'unfilled';
		}
	}
	await dropOldSearch( tx as unknown as Kysely< unknown > );
	await dropOldCounting( tx as unknown as Kysely< unknown > );
	await dropOldNaming( tx as unknown as Kysely< unknown > );
	return null;
}
