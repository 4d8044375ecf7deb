import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from './schema.ts';

/** Nobody needs a higher figure, and counting takes a while. */
export const COUNT_LIMIT = 10_000;

/** Counts a query's rows: exact up to COUNT_LIMIT; COUNT_LIMIT + 1 stands for more. */
export async function countRows(
	db: Kysely< Database >,
	select: RawBuilder< unknown >
): Promise< number > {
	const { rows } = await sql< { total: number } >`
		select count(*)::integer as total from ( ${ select } limit ${ COUNT_LIMIT + 1 } ) as counted
	`.execute( db );
	return rows[ 0 ]!.total;
}
