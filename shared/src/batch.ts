import { z } from 'zod';
import { textSchema } from './records/common.ts';

/**
 * The version of the contract between plugin and Ivorey, named in each batch. It rises with every change that a side
 * of another version would misread: a record's fields, the text of a record (contractObject()), its digest
 * (digest.ts).
 */
export const BATCH_CONTRACT = 1;

/** The contract versions that this API accepts. */
export const TAKEN_CONTRACTS = { oldest: 1, newest: BATCH_CONTRACT } as const;

/** Limits of one batch, the same on both sides: the plugin packs below them, the API refuses above them. */
export const BATCH_LIMITS = {
	records: 500,
	/** On the wire, gzipped or not. */
	bodyBytes: 2 * 1024 * 1024,
	/** After inflating. */
	inflatedBytes: 8 * 1024 * 1024,
	/** Levels of nested JSON. */
	depth: 16,
} as const;

const versionTextSchema = textSchema( 50 );

/** `POST /v1/batches`: the envelope. Records are checked one by one, so that a bad record costs only itself. */
export const batchSchema = z.strictObject( {
	contract: z.literal( BATCH_CONTRACT ),
	/** For support and compatibility only; no decision depends on it. */
	environment: z.strictObject( {
		plugin: versionTextSchema,
		wordpress: versionTextSchema,
		woocommerce: versionTextSchema,
		php: versionTextSchema,
	} ),
	/** The version of the settings that the plugin works with. */
	settings_version: z.int().min( 0 ),
	records: z.array( z.unknown() ).min( 1 ),
} );
export type BatchEnvelope = z.infer< typeof batchSchema >;
