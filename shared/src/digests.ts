import { z } from 'zod';
import { timestampSchema, wooIdSchema } from './records/common.ts';
import {
	heldRecordSchema,
	verifiedElementSchema,
	VERIFY_LIMITS,
} from './verify.ts';

/**
 * Ranges that follow each other: the first begins with `from`, and each ends with one of `to`, that one included. By
 * WooCommerce's ids: a transaction is found by the order that it belongs to, so that a range of orders has all that came
 * of them.
 */
export const digestsPartSchema = z.strictObject( {
	from: wooIdSchema,
	/** null, as the last: no end. */
	to: z.array( wooIdSchema.nullable() ).min( 1 ),
} );
export type DigestsPart = z.infer< typeof digestsPartSchema >;

/**
 * `POST /v1/digests`. Parts come in order and do not overlap; VERIFY_LIMITS holds here, too. It asks what
 * `POST /v1/verify` does, in a third of the bytes; a plugin goes back to that one where an API does not have this.
 */
export const digestsRequestSchema = z.strictObject( {
	element: verifiedElementSchema,
	/** Whether to list the records instead of summing them up. */
	list: z.boolean(),
	parts: z
		.array( digestsPartSchema )
		.min( 1 )
		.refine( hasFewRanges, 'must not have so many ranges' )
		.refine( isInOrder, 'must be in order and not overlap' ),
} );
export type DigestsRequest = z.infer< typeof digestsRequestSchema >;

const { id, digest, version } = heldRecordSchema.shape;

export const digestsAnswerSchema = z.strictObject( {
	server_time: timestampSchema,
	/** combinedDigest() of each range, in the order of the request: eight bytes each, one behind the other, in base64. Empty for a list. */
	sums: z.base64(),
	/** In the order of their objects: wire id, digest and version, as in the list of `POST /v1/verify`. Empty for sums. */
	records: z.array( z.tuple( [ id, digest, version ] ) ),
	/** The id from which the list goes on with another request; null where it is complete. */
	next: wooIdSchema.nullable(),
} );
export type DigestsAnswer = z.infer< typeof digestsAnswerSchema >;

function hasFewRanges( parts: readonly DigestsPart[] ): boolean {
	return (
		parts.reduce( ( sum, { to } ) => sum + to.length, 0 ) <=
		VERIFY_LIMITS.ranges
	);
}

function isInOrder( parts: readonly DigestsPart[] ): boolean {
	let end: bigint | null = 0n;
	for ( const { from, to } of parts ) {
		if ( end === null || ! isId( from ) || BigInt( from ) <= end ) {
			return false;
		}
		end = BigInt( from ) - 1n;
		for ( const bound of to ) {
			if (
				end === null ||
				( bound !== null &&
					( ! isId( bound ) || BigInt( bound ) <= end ) )
			) {
				return false;
			}
			end = bound === null ? null : BigInt( bound );
		}
	}
	return true;
}

/** A refinement runs on what another rule has refused already, too. */
function isId( text: string ): boolean {
	return wooIdSchema.safeParse( text ).success;
}
