import { z } from 'zod';
import { contractObject, timestampSchema, wooIdSchema } from './common.ts';

/**
 * `person` all that the store gave of a person, of the contact and of the orders,
 * `user` what belonged to a user account that was deleted; its orders stay as they are.
 */
export const ERASURE_SCOPES = [ 'person', 'user' ] as const;

/**
 * The SHA-256 of the person's e-mail address in lower-case hexadecimal digits, so that nobody has to keep the address
 * to have it erased. Spellings of one address have one hash: spaces around it removed, normalized (NFC), in lower case,
 * normalized once more, with "σ" in place of "ς".
 */
export const erasureIdSchema = z
	.string()
	.regex( /^[0-9a-f]{64}$/, 'must be a SHA-256 in 64 hexadecimal digits' );

/** Goes whatever is switched on or off, and takes effect once. */
export const erasureSchema = contractObject( {
	scope: z.enum( ERASURE_SCOPES ),
	/** By the store's clock. Orders placed later, and users registered later, are not meant. */
	requested_at: timestampSchema,
	/** The person's WordPress user id, if there is one; with `user` always. */
	user_id: wooIdSchema.nullable(),
} );
export type Erasure = z.infer< typeof erasureSchema >;
