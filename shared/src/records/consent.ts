import { z } from 'zod';
import { contractObject, textSchema } from './common.ts';

/** The places from which the plugin reads a consent; a later plugin may have more. */
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
 * Whether a buyer agreed to marketing, according to the store. Left out if the store does not know, and for an Ivorey
 * that does not accept it (OPTIONAL_FIELDS).
 */
export const marketingConsentSchema = contractObject( {
	given: z.boolean(),
	/** One of CONSENT_SOURCES, or the name of a source in a later plugin. */
	source: textSchema( 50, { min: 1 } ),
} );
export type MarketingConsent = z.infer< typeof marketingConsentSchema >;
