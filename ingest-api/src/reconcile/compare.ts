import type { Kysely } from 'kysely';
import {
	VERIFY_LIMITS,
	type VerifiedElement,
	type VerifyAnswer,
	type VerifyRange,
} from '@ivorey/shared';
import { EMPTY_COMBINED_DIGEST } from '@ivorey/shared/digest';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import {
	listRanges,
	sumRanges,
	type IdRange,
	type RangeRecords,
} from './read-ranges.ts';

type RangeAnswer = VerifyAnswer[ 'ranges' ][ number ];

/** A range, with its position in the request. */
type Placed = VerifyRange & { place: number };

/**
 * Summarizes Ivorey's records of a connection in these ranges: count, combined digest, and the records themselves if
 * requested.
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
	let left: number = VERIFY_LIMITS.listed;
	for ( const [ element, own ] of groupsOf( ranges ) ) {
		const sums = await sumRanges( db, key, element, own );
		own.forEach( ( { place }, index ) =>
			Object.assign( answers[ place ]!, sums[ index ] )
		);
		const wanted = own.filter( ( { list } ) => list );
		if ( wanted.length > 0 ) {
			const found = await listRanges( db, key, element, wanted, left );
			left -= found.records.length;
			const lists = listsOf( wanted, found );
			wanted.forEach( ( { place }, index ) =>
				Object.assign( answers[ place ]!, lists[ index ] )
			);
		}
	}
	return answers;
}

function groupsOf(
	ranges: readonly VerifyRange[]
): Map< VerifiedElement, Placed[] > {
	return Map.groupBy(
		ranges.map( ( range, place ) => ( { ...range, place } ) ),
		( { element } ) => element
	);
}

/** Splits the records that were read by range. */
function listsOf(
	ranges: readonly IdRange[],
	{ records, next }: RangeRecords
): Array< Pick< RangeAnswer, 'records' | 'next' > > {
	const byRange = Map.groupBy( records, ( { range } ) => range );
	return ranges.map( ( { from, to }, index ) => ( {
		records: ( byRange.get( index ) ?? [] ).map(
			( { id, digest, version } ) => ( { id, digest, version } )
		),
		next:
			next === null || ( to !== null && BigInt( to ) < next )
				? null
				: String( BigInt( from ) > next ? from : next ),
	} ) );
}
