import { z } from 'zod';
import { elementSchema } from './elements.ts';
import { EXCLUSION_REASON_SLUGS } from './mapping/exclusions.ts';
import { timestampSchema, wooIdSchema } from './records/common.ts';
import { TRIGGER_TYPES } from './records/trigger.ts';
import { heldRecordSchema, verifiedElementSchema } from './verify.ts';

/** `POST /v1/explain`: "where is order 1234?", by the object's WooCommerce ID. */
export const explainRequestSchema = z.strictObject( {
	element: verifiedElementSchema,
	id: wooIdSchema,
} );
export type ExplainRequest = z.infer< typeof explainRequestSchema >;

/** Everything that Ivorey holds of the object and of the objects that belong to it. */
export const explainAnswerSchema = z.strictObject( {
	server_time: timestampSchema,
	/** The record itself first, then an order's transactions; empty if Ivorey never had it. */
	records: z.array(
		heldRecordSchema.extend( {
			element: elementSchema,
			/** When this version arrived. */
			received_at: timestampSchema,
		} )
	),
	/**
	 * Records that Ivorey itself excluded though they were sent, and why (R18); records applied since are not listed.
	 */
	exclusions: z.array(
		z.strictObject( {
			element: elementSchema,
			id: z.string(),
			reason: z.enum( EXCLUSION_REASON_SLUGS ),
			excluded_at: timestampSchema,
		} )
	),
	/** The contact in Ivorey of an order or a user. */
	contact: z
		.strictObject( {
			id: z.string(),
			kind: z.enum( [ 'guest', 'customer' ] ),
		} )
		.nullable(),
	/** The triggers that an order fired (R9, R10). */
	triggers: z.array(
		z.strictObject( {
			id: z.string(),
			type: z.enum( TRIGGER_TYPES ),
			occurred_at: timestampSchema,
			received_at: timestampSchema,
		} )
	),
} );
export type ExplainAnswer = z.infer< typeof explainAnswerSchema >;
