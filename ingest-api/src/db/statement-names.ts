import { createHash } from 'node:crypto';
import { CompiledQuery, sql, type RawBuilder } from 'kysely';
import type { Statement } from './in-messages.ts';

const MARK = '/* prepared */';

/**
 * Stands in a statement that Postgres may plan once for a connection, and not every time. Only for statements that insert
 * what they are given, or find rows by a primary key or its beginning: another plan, made while a table is empty, may read
 * all of it once it has grown.
 */
export const PREPARED = sql.raw( MARK );

/** The text of such a statement. */
export function preparedText( text: string ): string {
	return `${ text.trim() } ${ MARK }`;
}

const texts = new WeakMap< TemplateStringsArray, string >();

/**
 * A statement that is marked by PREPARED, whose text is made once for the program. Everything in it is a value, and no part
 * of the statement.
 */
export function prepared< Row >(
	parts: TemplateStringsArray,
	...values: unknown[]
): Statement< Row > {
	let text = texts.get( parts );
	if ( text === undefined ) {
		text = preparedText(
			parts.reduce(
				( before, part, index ) => `${ before }$${ index }${ part }`
			)
		);
		texts.set( parts, text );
	}
	const query = CompiledQuery.raw( text, values ) as CompiledQuery< Row >;
	return { compile: () => query };
}

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
		const known = names.get( text );
		if ( known !== undefined || ! text.includes( MARK ) ) {
			return known;
		}
		const name = `ivorey_${ createHash( 'sha256' ).update( text ).digest( 'hex' ).slice( 0, 24 ) }`;
		names.set( text, name );
		return name;
	};
}
