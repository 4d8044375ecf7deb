import { z } from 'zod';
import { timestampSchema, wooIdSchema } from './records/common.ts';
import { verifiedElementSchema } from './verify.ts';

export const VERSIONS_LIMITS = {
	/** Ranges of one request, of all its parts together. */
	ranges: 2_000,
	/** Records listed in one answer before it breaks off. */
	listed: 5_000,
	/** Of one range no more are counted: one that has more differs whatever they are. */
	counted: 20_000,
} as const;

/** "123", "payment:123", "refund:45": compared as bytes, so that both sides sort them alike. */
const wireIdSchema = z
	.string()
	.max( 64 )
	.regex( /^([a-z_]+:)?[1-9][0-9]{0,19}$/, 'must be the id of a record' );

/**
 * Ranges that follow each other: the first begins behind `after`, and each ends with one of `until`, that one
 * included. In the order of the wire ids as text, in which both sides have them in an index.
 */
export const versionsPartSchema = z.strictObject( {
	/** null: from the very first one. */
	after: wireIdSchema.nullable(),
	/** null, as the last: to the very last one. */
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
	/** Of each range, in the order of the request: how many records it has, and combinedDigest() of their versions. Empty for a list. */
	sums: z.array(
		z.tuple( [ z.int().min( 0 ), z.string().regex( /^[0-9a-f]{16}$/ ) ] )
	),
	/** In the order of their ids: wire id, version, and the id of the object they belong to. Empty for sums. */
	records: z.array(
		z.tuple( [ z.string(), z.int().min( 1 ), wooIdSchema ] )
	),
	/** Whether there are more behind the last one that is listed. */
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
