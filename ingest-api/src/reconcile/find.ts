import type { Kysely } from 'kysely';
import { FIND_LIMIT, type FindRequest } from '@ivorey/shared';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';

/** @return The WooCommerce IDs of the store's orders with this number, newest first. */
export async function findOrders(
	db: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	{ number }: FindRequest
): Promise< string[] > {
	const rows = await db
		.selectFrom( 'orders' )
		.where( 'account_id', '=', accountId )
		.where( 'connection_id', '=', connectionId )
		.where( 'number', '=', number )
		.orderBy( 'date_created', 'desc' )
		.orderBy( 'order_id', 'desc' )
		.limit( FIND_LIMIT )
		.select( 'order_id' )
		.execute();
	return rows.map( ( row ) => row.order_id );
}
