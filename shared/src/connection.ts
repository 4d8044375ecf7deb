import { z } from 'zod';
import { textSchema, timestampSchema } from './records/common.ts';
import { settingsSchema } from './settings.ts';

/** The same words on both sides: `pending → active ⇄ paused → disconnected`. */
export const CONNECTION_STATES = [
	'pending',
	'active',
	'paused',
	'disconnected',
] as const;
export const connectionStateSchema = z.enum( CONNECTION_STATES );
export type ConnectionState = z.infer< typeof connectionStateSchema >;

/** Request headers that come with the Standard Webhooks ones and `Authorization: Bearer <token>`. */
export const HEADERS = {
	/** `<account id>.<connection id>`: unguessable, and names the tenant, so that every query can begin with it. */
	connection: 'ivorey-connection',
	/** The home URL of the sending store; differs from the approved one in a copied site. */
	storeUrl: 'ivorey-store-url',
	/** Created when the plugin is connected; differs in a copy that kept the URL. */
	installId: 'ivorey-install-id',
} as const;

/**
 * Prefix of the `webhook-id` of a request that does more than its signed body says. The signature covers neither
 * method nor path, so without the prefix the headers of one request without a body would be valid for another.
 */
export const ACTION_IDS = {
	rotate: 'rotate_',
	disconnect: 'disconnect_',
} as const;
export type SignedAction = keyof typeof ACTION_IDS;

/** @return null if the request is none of these actions. */
export function actionOf( webhookId: string ): SignedAction | null {
	const found = Object.entries( ACTION_IDS ).find( ( [ , prefix ] ) =>
		webhookId.startsWith( prefix )
	);
	return found === undefined ? null : ( found[ 0 ] as SignedAction );
}

export const IMPORT_ACTIONS = [ 'start', 'cancel' ] as const;

/** An action that Ivorey wants from the store; performed once for each ID. */
export const importRequestSchema = z.strictObject( {
	id: z.string().min( 1 ).max( 100 ),
	action: z.enum( IMPORT_ACTIONS ),
} );
export type ImportRequest = z.infer< typeof importRequestSchema >;

/**
 * Record fields that were added to the contract later; an older API refuses them. A plugin sends such a field only to
 * an API that names it.
 */
export const OPTIONAL_FIELDS = [ 'marketing_consent' ] as const;

/** `GET /v1/connection`. */
export const connectionInfoSchema = z.strictObject( {
	id: z.string(),
	state: connectionStateSchema,
	account: z.strictObject( { id: z.string(), name: z.string() } ),
	store_url: z.string(),
	/**
	 * The console in which people see the store's data (its pages are in console/paths.ts). Left out by an API that
	 * does not announce it; the API's address is used then.
	 */
	console_url: z
		.url( { protocol: /^https?$/ } )
		.max( 2_048 )
		.optional(),
	server_time: timestampSchema,
	/**
	 * Changes when Ivorey's database is restored: everything delivered since the backup is missing then, and the
	 * settings' version may be lower than the one that the store works with. Left out by an API that has no epoch.
	 */
	epoch: z.string().min( 1 ).max( 100 ).optional(),
	/** The OPTIONAL_FIELDS that this API accepts. Left out by an API that accepts none. */
	optional_fields: z.array( textSchema( 50 ) ).max( 50 ).optional(),
	settings: settingsSchema,
	/** A new request raises the settings' version, so that the store fetches this. */
	requests: z.strictObject( { import: importRequestSchema.nullable() } ),
} );
export type ConnectionInfo = z.infer< typeof connectionInfoSchema >;

/** Everything a store needs to send; created once, shown once. */
export const credentialsSchema = z.strictObject( {
	api_url: z.url(),
	connection: z.string(),
	token: z.string(),
	/** `whsec_` and base64, as in Standard Webhooks. */
	secret: z.string().startsWith( 'whsec_' ),
} );
export type Credentials = z.infer< typeof credentialsSchema >;
