import { sql, type Kysely } from 'kysely';
import { DEFAULT_MIGRATION_TABLE } from 'kysely/migration';
import { LATEST_MIGRATION, MIGRATIONS } from './migrations.ts';

/** A later version has dropped what this one needs. */
export class LaterDatabase extends Error {
	override name = 'LaterDatabase';
}

/**
 * Decides by the completed migrations whether this version has to migrate. It has not if a later version has: the later
 * version's copies and this one's work side by side, including copies of this one started during the replacement.
 *
 * @throws LaterDatabase once a later version has run `npm run connection -- drop-old-columns`.
 */
export async function ageOfSchema(
	db: Kysely< unknown >
): Promise< 'earlier' | 'current' | 'later' > {
	const { rows: tables } = await sql< { oldest: string | null } >`
		select obj_description( oid, 'pg_class' ) as oldest from pg_class
		where oid = to_regclass( ${ DEFAULT_MIGRATION_TABLE } )
	`.execute( db );
	if ( tables.length === 0 ) {
		return 'earlier';
	}
	const { rows } = await sql< { name: string } >`
		select name from ${ sql.table( DEFAULT_MIGRATION_TABLE ) }
	`.execute( db );
	const done = new Set( rows.map( ( { name } ) => name ) );
	if ( Object.keys( MIGRATIONS ).some( ( name ) => ! done.has( name ) ) ) {
		return 'earlier';
	}
	const oldest = tables[ 0 ]!.oldest ?? '';
	if ( oldest > LATEST_MIGRATION ) {
		throw new LaterDatabase(
			`This database is of a later version of the program (${ oldest }; this one has ${ LATEST_MIGRATION }), and the old columns were dropped. Start that version, or restore a backup from before.`
		);
	}
	return done.size > Object.keys( MIGRATIONS ).length ? 'later' : 'current';
}

/** Keeps earlier versions from starting, since what they need was dropped. */
export async function noteOldest( db: Kysely< unknown > ): Promise< void > {
	await sql`
		comment on table ${ sql.table( DEFAULT_MIGRATION_TABLE ) } is ${ sql.lit( LATEST_MIGRATION ) }
	`.execute( db );
}
