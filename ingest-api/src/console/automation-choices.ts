import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { Choice } from './parts/field.ts';
import { withoutScheme } from '../views/store-view.ts';

/** The choices that an automation's conditions offer. */
export interface AutomationChoices {
	/** By connection ID. */
	stores: Choice[];
	/** By `<connection id>:<id>`. */
	products: Choice[];
	collections: Choice[];
}

/** A longer list would be no help. */
const LISTED = 500;

export async function readChoices(
	db: Kysely< Database >,
	accountId: string
): Promise< AutomationChoices > {
	const connections = await db
		.selectFrom( 'connections' )
		.select( [ 'connection_id', 'store_url', 'state' ] )
		.where( 'account_id', '=', accountId )
		.orderBy( 'created_at' )
		.execute();
	const stores = connections
		.filter( ( { state } ) => state !== 'disconnected' )
		.map( ( row ) => ( {
			value: row.connection_id,
			label: withoutScheme( row.store_url ),
		} ) );
	const isOne = stores.length < 2;
	const named = async ( table: 'products' | 'collections', id: string ) => {
		const { rows } = await sql< {
			connection_id: string;
			id: string;
			name: string;
			store_url: string;
		} >`
			select t.connection_id, ${ sql.ref( `t.${ id }` ) } as id, t.name, c.store_url
			from ${ sql.table( table ) } as t
			join connections as c on c.account_id = t.account_id and c.connection_id = t.connection_id
			where t.account_id = ${ accountId }
			order by t.connection_id, ${ sql.ref( `t.${ id }` ) }
			limit ${ LISTED }
		`.execute( db );
		return rows
			.map( ( row ) => ( {
				value: `${ row.connection_id }:${ row.id }`,
				label: isOne
					? row.name
					: `${ row.name } (${ withoutScheme( row.store_url ) })`,
			} ) )
			.sort( ( a, b ) => a.label.localeCompare( b.label ) );
	};
	return {
		stores,
		products: await named( 'products', 'product_id' ),
		collections: await named( 'collections', 'collection_id' ),
	};
}
