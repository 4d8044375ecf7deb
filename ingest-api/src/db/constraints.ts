import { sql, type Kysely } from 'kysely';

/**
 * Checks the rows that existed before a constraint was added. A migration adds it `not valid`, so that its lock lasts
 * no longer than the transaction needs; this validation does not block batches.
 *
 * @param db         One connection without time limits; not in a transaction.
 * @param onValidate Called with the name before a table is read, which may take minutes.
 */
export async function validateConstraints(
	db: Kysely< unknown >,
	onValidate: ( name: string ) => void
): Promise< void > {
	const { rows } = await sql< { table: string; name: string } >`
		select t.relname as table, c.conname as name
		from pg_constraint c join pg_class t on t.oid = c.conrelid
		where not c.convalidated and c.connamespace = 'public'::regnamespace
		order by t.relname, c.conname
	`.execute( db );
	for ( const { table, name } of rows ) {
		onValidate( name );
		await sql`
			alter table ${ sql.table( table ) } validate constraint ${ sql.id( name ) }
		`.execute( db );
	}
}
