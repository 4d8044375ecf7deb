import { sql, type Kysely } from 'kysely';

interface Index {
	name: string;
	table: string;
	columns: string;
}

const IDS = {
	collections: 'collection_id',
	orders: 'order_id',
	products: 'product_id',
} as const;

/** The order of a list: by a column, and by store and id where that is alike. */
const inOrder = (
	name: string,
	table: keyof typeof IDS,
	column: string
): Index => ( {
	name,
	table,
	columns: `( account_id, ${ column }, connection_id, ${ IDS[ table ] } )`,
} );

/** Indexes added to tables that may hold rows; the others are made with their tables. */
export const INDEXES: readonly Index[] = [
	{
		name: 'orders_by_date',
		table: 'orders',
		columns:
			'( account_id, date_created desc, connection_id desc, order_id desc )',
	},
	{
		// From before 0025; none, once they have been brought over.
		name: 'orders_to_fill',
		table: 'orders',
		columns:
			'( account_id, connection_id, order_id ) where record_text is null',
	},
	{
		// People ask for an order by the number that they see.
		name: 'orders_by_order_number',
		table: 'orders',
		columns: '( account_id, connection_id, number )',
	},
	{
		// To search by how a number begins, whatever the database's collation is.
		name: 'orders_by_number_prefix',
		table: 'orders',
		columns: '( account_id, number text_pattern_ops )',
	},
	{
		name: 'contacts_by_time',
		table: 'contacts',
		columns: '( account_id, created_at desc, contact_id desc )',
	},
	{
		name: 'transactions_by_date',
		table: 'transactions',
		columns:
			'( account_id, date desc, connection_id desc, transaction_id desc )',
	},
	{
		// Few among payments, and counted.
		name: 'transactions_refunds',
		table: 'transactions',
		columns:
			"( account_id, date, connection_id, transaction_id ) where type = 'refund'",
	},
	{
		// Which currencies there are.
		name: 'transactions_by_currency',
		table: 'transactions',
		columns: '( account_id, currency )',
	},
	...(
		[
			[ 'products_by_name_sort', 'name_sort' ],
			[ 'products_by_price', 'price_sort' ],
			[ 'products_by_change', 'updated_at' ],
		] as const
	 ).map( ( [ name, column ] ) => inOrder( name, 'products', column ) ),
	...(
		[
			[ 'collections_by_name', 'name_sort' ],
			[ 'collections_by_count', 'count' ],
		] as const
	 ).map( ( [ name, column ] ) => inOrder( name, 'collections', column ) ),
	...(
		[
			[ 'orders_by_total', 'total_sort' ],
			[ 'orders_by_number_sort', 'number_sort' ],
		] as const
	 ).map( ( [ name, column ] ) => inOrder( name, 'orders', column ) ),
	{
		// For the order by status, and for the newest of one, however few they are.
		name: 'orders_by_status_and_date',
		table: 'orders',
		columns:
			'( account_id, status, date_created, connection_id, order_id )',
	},
	// Which there are, and those of one that few have.
	{
		name: 'orders_by_woocommerce_status',
		table: 'orders',
		columns: '( account_id, woocommerce_status )',
	},
	{
		name: 'orders_by_currency',
		table: 'orders',
		columns: '( account_id, currency )',
	},
	{
		name: 'orders_trashed',
		table: 'orders',
		columns:
			'( account_id, date_created, connection_id ) where trashed_version is not null',
	},
	{
		name: 'orders_not_paid',
		table: 'orders',
		columns:
			'( account_id, date_created, connection_id, order_id ) where date_paid is null',
	},
	{
		name: 'contacts_by_name',
		table: 'contacts',
		columns: '( account_id, name_sort, contact_id )',
	},
	{
		name: 'contacts_by_orders',
		table: 'contacts',
		columns: '( account_id, order_count, contact_id )',
	},
	{
		// From before 0038 and 0039; none, once they have been brought over.
		name: 'contacts_to_fill',
		table: 'contacts',
		columns:
			'( account_id, contact_id ) where words is null or order_count < 0',
	},
	{
		// From before 0041; none, once they have been brought over.
		name: 'products_with_old_words',
		table: 'products',
		columns:
			'( account_id, connection_id, product_id ) where words is null or words_version < 2',
	},
	{
		// From before 0038; none, once they have been brought over.
		name: 'collections_to_fill',
		table: 'collections',
		columns:
			'( account_id, connection_id, collection_id ) where words is null',
	},
	{
		// From before 0041; none, once they have been brought over.
		name: 'orders_to_name',
		table: 'orders',
		columns: '( account_id, connection_id, order_id ) where names is null',
	},
	{
		// No contact finds them.
		name: 'orders_without_contact',
		table: 'orders',
		columns: '( account_id, names ) where contact_id is null',
	},
	{
		name: 'transactions_by_order_prefix',
		table: 'transactions',
		columns: '( account_id, order_id )',
	},
	{
		// To search by how an id begins, whatever the database's collation is.
		name: 'transactions_by_payment_prefix',
		table: 'transactions',
		columns: '( account_id, gateway_transaction_id text_pattern_ops )',
	},
	{
		name: 'trigger_events_by_order',
		table: 'trigger_events',
		columns: '( account_id, connection_id, order_id )',
	},
	{
		// To find the old ones, which are forgotten.
		name: 'contact_merges_by_time',
		table: 'contact_merges',
		columns: '( account_id, merged_at )',
	},
	{
		// The history of an automation, by what became of its runs.
		name: 'automation_runs_by_state',
		table: 'automation_runs',
		columns:
			'( account_id, automation_id, state, occurred_at, connection_id, trigger_id )',
	},
	{
		// Who was erased is known by a hash only.
		name: 'contacts_by_email_hash',
		table: 'contacts',
		columns: '( account_id, email_hash )',
	},
	{
		name: 'orders_by_email_hash',
		table: 'orders',
		columns: '( account_id, email_hash ) where email_hash is not null',
	},
	{
		// For the one question that cannot begin with the account: which accounts an address signs in to.
		name: 'account_people_of_all_accounts',
		table: 'account_people',
		columns: '( email_key )',
	},
];

/** Of earlier versions, which search, sort and compare by them. */
const RETIRED = [
	'collections_by_number',
	'contact_links_by_number',
	'contacts_by_email_prefix',
	'contacts_by_last_name',
	'contacts_by_last_name_prefix',
	'contacts_by_name_prefix',
	'orders_by_email_prefix',
	'orders_by_number',
	'products_by_name',
	'products_by_number',
	'transactions_by_number',
];

/**
 * Builds what is missing while batches go on, one after the other; not in a transaction. One whose
 * building broke off stays behind, is kept current and is never used: it is built again.
 *
 * @param db      One connection, for which no time limits hold.
 * @param onBuild Told the name before an index is built, which may take hours.
 */
export async function buildIndexes(
	db: Kysely< unknown >,
	onBuild: ( name: string ) => void
): Promise< void > {
	const states = await readStates( db );
	for ( const { name, table, columns } of INDEXES ) {
		const isValid = states.get( name );
		if ( isValid ) {
			continue;
		}
		onBuild( name );
		if ( isValid === false ) {
			await sql`drop index concurrently if exists ${ sql.table( name ) }`.execute(
				db
			);
		}
		await sql`
			create index concurrently ${ sql.id( name ) } on ${ sql.table( table ) } ${ sql.raw( columns ) }
		`.execute( db );
	}
}

/** While batches go on; no copy of an earlier version runs any more. */
export async function dropRetiredIndexes(
	db: Kysely< unknown >
): Promise< void > {
	for ( const name of RETIRED ) {
		await sql`drop index concurrently if exists ${ sql.table( name ) }`.execute(
			db
		);
	}
}

/** Of each index that is there, whether it is whole. */
async function readStates(
	db: Kysely< unknown >
): Promise< ReadonlyMap< string, boolean > > {
	const { rows } = await sql< { name: string; isValid: boolean } >`
		select name, indisvalid as "isValid"
		from unnest( ${ INDEXES.map( ( { name } ) => name ) }::text[] ) as name
		join pg_index on indexrelid = to_regclass( name )
	`.execute( db );
	return new Map( rows.map( ( { name, isValid } ) => [ name, isValid ] ) );
}
