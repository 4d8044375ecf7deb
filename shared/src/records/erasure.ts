import { z } from 'zod';
import { contractObject, timestampSchema, wooIdSchema } from './common.ts';

/**
 * `person`: everything that the store sent about a person, in the contact and in the orders.
 * `user`: the data of a deleted user account; its orders stay as they are.
 */
export const ERASURE_SCOPES = [ 'person', 'user' ] as const;

/**
 * The SHA-256 of the person's e-mail address in lower-case hexadecimal digits, so that no side has to keep the
 * address in order to erase it. Every spelling of an address has the same hash: trim spaces, normalize (NFC),
 * lower-case, normalize again, replace "ς" with "σ".
 */
export const erasureIdSchema = z
	.string()
	.regex( /^[0-9a-f]{64}$/, 'must be a SHA-256 in 64 hexadecimal digits' );

/** Sent whatever is switched on or off, and takes effect once. */
export const erasureSchema = contractObject( {
	scope: z.enum( ERASURE_SCOPES ),
	/** By the store's clock. Does not apply to orders placed later and users registered later. */
	requested_at: timestampSchema,
	/** The person's WordPress user ID, if any; always present with `user`. */
	user_id: wooIdSchema.nullable(),
} );
export type Erasure = z.infer< typeof erasureSchema >;
