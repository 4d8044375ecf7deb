import { z } from 'zod';
import { textSchema } from './records/common.ts';

/**
 * The version of what plugin and Ivorey have agreed on, as each batch names it. It rises with what one side of another
 * version would read wrongly: a record's fields, the text of a record (contractObject()), its digest (digest.ts).
 */
export const BATCH_CONTRACT = 1;

/** The contracts that this API takes. */
export const TAKEN_CONTRACTS = { oldest: 1, newest: BATCH_CONTRACT } as const;

/**
 * Caps of one batch, the same on both sides: the plugin packs below them, the API refuses above.
 * Bytes are of the JSON before gzip.
 */
export const BATCH_LIMITS = {
	records: 500,
	/** What goes over the wire. */
	bodyBytes: 2 * 1024 * 1024,
	/** After inflating. */
	inflatedBytes: 8 * 1024 * 1024,
	/** Nesting of the JSON. */
	depth: 16,
} as const;

const versionTextSchema = textSchema( 50 );

/** `POST /v1/batches`, around the records; those are checked one by one, so that one bad one costs only itself. */
export const batchSchema = z.strictObject( {
	contract: z.literal( BATCH_CONTRACT ),
	/** For support and compatibility; nothing is decided by it. */
	environment: z.strictObject( {
		plugin: versionTextSchema,
		wordpress: versionTextSchema,
		woocommerce: versionTextSchema,
		php: versionTextSchema,
	} ),
	/** The settings version the plugin works by. */
	settings_version: z.int().min( 0 ),
	records: z.array( z.unknown() ).min( 1 ),
} );
export type BatchEnvelope = z.infer< typeof batchSchema >;
