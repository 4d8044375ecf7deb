import { z } from 'zod';
import { timestampSchema, wooIdSchema } from './records/common.ts';

/** What has a state of its own on both sides. A trigger is an event: it is there or not. */
export const VERIFIED_ELEMENTS = [
	'collections',
	'products',
	'contacts',
	'orders',
	'transactions',
] as const;
export const verifiedElementSchema = z.enum( VERIFIED_ELEMENTS );
export type VerifiedElement = z.infer< typeof verifiedElementSchema >;

export const VERIFY_LIMITS = {
	/** Of one request. */
	ranges: 500,
	/** Records listed in one answer before its lists break off. */
	listed: 1_000,
} as const;

/**
 * Both ends included; `to` null for no end. By WooCommerce's ids: a transaction is found by the
 * order that it belongs to, so that a range of orders has all that came of them.
 */
export const verifyRangeSchema = z.strictObject( {
	element: verifiedElementSchema,
	from: wooIdSchema,
	to: wooIdSchema.nullable(),
	/** Whether to list the records of the range, too. */
	list: z.boolean(),
} );
export type VerifyRange = z.infer< typeof verifyRangeSchema >;

/** `POST /v1/verify`. Ranges of one element come in order and do not overlap. */
export const verifyRequestSchema = z.strictObject( {
	ranges: z
		.array( verifyRangeSchema )
		.min( 1 )
		.max( VERIFY_LIMITS.ranges )
		.refine( isInOrder, 'must be in order and not overlap' ),
} );
export type VerifyRequest = z.infer< typeof verifyRequestSchema >;

/** What Ivorey has of one record. */
export const heldRecordSchema = z.strictObject( {
	/** Its wire id. */
	id: z.string(),
	/** As digestOf() makes it; empty for what was received before there were digests. */
	digest: z.string().regex( /^([0-9a-f]{32})?$/ ),
	version: z.int().min( 1 ),
} );
export type HeldRecord = z.infer< typeof heldRecordSchema >;

/** One answer for each range, in the same order. */
export const verifyAnswerSchema = z.strictObject( {
	server_time: timestampSchema,
	ranges: z.array(
		z.strictObject( {
			count: z.int().min( 0 ),
			/** As combinedDigest() makes it. */
			digest: z.string().regex( /^[0-9a-f]{16}$/ ),
			/** null where no list was asked for. */
			records: z.array( heldRecordSchema ).nullable(),
			/** The id from which the list goes on with another request; null where it is complete. */
			next: wooIdSchema.nullable(),
		} )
	),
} );
export type VerifyAnswer = z.infer< typeof verifyAnswerSchema >;

function isInOrder( ranges: readonly VerifyRange[] ): boolean {
	const ends = new Map< VerifiedElement, bigint | null >();
	return ranges.every( ( { element, from, to } ) => {
		const before =
			ends.get( element ) ?? ( ends.has( element ) ? null : 0n );
		if (
			before === null ||
			! isId( from ) ||
			( to !== null && ! isId( to ) )
		) {
			return false;
		}
		ends.set( element, to === null ? null : BigInt( to ) );
		return (
			BigInt( from ) > before &&
			( to === null || BigInt( to ) >= BigInt( from ) )
		);
	} );
}

/** A refinement runs on what another rule has refused already, too. */
function isId( text: string ): boolean {
	return wooIdSchema.safeParse( text ).success;
}
