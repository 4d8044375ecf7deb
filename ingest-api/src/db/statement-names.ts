import { createHash } from 'node:crypto';
import { CompiledQuery, sql, type RawBuilder } from 'kysely';
import type { Statement } from './in-messages.ts';

const MARK = '/* prepared */';

/**
 * Marks a statement that Postgres may plan once per connection instead of every time. Only for statements that insert
 * the given rows, or find rows by a primary key or its beginning: any other plan, made while a table is empty, may read
 * the whole table once it has grown.
 */
export const PREPARED = sql.raw( MARK );

/** Marks such a statement's text. */
export function preparedText( text: string ): string {
	return `${ text.trim() } ${ MARK }`;
}

const texts = new WeakMap< TemplateStringsArray, string >();

/**
 * A statement marked by PREPARED, whose text is made once for the program. Every placeholder in it is a value, never a
 * part of the statement.
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
 * A condition on the last column of a unique key, with the mark for its statement. With one value, as for an order that
 * was just placed, the statement is planned once. With many, it is planned each time, which then costs little.
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

/** @return The name for a statement's text; undefined for a text that is planned each time. */
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
