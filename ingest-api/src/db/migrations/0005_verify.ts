import { sql, type Kysely } from 'kysely';

/** By the number that an id is, so that a range of ids is a range of an index. */
export async function up( db: Kysely< unknown > ): Promise< void > {
	for ( const [ table, id ] of [
		[ 'collections', 'collection_id' ],
		[ 'products', 'product_id' ],
		[ 'contact_links', 'user_id' ],
		[ 'orders', 'order_id' ],
		[ 'transactions', 'order_id' ],
	] as const ) {
		await sql`
			create index ${ sql.id( `${ table }_by_number` ) }
			on ${ sql.table( table ) } ( account_id, connection_id, ( ${ sql.ref( id ) }::numeric ) )
		`.execute( db );
	}
}
