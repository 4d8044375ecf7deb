import { z } from 'zod';
import { contractObject, textSchema } from './common.ts';

/** Where the plugin reads a consent; a later plugin may know more. */
export const CONSENT_SOURCES = [
	'checkout_field',
	'mailchimp',
	'mailpoet',
	'klaviyo',
	'wp_consent_api',
	'filter',
] as const;
export type ConsentSource = ( typeof CONSENT_SOURCES )[ number ];

/**
 * Whether a buyer agreed to marketing, as the store knows it. Left out of a record where the store does not know, and
 * where Ivorey did not say that it takes it (OPTIONAL_FIELDS).
 */
export const marketingConsentSchema = contractObject( {
	given: z.boolean(),
	/** One of CONSENT_SOURCES, or what a later plugin calls it. */
	source: textSchema( 50, { min: 1 } ),
} );
export type MarketingConsent = z.infer< typeof marketingConsentSchema >;
