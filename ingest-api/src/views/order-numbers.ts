import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';

const MOST_HEADS = 8;
/** Starts of words in a number: after a sign, and between a letter and a digit. */
const WORD = /(?<=[^\p{L}\p{N}])(?=[\p{L}\p{N}])|(?<=\p{L})(?=\p{N})/gu;

/**
 * R34: the texts with which the number of a matching order may begin: "1042" also finds "WC-1042" if the store's
 * numbers have that prefix. People write a "#" before a number.
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

/** The first and the last number of each store, in the order of the index. */
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

/** "WC-" and "WC-2026-" for "WC-2026-00123". */
export function headsOf( numbers: readonly string[] ): string[] {
	const heads = numbers.flatMap( ( number ) =>
		[ ...number.matchAll( WORD ) ].map( ( { index } ) =>
			number.slice( 0, index )
		)
	);
	return [ ...new Set( heads ) ].slice( 0, MOST_HEADS );
}
