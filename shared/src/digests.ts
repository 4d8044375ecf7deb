import { z } from 'zod';
import { timestampSchema, wooIdSchema } from './records/common.ts';
import {
	heldRecordSchema,
	verifiedElementSchema,
	VERIFY_LIMITS,
} from './verify.ts';

/**
 * Consecutive ranges: the first begins with `from`, and each ends with one of `to`, inclusive. IDs are WooCommerce's.
 * A transaction counts under its order's ID, so that a range of orders includes their transactions.
 */
export const digestsPartSchema = z.strictObject( {
	from: wooIdSchema,
	/** null: no end; only as the last. */
	to: z.array( wooIdSchema.nullable() ).min( 1 ),
} );
export type DigestsPart = z.infer< typeof digestsPartSchema >;

/**
 * `POST /v1/digests`. Parts come in order and do not overlap; VERIFY_LIMITS applies here, too. It asks the same as
 * `POST /v1/verify` in a third of the bytes. A plugin falls back to that route if an API does not have this one.
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
	/**
	 * combinedDigest() of each range, in the order of the request: eight bytes each, concatenated, in base64. Empty
	 * for a list.
	 */
	sums: z.base64(),
	/** Ordered by their objects: wire ID, digest and version, as in the list of `POST /v1/verify`. Empty for sums. */
	records: z.array( z.tuple( [ id, digest, version ] ) ),
	/** The ID with which another request continues the list; null if the list is complete. */
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

/** A refinement also runs on values that another rule has refused. */
function isId( text: string ): boolean {
	return wooIdSchema.safeParse( text ).success;
}
