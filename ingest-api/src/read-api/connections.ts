import { z } from 'zod';
import {
	connectionStateSchema,
	ELEMENTS,
	importRequestSchema,
	settingsSchema,
	statusReportSchema,
	timestampSchema,
} from '@ivorey/shared';
import type { TokenCall } from '../accounts/require-token.ts';
import type { ApiServices } from '../connections/api-services.ts';
import type { Operation } from '../http/operation.ts';
import type { RequestContext } from '../http/request.ts';
import { countElements, findStore, listStores } from '../views/store-query.ts';
import type { StoreRow } from '../views/store-view.ts';
import {
	answerItem,
	answerWhole,
	listSchema,
	noSuch,
	textOf,
} from './answers.ts';
import { connectionIdOf } from './query.ts';
import { storeOf, storeShape } from './schemas.ts';

const summarySchema = z.strictObject( {
	...storeShape,
	state: connectionStateSchema,
	last_seen_at: timestampSchema
		.nullable()
		.describe( 'When the store last sent a request; null if never.' ),
} );

const connectionSchema = summarySchema.extend( {
	state_since: timestampSchema,
	state_cause: z
		.enum( [ 'evidence', 'person' ] )
		.nullable()
		.describe(
			'The cause of a pause or disconnection: a person’s action, or evidence from the store’s requests.'
		),
	state_reason: z
		.string()
		.nullable()
		.describe( 'A slug for why the connection is in this state.' ),
	asked_at: timestampSchema
		.nullable()
		.describe(
			'When something was requested in Ivorey that the store has not picked up yet.'
		),
	settings: settingsSchema,
	requested: importRequestSchema
		.nullable()
		.describe( 'The import request that the store has not acted on yet.' ),
	status: statusReportSchema
		.nullable()
		.describe(
			'The store’s last status report: its import, the excluded objects with reasons, and whether both sides agree.'
		),
	status_reported_at: timestampSchema.nullable(),
	counts: z
		.strictObject(
			Object.fromEntries(
				ELEMENTS.map( ( element ) => [ element, z.int() ] )
			) as Record< ( typeof ELEMENTS )[ number ], z.ZodInt >
		)
		.describe( 'The number of the store’s records in Ivorey, by element.' ),
	history: z
		.array(
			z.strictObject( {
				at: timestampSchema,
				to: connectionStateSchema,
				reason: z.string(),
			} )
		)
		.describe( 'The last state changes, newest first.' ),
} );

export const connectionsOperation: Operation = {
	id: 'listConnections',
	tag: 'Stores',
	summary: 'List connections',
	description: 'Returns all connections of the account in one response.',
	answer: {
		description: 'The connections, newest first.',
		body: listSchema( 'ConnectionList', summarySchema ),
	},
};

/** `GET /v1/connections` (R41). */
export async function getConnections(
	{ db }: ApiServices,
	_c: RequestContext,
	{ accountId }: TokenCall
): Promise< Response > {
	const stores = await listStores( db, accountId );
	return answerWhole(
		stores.map( ( store ) => toSummary( accountId, store ) )
	);
}

function toSummary( accountId: string, store: StoreRow ) {
	return {
		...storeOf( accountId, store ),
		state: store.state,
		last_seen_at: textOf( store.lastSeenAt ),
	};
}

export const storeOperation: Operation = {
	id: 'getStoreConnection',
	tag: 'Stores',
	summary: 'Retrieve a connection',
	description:
		'Returns the state, settings, import and last comparison of the connection.',
	path: { connection: 'The `connection` of the store.' },
	answer: {
		description: 'The connection.',
		body: { name: 'StoreConnection', schema: connectionSchema },
		etag: true,
	},
	problems: [ 'not-found' ],
};

/** `GET /v1/connections/:connection` (R41). */
export async function getStore(
	{ db }: ApiServices,
	c: RequestContext,
	{ accountId }: TokenCall
): Promise< Response > {
	const connectionId = connectionIdOf( c.req.param( 'connection' ) ?? '' );
	const store =
		connectionId === null
			? null
			: await findStore( db, accountId, connectionId );
	if ( store === null ) {
		throw noSuch( 'connection' );
	}
	const { connectionId: id, history, status } = store;
	return answerItem( c, {
		...toSummary( accountId, store ),
		state_since: textOf( store.since ),
		state_cause: store.cause,
		state_reason: store.reason,
		asked_at: textOf( store.askedAt ),
		settings: store.settings,
		requested: store.request,
		status: status?.report ?? null,
		status_reported_at: textOf( status?.reportedAt ?? null ),
		counts: await countElements( db, { accountId, connectionId: id } ),
		history: history.map( ( { at, to, reason } ) => ( {
			at: textOf( at ),
			to,
			reason,
		} ) ),
	} );
}
