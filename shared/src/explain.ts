import { z } from 'zod';
import { elementSchema } from './elements.ts';
import { EXCLUSION_REASON_SLUGS } from './mapping/exclusions.ts';
import { timestampSchema, wooIdSchema } from './records/common.ts';
import { TRIGGER_TYPES } from './records/trigger.ts';
import { heldRecordSchema, verifiedElementSchema } from './verify.ts';

/** `POST /v1/explain`: "where is order 1234?", of WooCommerce's id of the object. */
export const explainRequestSchema = z.strictObject( {
	element: verifiedElementSchema,
	id: wooIdSchema,
} );
export type ExplainRequest = z.infer< typeof explainRequestSchema >;

/** What Ivorey has of it, and of what belongs to it. */
export const explainAnswerSchema = z.strictObject( {
	server_time: timestampSchema,
	/** The record itself first; with an order, its transactions; none where Ivorey never had it. */
	records: z.array(
		heldRecordSchema.extend( {
			element: elementSchema,
			/** When this version came. */
			received_at: timestampSchema,
		} )
	),
	/** What Ivorey itself kept out though it was sent, and why (R18); what was applied since is not in here. */
	exclusions: z.array(
		z.strictObject( {
			element: elementSchema,
			id: z.string(),
			reason: z.enum( EXCLUSION_REASON_SLUGS ),
			excluded_at: timestampSchema,
		} )
	),
	/** Of an order or a user: the contact in Ivorey. */
	contact: z
		.strictObject( {
			id: z.string(),
			kind: z.enum( [ 'guest', 'customer' ] ),
		} )
		.nullable(),
	/** Of an order: what it fired (R9, R10). */
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
