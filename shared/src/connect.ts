import { z } from 'zod';
import { credentialsSchema } from './connection.ts';
import { timestampSchema } from './records/common.ts';
import { settingsSchema } from './settings.ts';

/**
 * Connecting (R19-R23) is one authorization-code exchange in the terms of RFC 6749, with PKCE
 * (RFC 7636) where the store starts it. Codes travel through the browser; secrets only from server
 * to server.
 */

/** How long a code can be used, in seconds. */
export const CONNECT_CODE_SECONDS = 600;

/** Where the plugin says that it is there: below the store's REST root, for anybody. */
export const ABOUT_ROUTE = '/ivorey/v1/about';

const webUrlSchema = z.url( { protocol: /^https?$/ } ).max( 2_048 );

/** Where Ivorey asks a store to ask it (GET): for anybody, so it carries nothing and says nothing. */
export const WAKE_ROUTE = '/ivorey/v1/wake';

/** The page in wp-admin that asks the store's owner to approve, where wp-admin is where it usually is. */
export const APPROVE_PATH = '/wp-admin/admin.php?page=ivorey';

/**
 * `GET <store>/wp-json/ivorey/v1/about`: what is needed to send an owner to the right page, and nothing that
 * would help strangers.
 */
export const aboutSchema = z.object( {
	/**
	 * BATCH_CONTRACT, as the plugin knows it; one with an older one is not connected. The plugin does not run where
	 * WordPress or WooCommerce is too old for it, so that nobody else need know their versions.
	 */
	contract: z.int().min( 1 ),
	/** The home URL of the store. */
	store_url: webUrlSchema,
	/** Only where it is not APPROVE_PATH below the store's URL. It gets `code` and `api` added to its query. */
	approve_url: webUrlSchema.optional(),
} );
export type About = z.infer< typeof aboutSchema >;

/**
 * Where the store answers for a code that was begun in Ivorey: `?nonce=…`. Such a code stands in an address of wp-admin,
 * where others may see it. So the store names a secret with the code, and Ivorey asks at the address that was approved
 * whether the store knows it too.
 */
export const CONFIRM_ROUTE = '/ivorey/v1/confirm';

/** `GET <store>/wp-json/ivorey/v1/confirm?nonce=…`: HMAC-SHA256 of the nonce, keyed with the secret, in base64url. */
export const confirmationSchema = z.object( {
	proof: z.string().regex( /^[A-Za-z0-9_-]{43}$/ ),
} );

/** `code_verifier` and its `code_challenge` have 43 to 128 unreserved characters (RFC 7636, 4.1). */
export const PKCE_TEXT = /^[A-Za-z0-9._~-]{43,128}$/;

const codeSchema = z.string().min( 1 ).max( 200 );
const verifierSchema = z
	.string()
	.regex( PKCE_TEXT, 'Must have 43 to 128 of A-Z a-z 0-9 - . _ ~' );

/** The query of `GET /connect/authorize`, to where the plugin sends its owner's browser. */
export const authorizeQuerySchema = z.object( {
	response_type: z.literal( 'code' ),
	/** The home URL of the store. */
	client_id: webUrlSchema,
	/** The store's own approve page. */
	redirect_uri: webUrlSchema,
	state: z.string().min( 1 ).max( 500 ),
	code_challenge: z
		.string()
		.regex( /^[A-Za-z0-9_-]{43}$/, 'Must be a SHA-256 in base64url.' ),
	code_challenge_method: z.literal( 'S256' ),
} );
export type AuthorizeQuery = z.infer< typeof authorizeQuerySchema >;

/** `POST /v1/connect/describe`: whose code this is and what it would do. Does not use the code up. */
export const describeCodeSchema = z.object( {
	code: codeSchema,
	/** The home URL of the store that asks. */
	store_url: webUrlSchema,
	/** Where the store started it. */
	code_verifier: verifierSchema.optional(),
} );
export type DescribeCode = z.infer< typeof describeCodeSchema >;

export const codeDescriptionSchema = z.strictObject( {
	account: z.strictObject( { id: z.string(), name: z.string() } ),
	/** Host, with port if any, of the API that the store would send to. */
	api_host: z.string(),
	settings: settingsSchema,
	expires_at: timestampSchema,
} );
export type CodeDescription = z.infer< typeof codeDescriptionSchema >;

/** `POST /v1/connect/token`: the owner approved. */
export const exchangeCodeSchema = describeCodeSchema.extend( {
	grant_type: z.literal( 'authorization_code' ),
	/** What the store will send in `ivorey-install-id`. */
	install_id: z.string().regex( /^[\x21-\x7e]{1,100}$/ ),
	/** Where Ivorey started it: what the store proves to know at `CONFIRM_ROUTE`. */
	confirmation: z.string().regex( PKCE_TEXT ).optional(),
	/** What it sent with where it was before, if its owner says that it has moved: the connection goes on. */
	moved_from: z
		.object( {
			connection: z.string().min( 1 ).max( 200 ),
			token: z.string().min( 1 ).max( 200 ),
		} )
		.optional(),
} );
export type ExchangeCode = z.infer< typeof exchangeCodeSchema >;

export const exchangedCodeSchema = z.strictObject( {
	credentials: credentialsSchema,
	/** The page of this connection in Ivorey. */
	return_url: z.url(),
} );
export type ExchangedCode = z.infer< typeof exchangedCodeSchema >;

/** `POST /v1/connect/deny`: the owner declined; the code is worth nothing from then on. */
export const denyCodeSchema = z.object( { code: codeSchema } );
export type DenyCode = z.infer< typeof denyCodeSchema >;

/** `POST /v1/connection/rotate`: what is sent with from now on; what was before stays good until a day after its first use. */
export const rotatedSchema = z.strictObject( {
	credentials: credentialsSchema,
} );
export type Rotated = z.infer< typeof rotatedSchema >;
