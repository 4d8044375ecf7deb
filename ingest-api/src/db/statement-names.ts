import { createHash } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';

const MARK = '/* prepared */';

/**
 * Stands in a statement that Postgres may plan once for a connection, and not every time. Only for statements that insert
 * what they are given, or find rows by a primary key or its beginning: another plan, made while a table is empty, may read
 * all of it once it has grown.
 */
export const PREPARED = sql.raw( MARK );

/**
 * A condition on the last column of a unique key, and the mark of a statement that has it: with one value, as for an order
 * that was just placed, it is planned once; with many, where planning costs little beside the rest, each time.
 */
export function oneOf(
	column: string,
	values: readonly string[]
): { mark: RawBuilder< unknown >; condition: RawBuilder< unknown > } {
	const [ only ] = values;
	return values.length === 1
		? { mark: PREPARED, condition: sql`${ sql.ref( column ) } = ${ only }` }
		: {
				mark: sql``,
				condition: sql`${ sql.ref( column ) } = any( ${ values }::text[] )`,
			};
}

/** @return Of a statement's text, its name; undefined for one that is planned each time. */
export function createStatementNames(): ( text: string ) => string | undefined {
	const names = new Map< string, string >();
	return ( text ) => {
		if ( ! text.includes( MARK ) ) {
			return undefined;
		}
		const known = names.get( text );
		if ( known !== undefined ) {
			return known;
		}
		const name = `ivorey_${ createHash( 'sha256' ).update( text ).digest( 'hex' ).slice( 0, 24 ) }`;
		names.set( text, name );
		return name;
	};
}
