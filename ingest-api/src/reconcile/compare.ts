import { sql, type Kysely } from 'kysely';
import {
	VERIFY_LIMITS,
	type HeldRecord,
	type VerifiedElement,
	type VerifyAnswer,
	type VerifyRange,
} from '@ivorey/shared';
import { EMPTY_COMBINED_DIGEST } from '@ivorey/shared/digest';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { SOURCES } from './sources.ts';

type RangeAnswer = VerifyAnswer[ 'ranges' ][ number ];

/** Ranges of one element, with their positions in the request. */
interface Group {
	element: VerifiedElement;
	ranges: Array< VerifyRange & { place: number } >;
}

/**
 * Summarizes Ivorey's records of a connection in these ranges: count, combined digest, and the records themselves where
 * asked for.
 *
 * @return The summaries in the order of the ranges.
 */
export async function compareRanges(
	db: Kysely< Database >,
	key: ConnectionKey,
	ranges: readonly VerifyRange[]
): Promise< RangeAnswer[] > {
	const answers = ranges.map( (): RangeAnswer => ( {
		count: 0,
		digest: EMPTY_COMBINED_DIGEST,
		records: null,
		next: null,
	} ) );
	let listed = 0;
	for ( const group of groupsOf( ranges ) ) {
		for ( const { place, count, digest } of await sums( db, key, group ) ) {
			Object.assign( answers[ place ]!, { count, digest } );
		}
		const wanted = {
			...group,
			ranges: group.ranges.filter( ( { list } ) => list ),
		};
		if ( wanted.ranges.length > 0 ) {
			const limit = VERIFY_LIMITS.listed - listed;
			const { lists, read } = await listsOf( db, key, wanted, limit );
			listed += read;
			for ( const { place, ...list } of lists ) {
				Object.assign( answers[ place ]!, list );
			}
		}
	}
	return answers;
}

function groupsOf( ranges: readonly VerifyRange[] ): Group[] {
	const groups = Map.groupBy(
		ranges.map( ( range, place ) => ( { ...range, place } ) ),
		( { element } ) => element
	);
	return [ ...groups ].map( ( [ element, own ] ) => ( {
		element,
		ranges: own,
	} ) );
}

/** The sorted bounds for width_bucket(): where each range begins, and where the gap after it begins. */
function thresholds( { ranges }: Group ): string[] {
	return ranges.flatMap( ( { from, to } ) =>
		to === null ? [ from ] : [ from, String( BigInt( to ) + 1n ) ]
	);
}

/** Records in the ranges; each range is an odd bucket. */
function within( key: ConnectionKey, group: Group ) {
	const { number } = SOURCES[ group.element ];
	const last = group.ranges.at( -1 )!.to;
	return sql`
		account_id = ${ key.accountId } and connection_id = ${ key.connectionId }
			and ${ number } >= ${ group.ranges[ 0 ]!.from }::numeric
			${ last === null ? sql`` : sql`and ${ number } <= ${ last }::numeric` }
			and ${ bucket( group ) } % 2 = 1
	`;
}

function bucket( group: Group ) {
	return sql`width_bucket( ${ SOURCES[ group.element ].number }, ${ thresholds( group ) }::numeric[] )`;
}

/** The SQL twin of combinedDigest(). */
async function sums(
	db: Kysely< Database >,
	key: ConnectionKey,
	group: Group
): Promise< Array< { place: number; count: number; digest: string } > > {
	const { table, id, digest } = SOURCES[ group.element ];
	const { rows } = await sql< {
		bucket: number;
		count: number;
		digest: string;
	} >`
		select bucket, count( * )::integer as count,
			lpad( to_hex( bit_xor( ( 'x' || left( hash, 16 ) )::bit( 64 )::bigint ) ), 16, '0' ) as digest
		from (
			select ${ bucket( group ) } as bucket,
				encode( sha256( convert_to( ${ id } || ':' || ${ digest }, 'UTF8' ) ), 'hex' ) as hash
			from ${ sql.table( table ) }
			where ${ within( key, group ) }
		) as hashed
		group by bucket
	`.execute( db );
	return rows.map( ( row ) => ( {
		place: group.ranges[ ( row.bucket - 1 ) / 2 ]!.place,
		count: row.count,
		digest: row.digest,
	} ) );
}

/** Reads at most `limit` records, plus those that share the last number. */
async function listsOf(
	db: Kysely< Database >,
	key: ConnectionKey,
	group: Group,
	limit: number
): Promise< {
	lists: Array< Pick< RangeAnswer, 'records' | 'next' > & { place: number } >;
	read: number;
} > {
	const { table, id, number, digest } = SOURCES[ group.element ];
	const rows =
		limit <= 0
			? []
			: (
					await sql<
						Omit< HeldRecord, 'version' > & {
							version: string;
							number: string;
							bucket: number;
						}
					>`
						select ${ id } as id, ${ digest } as digest, version, ${ number } as number,
							${ bucket( group ) } as bucket
						from ${ sql.table( table ) }
						where ${ within( key, group ) }
						order by ${ number }
						fetch first ${ sql.lit( limit ) } rows with ties
					`.execute( db )
				).rows;
	const next = resumesAt( group, rows.at( -1 )?.number, rows.length, limit );
	const byBucket = Map.groupBy( rows, ( row ) => row.bucket );
	return {
		read: rows.length,
		lists: group.ranges.map( ( { place, from, to }, index ) => ( {
			place,
			records: ( byBucket.get( 2 * index + 1 ) ?? [] ).map( ( row ) => ( {
				id: row.id,
				digest: row.digest,
				version: Number( row.version ),
			} ) ),
			next:
				next === null || ( to !== null && BigInt( to ) < next )
					? null
					: String( BigInt( from ) > next ? from : next ),
		} ) ),
	};
}

/** @return The first id that was not read; null where all were. */
function resumesAt(
	{ ranges }: Group,
	last: string | undefined,
	read: number,
	limit: number
): bigint | null {
	if ( read < limit ) {
		return null;
	}
	return last === undefined
		? BigInt( ranges[ 0 ]!.from )
		: BigInt( last ) + 1n;
}
