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
	/** The home URL of the store that sends; differs from the approved one in a copied site. */
	storeUrl: 'ivorey-store-url',
	/** Made when the plugin is connected; differs after a copy that kept its URL. */
	installId: 'ivorey-install-id',
} as const;

/**
 * How the `webhook-id` begins of a request that does more than its signed body says: the signature is
 * over no method and no path, so the headers of one request without a body would do for another.
 */
export const ACTION_IDS = {
	rotate: 'rotate_',
	disconnect: 'disconnect_',
} as const;
export type SignedAction = keyof typeof ACTION_IDS;

/** @return null where the request does nothing of these. */
export function actionOf( webhookId: string ): SignedAction | null {
	const found = Object.entries( ACTION_IDS ).find( ( [ , prefix ] ) =>
		webhookId.startsWith( prefix )
	);
	return found === undefined ? null : ( found[ 0 ] as SignedAction );
}

export const IMPORT_ACTIONS = [ 'start', 'cancel' ] as const;

/** What Ivorey wants the store to do; done once for each id. */
export const importRequestSchema = z.strictObject( {
	id: z.string().min( 1 ).max( 100 ),
	action: z.enum( IMPORT_ACTIONS ),
} );
export type ImportRequest = z.infer< typeof importRequestSchema >;

/**
 * Fields of records that were added to the contract since, which an API before them refuses. A plugin sends one only to
 * an API that names it.
 */
export const OPTIONAL_FIELDS = [ 'marketing_consent' ] as const;

/** `GET /v1/connection`. */
export const connectionInfoSchema = z.strictObject( {
	id: z.string(),
	state: connectionStateSchema,
	account: z.strictObject( { id: z.string(), name: z.string() } ),
	store_url: z.string(),
	/** Where people see what the store sent (its pages are in console/paths.ts). Left out by an API that does not say it: then it is the API's address. */
	console_url: z
		.url( { protocol: /^https?$/ } )
		.max( 2_048 )
		.optional(),
	server_time: timestampSchema,
	/**
	 * Another one after Ivorey's database was restored: what was delivered since the backup is not there then, and the
	 * settings' version may be lower than the one the store works by. Left out by an API that knows of none.
	 */
	epoch: z.string().min( 1 ).max( 100 ).optional(),
	/** Which of OPTIONAL_FIELDS this API takes. Left out by an API that takes none. */
	optional_fields: z.array( textSchema( 50 ) ).max( 50 ).optional(),
	settings: settingsSchema,
	/** A new one raises the settings' version, so that the store asks. */
	requests: z.strictObject( { import: importRequestSchema.nullable() } ),
} );
export type ConnectionInfo = z.infer< typeof connectionInfoSchema >;

/** What a store needs to send; made once, shown once. */
export const credentialsSchema = z.strictObject( {
	api_url: z.url(),
	connection: z.string(),
	token: z.string(),
	/** `whsec_` and base64, as Standard Webhooks has it. */
	secret: z.string().startsWith( 'whsec_' ),
} );
export type Credentials = z.infer< typeof credentialsSchema >;
