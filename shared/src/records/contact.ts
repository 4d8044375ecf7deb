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
 * A registered customer (R1). Guests have no records of their own: their contact comes from the order (R2), and
 * Ivorey learns nothing else about them (R3).
 * The record's ID is the WordPress user ID.
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
	/** The current value in the user's account. */
	marketing_consent: marketingConsentSchema.optional(),
} );
export type Contact = z.infer< typeof contactSchema >;
