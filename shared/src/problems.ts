import { z } from 'zod';
import { timestampSchema } from './records/common.ts';
import { settingsSchema } from './settings.ts';

interface ProblemKind {
	status: number;
	title: string;
	/**
	 * The plugin's reaction: `retry` later; `pause` (after asking once more); `resync_clock`, then retry; send
	 * `smaller` batches; `update`: retry, and report which side needs an update; `bug`: split the batch, because one
	 * record may be invalid.
	 */
	reaction: 'retry' | 'pause' | 'resync_clock' | 'smaller' | 'update' | 'bug';
}

/** Every error that the API answers with, by the last part of its `type` (RFC 9457). */
export const PROBLEMS = {
	'bad-request': {
		status: 400,
		title: 'The request is malformed',
		reaction: 'bug',
	},
	'clock-skew': {
		status: 400,
		title: 'The clocks of the store and Ivorey differ too much',
		reaction: 'resync_clock',
	},
	/** A batch of a contract that is no longer accepted. */
	'contract-too-old': {
		status: 400,
		title: 'The plugin is too old for Ivorey',
		reaction: 'update',
	},
	/** A batch of a contract that is not known yet. */
	'contract-too-new': {
		status: 400,
		title: 'Ivorey is too old for the plugin',
		reaction: 'update',
	},
	'malformed-json': {
		status: 400,
		title: 'The body is not valid JSON',
		reaction: 'bug',
	},
	'malformed-encoding': {
		status: 400,
		title: 'The body cannot be decompressed',
		reaction: 'bug',
	},
	/** RFC 6749, 5.2: `invalid_grant`. */
	'invalid-grant': {
		status: 400,
		title: 'The code cannot be used',
		reaction: 'bug',
	},
	/** The code was started in Ivorey, but the store does not confirm that it uses it. The code stays valid. */
	'store-unconfirmed': {
		status: 400,
		title: 'The store did not confirm the approval',
		reaction: 'bug',
	},
	/** RFC 6749, 5.2: `invalid_request`. */
	'invalid-request': {
		status: 400,
		title: 'A parameter is missing or invalid',
		reaction: 'bug',
	},
	/** RFC 6749, 5.2: `unsupported_grant_type`. */
	'unsupported-grant-type': {
		status: 400,
		title: 'Only the grant type authorization_code is supported',
		reaction: 'bug',
	},
	unauthorized: {
		status: 401,
		title: 'The connection is unknown, or the token or signature is wrong',
		reaction: 'pause',
	},
	revoked: {
		status: 403,
		title: 'The connection was revoked',
		reaction: 'pause',
	},
	'paused-by-person': {
		status: 403,
		title: 'The connection was paused in Ivorey',
		reaction: 'pause',
	},
	'store-mismatch': {
		status: 403,
		title: 'The store is not the one that was approved',
		reaction: 'pause',
	},
	/** RFC 6750, 3.1. */
	'insufficient-scope': {
		status: 403,
		title: 'The token has read-only access',
		reaction: 'bug',
	},
	'connection-gone': {
		status: 404,
		title: 'The connection no longer exists',
		reaction: 'pause',
	},
	'not-found': {
		status: 404,
		title: 'The resource does not exist',
		reaction: 'bug',
	},
	'method-not-allowed': {
		status: 405,
		title: 'The method is not allowed at this path',
		reaction: 'bug',
	},
	'request-timeout': {
		status: 408,
		title: 'The body took too long to arrive',
		reaction: 'retry',
	},
	'id-reused': {
		status: 409,
		title: 'This webhook-id was already used for another request',
		reaction: 'bug',
	},
	'settings-conflict': {
		status: 409,
		title: 'The settings have changed in the meantime',
		reaction: 'bug',
	},
	'cursor-gone': {
		status: 410,
		title: 'The cursor predates a restore of Ivorey’s database',
		reaction: 'bug',
	},
	/** RFC 9110, 13.1.1. */
	'changed-meanwhile': {
		status: 412,
		title: 'The resource has changed since you read it',
		reaction: 'bug',
	},
	'payload-too-large': {
		status: 413,
		title: 'The body is too large',
		reaction: 'smaller',
	},
	'too-many-records': {
		status: 413,
		title: 'The batch has too many records',
		reaction: 'smaller',
	},
	'unsupported-media-type': {
		status: 415,
		title: 'The body must be JSON, uncompressed or compressed with gzip',
		reaction: 'bug',
	},
	'invalid-batch': {
		status: 422,
		title: 'The batch does not match the contract',
		reaction: 'bug',
	},
	'invalid-body': {
		status: 422,
		title: 'The body does not match the contract',
		reaction: 'bug',
	},
	/** RFC 6585, 3. */
	'if-match-required': {
		status: 428,
		title: 'The If-Match header is missing',
		reaction: 'bug',
	},
	'rate-limited': {
		status: 429,
		title: 'Too many requests',
		reaction: 'retry',
	},
	internal: {
		status: 500,
		title: 'Ivorey had an internal error',
		reaction: 'retry',
	},
	unavailable: {
		status: 503,
		title: 'Ivorey cannot accept the request right now',
		reaction: 'retry',
	},
} as const satisfies Record< string, ProblemKind >;

export type ProblemName = keyof typeof PROBLEMS;

export const PROBLEM_TYPE_PREFIX = 'urn:ivorey:problem:';

export function problemType( name: ProblemName ): string {
	return PROBLEM_TYPE_PREFIX + name;
}

/** `application/problem+json`. */
export const problemSchema = z.object( {
	type: z.string(),
	title: z.string(),
	status: z.int(),
	/** The error in this request and how to fix it. */
	detail: z.string(),
	/** With `clock-skew`. */
	server_time: timestampSchema.optional(),
	/** With `settings-conflict`: the current ones. */
	settings: settingsSchema.optional(),
	/** With `invalid-batch` and `invalid-body`, and with `bad-request` for a query. */
	errors: z
		.array( z.object( { path: z.string(), message: z.string() } ) )
		.optional(),
} );
export type Problem = z.infer< typeof problemSchema >;
