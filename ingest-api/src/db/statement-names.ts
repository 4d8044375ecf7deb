import { createHash } from 'node:crypto';

/** A text that is put together of what somebody asked for has many forms: those beyond this are not kept. */
const MOST_NAMED = 500;

/**
 * Names statements, so that Postgres parses each once for a connection, and not every time.
 *
 * @return undefined for one that goes as it is.
 */
export function createStatementNames(): ( text: string ) => string | undefined {
	const names = new Map< string, string >();
	return ( text ) => {
		const known = names.get( text );
		if ( known !== undefined || names.size >= MOST_NAMED ) {
			return known;
		}
		const name = `ivorey_${ createHash( 'sha256' ).update( text ).digest( 'hex' ).slice( 0, 24 ) }`;
		names.set( text, name );
		return name;
	};
}
