import { z } from 'zod';
import { credentialsSchema } from './connection.ts';
import { timestampSchema } from './records/common.ts';
import { settingsSchema } from './settings.ts';

/**
 * Connecting (R19-R23) is one authorization-code exchange in the terms of RFC 6749, with PKCE
 * (RFC 7636) where the store starts it. Codes travel through the browser; secrets only from server
 * to server.
 */

/** Lifetime of a code, in seconds. */
export const CONNECT_CODE_SECONDS = 600;

/** The plugin announces itself here: a public route below the store's REST root. */
export const ABOUT_ROUTE = '/ivorey/v1/about';

const webUrlSchema = z.url( { protocol: /^https?$/ } ).max( 2_048 );

/**
 * Ivorey calls this (GET) to make a store poll it. The route is public, so the request carries nothing and the answer
 * says nothing.
 */
export const WAKE_ROUTE = '/ivorey/v1/wake';

/** The page in wp-admin that asks the store's owner to approve, unless wp-admin has been moved. */
export const APPROVE_PATH = '/wp-admin/admin.php?page=ivorey';

/**
 * `GET <store>/wp-json/ivorey/v1/about`: enough to send an owner to the right page, and nothing that would help
 * strangers.
 */
export const aboutSchema = z.object( {
	/**
	 * The plugin's BATCH_CONTRACT; a plugin with an older one is not connected. The plugin does not run on a
	 * WordPress or WooCommerce that is too old for it, so their versions are not reported.
	 */
	contract: z.int().min( 1 ),
	/** The home URL of the store. */
	store_url: webUrlSchema,
	/** Present only if it is not APPROVE_PATH below the store's URL. It gets `code` and `api` added to its query. */
	approve_url: webUrlSchema.optional(),
} );
export type About = z.infer< typeof aboutSchema >;

/**
 * The store answers here for a code that was started in Ivorey: `?nonce=…`. Such a code appears in a wp-admin URL,
 * which others may see. So the store sends a secret along with the code, and Ivorey asks the approved address to
 * prove that it knows the secret too.
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

/** The query of `GET /connect/authorize`, the page to which the plugin sends its owner's browser. */
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

/** `POST /v1/connect/describe`: the code's account and what the code would do. Does not use the code up. */
export const describeCodeSchema = z.object( {
	code: codeSchema,
	/** The home URL of the requesting store. */
	store_url: webUrlSchema,
	/** Present if the store started the exchange. */
	code_verifier: verifierSchema.optional(),
} );
export type DescribeCode = z.infer< typeof describeCodeSchema >;

export const codeDescriptionSchema = z.strictObject( {
	account: z.strictObject( { id: z.string(), name: z.string() } ),
	/** Host (and port, if any) of the API that the store would send to. */
	api_host: z.string(),
	settings: settingsSchema,
	expires_at: timestampSchema,
} );
export type CodeDescription = z.infer< typeof codeDescriptionSchema >;

/** `POST /v1/connect/token`: the owner approved. */
export const exchangeCodeSchema = describeCodeSchema.extend( {
	grant_type: z.literal( 'authorization_code' ),
	/** The value that the store will send in `ivorey-install-id`. */
	install_id: z.string().regex( /^[\x21-\x7e]{1,100}$/ ),
	/** Present if Ivorey started the exchange: the secret that the store proves to know at `CONFIRM_ROUTE`. */
	confirmation: z.string().regex( PKCE_TEXT ).optional(),
	/** The previous credentials, if the owner says that the store has moved: the connection is kept. */
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

/** `POST /v1/connect/deny`: the owner declined, which invalidates the code. */
export const denyCodeSchema = z.object( { code: codeSchema } );
export type DenyCode = z.infer< typeof denyCodeSchema >;

/**
 * `POST /v1/connection/rotate`: the new credentials. The old ones stay valid until a day after the first use of the
 * new ones.
 */
export const rotatedSchema = z.strictObject( {
	credentials: credentialsSchema,
} );
export type Rotated = z.infer< typeof rotatedSchema >;
