import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';

const MOST_HEADS = 8;
/** Where a word begins in a number: after a sign, and where letters turn to digits. */
const WORD = /(?<=[^\p{L}\p{N}])(?=[\p{L}\p{N}])|(?<=\p{L})(?=\p{N})/gu;

/**
 * R34: with what an order's number may begin where a text is searched for: "1042" finds "WC-1042" too, where the numbers of
 * a store begin so. People write a "#" before a number.
 */
export async function numbersBeginning(
	db: Kysely< Database >,
	accountId: string,
	search: string
): Promise< string[] > {
	const typed = search.replace( /^#/, '' );
	const heads =
		/^[\p{L}\p{N}].*/u.test( typed ) && /\p{N}/u.test( typed )
			? headsOf( await outermostNumbers( db, accountId ) )
			: [];
	return [ '', ...heads ].flatMap( ( head ) => [
		...new Set( [
			head + typed,
			head + typed.toUpperCase(),
			head + typed.toLowerCase(),
		] ),
	] );
}

/** The first and the last of each store, as the index has them. */
async function outermostNumbers(
	db: Kysely< Database >,
	accountId: string
): Promise< string[] > {
	const outermost = ( way: 'asc' | 'desc' ) => sql`(
		select number from orders as o
		where o.account_id = ${ accountId } and o.connection_id = c.connection_id
		order by number ${ sql.raw( way ) } limit 1
	)`;
	const { rows } = await sql< { number: string } >`
		select unnest( array[ ${ outermost( 'asc' ) }, ${ outermost( 'desc' ) } ] ) as number
		from connections as c
		where c.account_id = ${ accountId }
		limit 100
	`.execute( db );
	return rows.flatMap( ( { number } ) => number ?? [] );
}

/** "WC-" and "WC-2026-" of "WC-2026-00123". */
export function headsOf( numbers: readonly string[] ): string[] {
	const heads = numbers.flatMap( ( number ) =>
		[ ...number.matchAll( WORD ) ].map( ( { index } ) =>
			number.slice( 0, index )
		)
	);
	return [ ...new Set( heads ) ].slice( 0, MOST_HEADS );
}
