import { z } from 'zod';
import { elementSchema } from './elements.ts';
import { EXCLUSION_REASON_SLUGS } from './mapping/exclusions.ts';
import { timestampSchema } from './records/common.ts';

/** R24: the state of an import, and of each element in it. */
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
	/** Objects in the store when the import began; approximate while it runs. */
	total: countSchema,
	/** Objects processed so far, whatever the result. */
	done: countSchema,
	/** R18: records by reason. */
	excluded: z.partialRecord( z.enum( EXCLUSION_REASON_SLUGS ), countSchema ),
	/** Objects that could not be built, or that Ivorey rejected; they are quarantined. */
	rejected: countSchema,
	/** Objects per second, while it runs. */
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

/** The last comparison of both sides that ran to its end. */
export const verifyReportSchema = z.strictObject( {
	finished_at: timestampSchema,
	agrees: z.boolean(),
	/** Compared records; `alike` is the number of those that both sides hold alike. */
	compared: countSchema,
	alike: countSchema,
} );
export type VerifyReport = z.infer< typeof verifyReportSchema >;

/**
 * R46: whether WooCommerce itself e-mails the buyer when an order is put on hold (placed, to be paid by transfer or
 * cheque), is being processed (placed and paid, or to be paid on delivery), or is completed. The names are
 * WooCommerce's.
 */
export const customerEmailsSchema = z.strictObject( {
	on_hold_order: z.boolean(),
	processing_order: z.boolean(),
	completed_order: z.boolean(),
} );
export type CustomerEmails = z.infer< typeof customerEmailsSchema >;

/** `PUT /v1/status`: facts that only the store knows and that Ivorey shows. */
export const statusReportSchema = z.strictObject( {
	/** null before the first import. */
	import: importReportSchema.nullable(),
	/** The last import request (`GET /v1/connection`) that the store has acted on. */
	handled_request: z.string().min( 1 ).max( 100 ).nullable(),
	/** R18: all excluded objects, imported or not. */
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
	/** Quarantined objects: broken, or rejected by Ivorey. */
	quarantined: countSchema,
	verified: verifyReportSchema.nullable(),
	/** Absent from plugins that do not report it yet. */
	customer_emails: customerEmailsSchema.optional(),
	/**
	 * The URL at which a customer sees their order, with `{order}` for its ID; null if the store has no account page.
	 * May be absent like `customer_emails`.
	 */
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
