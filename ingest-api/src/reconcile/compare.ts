import { sql, type Kysely, type RawBuilder } from 'kysely';
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
import { textRangesOf } from './id-ranges.ts';
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

/** Records in the ranges, each range by itself: an index of the ids finds it, however many records the store has. */
function within(
	key: ConnectionKey,
	{ element, ranges }: Group,
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
			-- A fence: statistics from before an import must not make Postgres compare each record with each range.
			order by ${ objectId } offset 0
		) as r
	`;
}

/** The SQL twin of combinedDigest(). */
async function sums(
	db: Kysely< Database >,
	key: ConnectionKey,
	group: Group
): Promise< Array< { place: number; count: number; digest: string } > > {
	const { id, digest } = SOURCES[ group.element ];
	const { rows } = await sql< {
		range: number;
		count: number;
		digest: string;
	} >`
		select p.range, count( * )::integer as count, lpad( to_hex( bit_xor(
			( 'x' || left( encode( sha256( convert_to( r.id || ':' || r.digest, 'UTF8' ) ), 'hex' ), 16 ) )::bit( 64 )::bigint
		) ), 16, '0' ) as digest
		from ${ within( key, group, sql`${ id } as id, ${ digest } as digest` ) }
		group by p.range
	`.execute( db );
	return rows.map( ( { range, count, digest: sum } ) => ( {
		place: group.ranges[ range ]!.place,
		count,
		digest: sum,
	} ) );
}

/** Reads at most `limit` records, plus those that share the last object. */
async function listsOf(
	db: Kysely< Database >,
	key: ConnectionKey,
	group: Group,
	limit: number
): Promise< {
	lists: Array< Pick< RangeAnswer, 'records' | 'next' > & { place: number } >;
	read: number;
} > {
	const { id, objectId, digest } = SOURCES[ group.element ];
	const rows =
		limit <= 0
			? []
			: (
					await sql<
						Omit< HeldRecord, 'version' > & {
							version: string;
							object_id: string;
							range: number;
						}
					>`
						select r.id, r.digest, r.version, r.object_id, p.range
						from ${ within( key, group, sql`${ id } as id, ${ digest } as digest, version, ${ objectId } as object_id` ) }
						order by p.place, length( r.object_id ), r.object_id
						fetch first ${ sql.lit( limit ) } rows with ties
					`.execute( db )
				).rows;
	const next = resumesAt(
		group,
		rows.at( -1 )?.object_id,
		rows.length,
		limit
	);
	const byRange = Map.groupBy( rows, ( row ) => row.range );
	return {
		read: rows.length,
		lists: group.ranges.map( ( { place, from, to }, index ) => ( {
			place,
			records: ( byRange.get( index ) ?? [] ).map( ( row ) => ( {
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
