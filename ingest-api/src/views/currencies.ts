import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';

/** Number of an account's newest orders to look at; active stores are among them. */
const NEWEST = 1_000;

/**
 * The currency of each store, by connection: that of its last order, because products do not name one. Stores without
 * orders are missing.
 *
 * A store without an order among the account's newest gets the currency of the order whose ID is last as text:
 * finding its last order by date would read all that the account's other stores have sold since.
 */
export async function listStoreCurrencies(
	db: Kysely< Database >,
	accountId: string
): Promise< Map< string, string > > {
	const { rows } = await sql< {
		connection_id: string;
		currency: string | null;
	} >`
		with newest as materialized (
			select connection_id, order_id, date_created, currency from orders
			where account_id = ${ accountId }
			order by date_created desc, connection_id desc, order_id desc
			limit ${ sql.lit( NEWEST ) }
		)
		select c.connection_id, coalesce(
			(
				select currency from newest
				where connection_id = c.connection_id
				order by date_created desc, order_id desc limit 1
			),
			(
				select currency from orders
				where account_id = c.account_id and connection_id = c.connection_id
				order by order_id desc limit 1
			)
		) as currency
		from connections c
		where c.account_id = ${ accountId }
	`.execute( db );
	return new Map(
		rows.flatMap( ( { connection_id: id, currency } ) =>
			currency === null ? [] : [ [ id, currency ] ]
		)
	);
}
