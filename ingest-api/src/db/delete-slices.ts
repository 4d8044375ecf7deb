import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from './schema.ts';

const ROWS_AT_ONCE = 1_000;

export interface DeleteSlices {
	table: keyof Database;
	accountId: string;
	/** The rest of the primary key, after `account_id`. */
	key: readonly string[];
	/** The condition on the account's rows, under the alias `t`. */
	where: RawBuilder< boolean >;
	signal?: AbortSignal | undefined;
}

/** Deletes one account's rows in small pieces, so that nothing else waits long. @return How many were deleted. */
export async function deleteInSlices(
	db: Kysely< Database >,
	{ table, accountId, key, where, signal }: DeleteSlices
): Promise< number > {
	const columns = sql.join( key.map( ( name ) => sql.ref( name ) ) );
	let count = 0;
	for (;;) {
		const { rows } = await sql`
			delete from ${ sql.table( table ) }
			where account_id = ${ accountId } and ( ${ columns } ) in (
				select ${ columns } from ${ sql.table( table ) } as t
				where t.account_id = ${ accountId } and ${ where }
				limit ${ ROWS_AT_ONCE }
			)
			returning account_id
		`.execute( db );
		count += rows.length;
		if ( rows.length < ROWS_AT_ONCE || signal?.aborted === true ) {
			return count;
		}
	}
}
