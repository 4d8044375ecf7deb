import { z } from 'zod';
import {
	addressSchema,
	contractObject,
	emailSchema,
	nameSchema,
	textSchema,
	timestampSchema,
} from './common.ts';
import { marketingConsentSchema } from './consent.ts';

/**
 * A registered customer (R1). Guests are no records of their own: their contact comes from
 * the order (R2), and nothing else is ever known of them (R3).
 * The record's id is the WordPress user id.
 */
export const contactSchema = contractObject( {
	email: emailSchema,
	first_name: nameSchema,
	last_name: nameSchema,
	display_name: nameSchema,
	/** WordPress role slugs; at least one of them makes the user a contact (R1). */
	roles: z.array( textSchema( 100 ) ).min( 1 ).max( 50 ),
	date_registered: timestampSchema.nullable(),
	billing: addressSchema,
	shipping: addressSchema,
	/** As the user's account has it now. */
	marketing_consent: marketingConsentSchema.optional(),
} );
export type Contact = z.infer< typeof contactSchema >;
