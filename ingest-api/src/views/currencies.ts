import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';

/** The currency of each store, which its products do not name: that of its last order. By connection; missing where there is no order yet. */
export async function listStoreCurrencies(
	db: Kysely< Database >,
	accountId: string
): Promise< Map< string, string > > {
	const { rows } = await sql< { connection_id: string; currency: string } >`
		select c.connection_id, o.currency
		from connections as c
		cross join lateral (
			select currency from orders
			where account_id = c.account_id and connection_id = c.connection_id
			order by date_created desc limit 1
		) as o
		where c.account_id = ${ accountId }
	`.execute( db );
	return new Map(
		rows.map( ( row ) => [ row.connection_id, row.currency ] )
	);
}
