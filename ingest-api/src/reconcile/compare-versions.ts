import { sql, type Kysely } from 'kysely';
import {
	VERSIONS_LIMITS,
	type VersionsAnswer,
	type VersionsRequest,
} from '@ivorey/shared';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { SOURCES, type Source } from './sources.ts';

/** Sorts after every ID, since no ID contains a tilde. */
const END = '~';

/**
 * Ivorey's versions of an element, to be compared with the store's ledger: the number and digest of each range, or the
 * records with their versions. Each range is a range of the primary key's index, however many records the store has.
 */
export async function compareVersions(
	db: Kysely< Database >,
	key: ConnectionKey,
	request: VersionsRequest
): Promise< Omit< VersionsAnswer, 'server_time' > > {
	const source = SOURCES[ request.element ];
	const ranges = boundsOf( request );
	return request.list
		? { sums: [], ...( await list( db, key, source, ranges ) ) }
		: {
				sums: await sums( db, key, source, ranges ),
				records: [],
				more: false,
			};
}

function boundsOf( { parts }: VersionsRequest ) {
	const after: string[] = [];
	const until: string[] = [];
	for ( const part of parts ) {
		let from = part.after ?? '';
		for ( const bound of part.until ) {
			after.push( from );
			from = bound ?? END;
			until.push( from );
		}
	}
	return sql`
		unnest( ${ after }::text[], ${ until }::text[] ) with ordinality as b( after_id, until_id, place )
	`;
}

/** Selects the records of one range. */
function within(
	key: ConnectionKey,
	{ table, id, objectId, version }: Source,
	limit: number
) {
	return sql`
		select ${ id } as id, ${ version } as version, ${ objectId } as object_id
		from ${ sql.table( table ) }
		where account_id = ${ key.accountId } and connection_id = ${ key.connectionId }
			and ${ id } > b.after_id collate "C" and ${ id } <= b.until_id collate "C"
		order by ${ id }
		limit ${ sql.lit( limit ) }
	`;
}

/** Computes combinedDigest() over the versions. */
async function sums(
	db: Kysely< Database >,
	key: ConnectionKey,
	source: Source,
	ranges: ReturnType< typeof boundsOf >
): Promise< VersionsAnswer[ 'sums' ] > {
	const { rows } = await sql< { count: number; digest: string } >`
		select s.count, s.digest
		from ${ ranges }
		cross join lateral (
			select count( * )::integer as count, lpad( to_hex( coalesce( bit_xor(
				( 'x' || left( encode( sha256( convert_to( r.id || ':' || r.version, 'UTF8' ) ), 'hex' ), 16 ) )::bit( 64 )::bigint
			), 0 ) ), 16, '0' ) as digest
			from ( ${ within( key, source, VERSIONS_LIMITS.counted ) } ) as r
		) as s
		order by b.place
	`.execute( db );
	return rows.map( ( { count, digest } ) => [ count, digest ] );
}

async function list(
	db: Kysely< Database >,
	key: ConnectionKey,
	source: Source,
	ranges: ReturnType< typeof boundsOf >
): Promise< Pick< VersionsAnswer, 'records' | 'more' > > {
	const { listed } = VERSIONS_LIMITS;
	const { rows } = await sql< {
		id: string;
		version: string;
		object_id: string;
	} >`
		select r.id, r.version, r.object_id
		from ${ ranges }
		cross join lateral ( ${ within( key, source, listed + 1 ) } ) as r
		order by b.place, r.id
		limit ${ sql.lit( listed + 1 ) }
	`.execute( db );
	return {
		records: rows
			.slice( 0, listed )
			.map( ( row ) => [ row.id, Number( row.version ), row.object_id ] ),
		more: rows.length > listed,
	};
}
