import { z } from 'zod';
import { timestampSchema, wooIdSchema } from './records/common.ts';

/** Elements with a state of their own on both sides. A trigger is an event: it exists or not. */
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
	/** Per request. */
	ranges: 500,
	/** Most records listed in one answer; its lists are cut off there. */
	listed: 1_000,
} as const;

/**
 * Both ends are inclusive; `to` is null for no end. IDs are WooCommerce's. A transaction counts under its order's ID,
 * so that a range of orders includes their transactions.
 */
export const verifyRangeSchema = z.strictObject( {
	element: verifiedElementSchema,
	from: wooIdSchema,
	to: wooIdSchema.nullable(),
	/** Whether to list the records of the range as well. */
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

/** Ivorey's copy of one record, in short. */
export const heldRecordSchema = z.strictObject( {
	/** Its wire id. */
	id: z.string(),
	/** From digestOf(); empty for a record that was received before digests existed. */
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
			/** From combinedDigest(). */
			digest: z.string().regex( /^[0-9a-f]{16}$/ ),
			/** null if no list was requested. */
			records: z.array( heldRecordSchema ).nullable(),
			/** The ID with which another request continues the list; null if the list is complete. */
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

/** A refinement also runs on values that another rule has refused. */
function isId( text: string ): boolean {
	return wooIdSchema.safeParse( text ).success;
}
