import type { Kysely } from 'kysely';
import {
	VERIFY_LIMITS,
	type DigestsAnswer,
	type DigestsPart,
	type DigestsRequest,
} from '@ivorey/shared';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { listRanges, sumRanges, type IdRange } from './read-ranges.ts';

/** compareRanges() for one element and in fewer bytes: sums, or the records. */
export async function compareDigests(
	db: Kysely< Database >,
	key: ConnectionKey,
	{ element, list, parts }: DigestsRequest
): Promise< Omit< DigestsAnswer, 'server_time' > > {
	const ranges = parts.flatMap( rangesOf );
	if ( ! list ) {
		const sums = await sumRanges( db, key, element, ranges );
		return { sums: packed( sums ), records: [], next: null };
	}
	const { listed } = VERIFY_LIMITS;
	const found = await listRanges( db, key, element, ranges, listed );
	return {
		sums: '',
		records: found.records.map( ( { id, digest, version } ) => [
			id,
			digest,
			version,
		] ),
		next: resumesAt( ranges, found.next ),
	};
}

function rangesOf( { from, to }: DigestsPart ): IdRange[] {
	return to.map( ( bound, index ) => ( {
		from: index === 0 ? from : String( BigInt( to[ index - 1 ]! ) + 1n ),
		to: bound,
	} ) );
}

function packed( sums: ReadonlyArray< { digest: string } > ): string {
	return Buffer.from(
		sums.map( ( { digest } ) => digest ).join( '' ),
		'hex'
	).toString( 'base64' );
}

/** @return null if nothing of the ranges is left. */
function resumesAt(
	ranges: readonly IdRange[],
	next: bigint | null
): string | null {
	const end = ranges.at( -1 )!.to;
	return next === null || ( end !== null && BigInt( end ) < next )
		? null
		: String( next );
}
