import { z } from 'zod';
import { elementSchema } from './elements.ts';
import { EXCLUSION_REASON_SLUGS } from './mapping/exclusions.ts';
import { timestampSchema } from './records/common.ts';

/** R24: of an import, and of each element in it. */
export const IMPORT_STATES = [
	'waiting',
	'running',
	'done',
	'cancelled',
	'failed',
] as const;
export const importStateSchema = z.enum( IMPORT_STATES );
export type ImportState = z.infer< typeof importStateSchema >;

const countSchema = z.int().min( 0 );

export const importProgressSchema = z.strictObject( {
	state: importStateSchema,
	/** Objects of the store that there were when the import began; approximate while it runs. */
	total: countSchema,
	/** Objects that were looked at, whatever became of them. */
	done: countSchema,
	/** R18: records by reason. */
	excluded: z.partialRecord( z.enum( EXCLUSION_REASON_SLUGS ), countSchema ),
	/** Objects that could not be built, or that Ivorey rejected; they are set aside. */
	rejected: countSchema,
	/** Objects a second, while it runs. */
	rate: z.number().min( 0 ).nullable(),
	seconds_left: countSchema.nullable(),
} );
export type ImportProgress = z.infer< typeof importProgressSchema >;

export const importReportSchema = z.strictObject( {
	id: z.string().min( 1 ).max( 100 ),
	state: importStateSchema,
	started_at: timestampSchema,
	finished_at: timestampSchema.nullable(),
	elements: z.partialRecord( elementSchema, importProgressSchema ),
} );
export type ImportReport = z.infer< typeof importReportSchema >;

/** The last comparison of both sides that came to its end. */
export const verifyReportSchema = z.strictObject( {
	finished_at: timestampSchema,
	agrees: z.boolean(),
	/** Records that were compared, and those of them that both sides have alike. */
	compared: countSchema,
	alike: countSchema,
} );
export type VerifyReport = z.infer< typeof verifyReportSchema >;

/**
 * R46: whether WooCommerce itself e-mails the buyer when an order is put on hold (placed, to be paid by transfer or
 * cheque), is being processed (placed and paid, or to be paid on delivery), is completed. WooCommerce's own names.
 */
export const customerEmailsSchema = z.strictObject( {
	on_hold_order: z.boolean(),
	processing_order: z.boolean(),
	completed_order: z.boolean(),
} );
export type CustomerEmails = z.infer< typeof customerEmailsSchema >;

/** `PUT /v1/status`: what only the store knows, and Ivorey shows. */
export const statusReportSchema = z.strictObject( {
	/** null before the first import. */
	import: importReportSchema.nullable(),
	/** The last import request (`GET /v1/connection`) that the store has acted on. */
	handled_request: z.string().min( 1 ).max( 100 ).nullable(),
	/** R18: all that is excluded, imported or not. */
	exclusions: z
		.array(
			z.strictObject( {
				element: elementSchema,
				reason: z.enum( EXCLUSION_REASON_SLUGS ),
				number: countSchema,
			} )
		)
		.max( 200 ),
	/** Objects whose changes are still to be sent. */
	waiting: countSchema,
	/** Objects that are set aside: broken, or rejected by Ivorey. */
	quarantined: countSchema,
	verified: verifyReportSchema.nullable(),
	/** Absent from plugins before it was asked for. */
	customer_emails: customerEmailsSchema.optional(),
	/** Where a customer sees an order of theirs, with `{order}` for its id; null where the store has no account page. Absent as the above. */
	view_order_url: z
		.string()
		.max( 2_000 )
		.regex(
			/^https?:\/\/.*\{order\}/,
			'must be a URL with "{order}" in it'
		)
		.nullable()
		.optional(),
} );
export type StatusReport = z.infer< typeof statusReportSchema >;
