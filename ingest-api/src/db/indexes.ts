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

/** For the order of a list: by a column, then by store and ID. */
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
		// Orders from before 0025; empty once they have been filled.
		name: 'orders_to_fill',
		table: 'orders',
		columns:
			'( account_id, connection_id, order_id ) where record_text is null',
	},
	{
		// People ask for an order by its visible number.
		name: 'orders_by_order_number',
		table: 'orders',
		columns: '( account_id, connection_id, number )',
	},
	{
		// For searches by the beginning of a number, independent of the database's collation.
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
		// Refunds are few among payments, and are counted.
		name: 'transactions_refunds',
		table: 'transactions',
		columns:
			"( account_id, date, connection_id, transaction_id ) where type = 'refund'",
	},
	{
		// For the list of currencies.
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
		// For sorting by status, and for the newest orders of one status, however few they are.
		name: 'orders_by_status_and_date',
		table: 'orders',
		columns:
			'( account_id, status, date_created, connection_id, order_id )',
	},
	// For the list of statuses and currencies, and for the orders of a rare one.
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
		// Rows from before 0038 and 0039; empty once they have been filled.
		name: 'contacts_to_fill',
		table: 'contacts',
		columns:
			'( account_id, contact_id ) where words is null or order_count < 0',
	},
	{
		// Rows from before 0041; empty once they have been filled.
		name: 'products_with_old_words',
		table: 'products',
		columns:
			'( account_id, connection_id, product_id ) where words is null or words_version < 2',
	},
	{
		// Rows from before 0038; empty once they have been filled.
		name: 'collections_to_fill',
		table: 'collections',
		columns:
			'( account_id, connection_id, collection_id ) where words is null',
	},
	{
		// Rows from before 0041; empty once they have been filled.
		name: 'orders_to_name',
		table: 'orders',
		columns: '( account_id, connection_id, order_id ) where names is null',
	},
	{
		// For orders that cannot be found through a contact.
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
		// For searches by the beginning of an ID, independent of the database's collation.
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
		// For deleting old merges.
		name: 'contact_merges_by_time',
		table: 'contact_merges',
		columns: '( account_id, merged_at )',
	},
	{
		// For the history of an automation, by the state of its runs.
		name: 'automation_runs_by_state',
		table: 'automation_runs',
		columns:
			'( account_id, automation_id, state, occurred_at, connection_id, trigger_id )',
	},
	{
		// An erased person is known by a hash only.
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
		// For the only question that cannot filter by account: the accounts that an address signs in to.
		name: 'account_people_of_all_accounts',
		table: 'account_people',
		columns: '( email_key )',
	},
];

/** Indexes that only earlier versions need, to search, sort and compare. */
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
 * Builds the missing indexes one after the other without blocking batches; not in a transaction. An interrupted build
 * leaves an index behind that is maintained but never used, so it is dropped and built again.
 *
 * @param db      One connection without time limits.
 * @param onBuild Called with the name before an index is built, which may take hours.
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

/** Does not block batches; no copy of an earlier version may run any more. */
export async function dropRetiredIndexes(
	db: Kysely< unknown >
): Promise< void > {
	for ( const name of RETIRED ) {
		await sql`drop index concurrently if exists ${ sql.table( name ) }`.execute(
			db
		);
	}
}

/** Whether each existing index is valid. */
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
