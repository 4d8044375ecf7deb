import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { HeldRecord, VerifiedElement } from '@ivorey/shared';
import { EMPTY_COMBINED_DIGEST } from '@ivorey/shared/digest';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { textRangesOf } from './id-ranges.ts';
import { SOURCES } from './sources.ts';

/** IDs of objects, both ends included; `to` is null for no end. */
export interface IdRange {
	from: string;
	to: string | null;
}

export interface RangeSum {
	count: number;
	/** See combinedDigest(). */
	digest: string;
}

export interface RangeRecords {
	/** Each record with the index of its requested range. */
	records: Array< HeldRecord & { range: number } >;
	/** The first ID that was not read; null if all were. */
	next: bigint | null;
}

/**
 * The records of the ranges, each range separately: an index on the IDs finds them, however many records the store has.
 */
function within(
	key: ConnectionKey,
	element: VerifiedElement,
	ranges: readonly IdRange[],
	columns: RawBuilder< unknown >
) {
	const { table, objectId } = SOURCES[ element ];
	const parts = ranges.flatMap( ( { from, to }, range ) =>
		textRangesOf( from, to ).map( ( part ) => ( { ...part, range } ) )
	);
	const all = < Name extends keyof ( typeof parts )[ number ] >(
		name: Name
	) => parts.map( ( part ) => part[ name ] );
	return sql`
		unnest(
			${ all( 'range' ) }::integer[], ${ all( 'from' ) }::text[], ${ all( 'to' ) }::text[],
			${ all( 'fewestDigits' ) }::integer[], ${ all( 'mostDigits' ) }::integer[]
		) with ordinality as p( range, from_id, to_id, fewest_digits, most_digits, place )
		cross join lateral (
			select ${ columns } from ${ sql.table( table ) }
			where account_id = ${ key.accountId } and connection_id = ${ key.connectionId }
				and ${ objectId } >= p.from_id collate "C" and ${ objectId } <= p.to_id collate "C"
				and length( ${ objectId } ) between p.fewest_digits and p.most_digits
			-- An optimization fence: with statistics from before an import, Postgres would compare each record with each range.
			order by ${ objectId } offset 0
		) as r
	`;
}

/**
 * The SQL equivalent of combinedDigest().
 *
 * @return In the order of the ranges.
 */
export async function sumRanges(
	db: Kysely< Database >,
	key: ConnectionKey,
	element: VerifiedElement,
	ranges: readonly IdRange[]
): Promise< RangeSum[] > {
	const { id, digest } = SOURCES[ element ];
	const { rows } = await sql< RangeSum & { range: number } >`
		select p.range, count( * )::integer as count, lpad( to_hex( bit_xor(
			( 'x' || left( encode( sha256( convert_to( r.id || ':' || r.digest, 'UTF8' ) ), 'hex' ), 16 ) )::bit( 64 )::bigint
		) ), 16, '0' ) as digest
		from ${ within( key, element, ranges, sql`${ id } as id, ${ digest } as digest` ) }
		group by p.range
	`.execute( db );
	const sums = ranges.map( (): RangeSum => ( {
		count: 0,
		digest: EMPTY_COMBINED_DIGEST,
	} ) );
	for ( const { range, ...sum } of rows ) {
		sums[ range ] = sum;
	}
	return sums;
}

/** Reads at most `limit` records, plus those that share the last object, in the order of their objects. */
export async function listRanges(
	db: Kysely< Database >,
	key: ConnectionKey,
	element: VerifiedElement,
	ranges: readonly IdRange[],
	limit: number
): Promise< RangeRecords > {
	if ( limit <= 0 ) {
		return { records: [], next: BigInt( ranges[ 0 ]!.from ) };
	}
	const { id, objectId, digest } = SOURCES[ element ];
	const { rows } = await sql<
		Omit< HeldRecord, 'version' > & {
			version: string;
			object_id: string;
			range: number;
		}
	>`
		select r.id, r.digest, r.version, r.object_id, p.range
		from ${ within( key, element, ranges, sql`${ id } as id, ${ digest } as digest, version, ${ objectId } as object_id` ) }
		order by p.place, length( r.object_id ), r.object_id
		fetch first ${ sql.lit( limit ) } rows with ties
	`.execute( db );
	return {
		records: rows.map( ( row ) => ( {
			id: row.id,
			digest: row.digest,
			version: Number( row.version ),
			range: row.range,
		} ) ),
		next:
			rows.length < limit
				? null
				: BigInt( rows.at( -1 )!.object_id ) + 1n,
	};
}
