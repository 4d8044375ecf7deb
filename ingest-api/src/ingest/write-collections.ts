import { sql, type Kysely } from 'kysely';
import type { RecordOf } from '@ivorey/shared';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import {
	namedColumns,
	renewWords,
	type NamedCollection,
} from '../db/write-words.ts';
import { rowsOf } from '../db/stored-record.ts';

/** R17. @return The IDs of the records that were newer than the stored ones. */
export async function writeCollections(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	collections: readonly RecordOf< 'collections' >[],
	now: Date
): Promise< Set< string > > {
	if ( collections.length === 0 ) {
		return new Set();
	}
	const { rows } = await sql< NamedCollection >`
		insert into collections (
			account_id, connection_id, collection_id, version, digest, name, slug, description, parent_id, image, count,
			record, received_at, updated_at
		)
		select
			${ accountId }, ${ connectionId }, r.id, r.version, r.digest, d.name, d.slug, d.description, d.parent_id,
			d.image, d.count, r.record, ${ now }::timestamptz, ${ now }::timestamptz
		from json_to_recordset( ${ rowsOf( collections ) } )
			as r ( id text, version bigint, digest text, record json )
		cross join lateral json_to_record( r.record ) as d (
			name text, slug text, description text, parent_id text, image text, count integer
		)
		order by r.id collate "C"
		on conflict ( account_id, connection_id, collection_id ) do update set
			version = excluded.version, digest = excluded.digest, name = excluded.name, slug = excluded.slug,
			description = excluded.description, parent_id = excluded.parent_id, image = excluded.image,
			count = excluded.count, record = excluded.record, updated_at = excluded.updated_at
		where collections.version < excluded.version
		returning ${ namedColumns( 'collections', 'collections' ) }
	`.execute( tx );
	await renewWords( tx, accountId, 'collections', rows );
	return new Set( rows.map( ( row ) => row.collection_id ) );
}
