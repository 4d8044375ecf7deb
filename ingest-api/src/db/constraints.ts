import { sql, type Kysely } from 'kysely';

/**
 * Checks the rows that were there before a constraint came. A migration adds it `not valid`, so that its
 * lock lasts no longer than the transaction needs; this one lets batches go on.
 *
 * @param db         One connection, for which no time limits hold; not in a transaction.
 * @param onValidate Told the name before a table is read, which may take minutes.
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
