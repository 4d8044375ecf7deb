import { z } from 'zod';
import { EXCLUSION_REASON_SLUGS } from './mapping/exclusions.ts';
import { timestampSchema } from './records/common.ts';

const target = {
	/** As sent; null if the record had none. */
	element: z.string().nullable(),
	id: z.string().nullable(),
};

export const outcomeSchema = z.discriminatedUnion( 'outcome', [
	z.strictObject( { ...target, outcome: z.literal( 'applied' ) } ),
	/** Ivorey already has this version or a newer one. */
	z.strictObject( { ...target, outcome: z.literal( 'stale' ) } ),
	z.strictObject( {
		...target,
		outcome: z.literal( 'excluded' ),
		reason: z.enum( EXCLUSION_REASON_SLUGS ),
	} ),
	z.strictObject( {
		...target,
		outcome: z.literal( 'rejected' ),
		/** `path` is a JSON pointer into the record. */
		errors: z
			.array(
				z.strictObject( { path: z.string(), message: z.string() } )
			)
			.min( 1 ),
	} ),
] );
export type Outcome = z.infer< typeof outcomeSchema >;

/** The answer to a batch: one outcome for each record, in the order in which they were sent. */
export const receiptSchema = z.strictObject( {
	/** The batch's `webhook-id`. */
	id: z.string(),
	received_at: timestampSchema,
	/** The current version; if it is higher than the plugin's, the plugin fetches the settings. */
	settings_version: z.int().min( 0 ),
	outcomes: z.array( outcomeSchema ),
} );
export type Receipt = z.infer< typeof receiptSchema >;
