import { createHash } from 'node:crypto';
import { sql } from 'kysely';

const MARK = '/* prepared */';

/**
 * Stands in a statement that Postgres may plan once for a connection, and not every time. Only for statements that find
 * rows by a primary key or its beginning: a plan made while a table is empty may read all of it once it has grown.
 */
export const PREPARED = sql.raw( MARK );

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
