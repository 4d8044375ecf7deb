import { z } from 'zod';
import { timestampSchema, wooIdSchema } from './records/common.ts';
import { verifiedElementSchema } from './verify.ts';

export const VERSIONS_LIMITS = {
	/** Most ranges in one request, over all its parts. */
	ranges: 2_000,
	/** Most records listed in one answer; its list is cut off there. */
	listed: 5_000,
	/** Most records counted in one range: a range with more counts as different. */
	counted: 20_000,
} as const;

/** "123", "payment:123", "refund:45": compared as bytes, so that both sides sort them alike. */
const wireIdSchema = z
	.string()
	.max( 64 )
	.regex( /^([a-z_]+:)?[1-9][0-9]{0,19}$/, 'must be the id of a record' );

/**
 * Consecutive ranges: the first begins after `after`, and each ends with one of `until`, inclusive. The order is that
 * of the wire IDs as text, for which both sides have an index.
 */
export const versionsPartSchema = z.strictObject( {
	/** null: from the first record. */
	after: wireIdSchema.nullable(),
	/** null: to the last record; only as the last. */
	until: z.array( wireIdSchema.nullable() ).min( 1 ),
} );
export type VersionsPart = z.infer< typeof versionsPartSchema >;

/** `POST /v1/versions`. Parts come in order and do not overlap. */
export const versionsRequestSchema = z.strictObject( {
	element: verifiedElementSchema,
	/** Whether to list the records instead of summing them up. */
	list: z.boolean(),
	parts: z
		.array( versionsPartSchema )
		.min( 1 )
		.refine( hasFewRanges, 'must not have so many ranges' )
		.refine( isInOrder, 'must be in order and not overlap' ),
} );
export type VersionsRequest = z.infer< typeof versionsRequestSchema >;

export const versionsAnswerSchema = z.strictObject( {
	server_time: timestampSchema,
	/**
	 * For each range, in the order of the request: the number of its records, and combinedDigest() of their versions.
	 * Empty for a list.
	 */
	sums: z.array(
		z.tuple( [ z.int().min( 0 ), z.string().regex( /^[0-9a-f]{16}$/ ) ] )
	),
	/** Ordered by ID: wire ID, version, and the ID of the object they belong to. Empty for sums. */
	records: z.array(
		z.tuple( [ z.string(), z.int().min( 1 ), wooIdSchema ] )
	),
	/** Whether there are more records after the last listed one. */
	more: z.boolean(),
} );
export type VersionsAnswer = z.infer< typeof versionsAnswerSchema >;

function hasFewRanges( parts: readonly VersionsPart[] ): boolean {
	return (
		parts.reduce( ( sum, { until } ) => sum + until.length, 0 ) <=
		VERSIONS_LIMITS.ranges
	);
}

function isInOrder( parts: readonly VersionsPart[] ): boolean {
	let end: string | null = '';
	for ( const { after, until } of parts ) {
		if ( end === null || ( after ?? '' ) < end ) {
			return false;
		}
		end = after ?? '';
		for ( const bound of until ) {
			if ( end === null || ( bound !== null && bound <= end ) ) {
				return false;
			}
			end = bound;
		}
	}
	return true;
}
