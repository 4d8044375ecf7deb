import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';

/**
 * The distinct values of a column in an account, in order. Steps from value to value along the index that begins with
 * the account and the column, instead of reading all rows.
 */
export async function listDistinct(
	db: Kysely< Database >,
	accountId: string,
	table: 'orders' | 'transactions',
	column: 'currency' | 'woocommerce_status'
): Promise< string[] > {
	const [ from, value ] = [ sql.table( table ), sql.ref( column ) ];
	const { rows } = await sql< { value: string } >`
		with recursive known as (
			( select ${ value } as value from ${ from } where account_id = ${ accountId } order by ${ value } limit 1 )
			union all
			select (
				select t.${ value } from ${ from } as t
				where t.account_id = ${ accountId } and t.${ value } > known.value order by t.${ value } limit 1
			) from known where known.value is not null
		)
		select value from known where value is not null
	`.execute( db );
	return rows.map( ( row ) => row.value );
}
