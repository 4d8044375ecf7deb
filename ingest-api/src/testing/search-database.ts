import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';

/** Finds the rows that contain any of these texts, in any column of any table. @return `<table>: <row as text>`. */
export async function searchDatabase(
	db: Kysely< Database >,
	texts: readonly string[]
): Promise< string[] > {
	const tables = await sql< { name: string } >`
		select relname as name from pg_class
		where relkind = 'r' and relnamespace = 'public'::regnamespace
		order by relname
	`.execute( db );
	const found: string[] = [];
	for ( const { name } of tables.rows ) {
		const { rows } = await sql< { row: string } >`
			select t::text as row from ${ sql.table( name ) } as t
			where t::text ilike any( ${ texts.map( ( text ) => `%${ text }%` ) }::text[] )
		`.execute( db );
		found.push( ...rows.map( ( { row } ) => `${ name }: ${ row }` ) );
	}
	return found;
}
