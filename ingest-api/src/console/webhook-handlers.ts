import { noting, type Change } from '../accounts/changes.ts';
import type { RequestContext } from '../http/request.ts';
import {
	deleteEndpoint,
	disableEndpoint,
	enableEndpoint,
} from '../webhooks/endpoints.ts';
import {
	findEndpoint,
	listEndpoints,
	type Endpoint,
} from '../webhooks/queries.ts';
import { sendTest } from '../webhooks/replay.ts';
import { rotateSecret } from '../webhooks/secrets.ts';
import { noSuchPage } from './pages/other.ts';
import { confirmDeleteWebhookPage } from './pages/webhook-endpoint.ts';
import { webhookSecretPage } from './pages/webhook-form.ts';
import { readTold, type ToldWords } from './told.ts';
import { shortUrl } from './webhook-words.ts';
import { webhooksPage } from './pages/webhooks.ts';
import { endpointPath, PATHS } from './paths.ts';
import type {
	ConsoleServices,
	SessionCall,
	SessionHandler,
} from './services.ts';
import { texts } from '../texts/texts.ts';

export const toldWords = (): ToldWords => ( {
	on: {
		tone: 'good',
		text: texts().webhooks.told.on,
	},
	'on-already': { tone: 'none', text: texts().webhooks.told.onAlready },
	off: { tone: 'good', text: texts().webhooks.told.off },
	'off-already': { tone: 'none', text: texts().webhooks.told.offAlready },
	saved: { tone: 'good', text: texts().common.saved },
	tested: { tone: 'good', text: texts().webhooks.told.tested },
	'not-tested': {
		tone: 'warn',
		text: texts().webhooks.told.notTested,
	},
	again: { tone: 'good', text: texts().webhooks.told.again },
	'not-again': {
		tone: 'warn',
		text: texts().webhooks.told.notAgain,
	},
	deleted: { tone: 'good', text: texts().webhooks.told.deleted },
	replayed: ( number ) =>
		number === 0
			? {
					tone: 'none',
					text: texts().webhooks.toldNoneAgain,
				}
			: {
					tone: 'good',
					text: texts().webhooks.toldAllAgain( number ),
				},
} );

/** A handler of one endpoint's page; responds with 404 if there is no such endpoint. */
export function ofEndpoint(
	handle: (
		services: ConsoleServices,
		c: RequestContext,
		call: SessionCall,
		endpoint: Endpoint
	) => Response | Promise< Response >
): SessionHandler {
	return async ( services, c, call ) => {
		const { db, now } = services;
		const { accountId } = call.viewer;
		const endpointId = c.req.param( 'endpoint' ) ?? '';
		const endpoint = await findEndpoint(
			db,
			{ accountId, endpointId },
			now()
		);
		return endpoint === null
			? c.html( noSuchPage( call.viewer ), 404 )
			: handle( services, c, call, endpoint );
	};
}

export const showWebhooks: SessionHandler = async (
	{ db, now },
	c,
	{ viewer }
) =>
	c.html(
		webhooksPage(
			viewer,
			await listEndpoints( db, viewer.accountId, now() ),
			readTold( c, toldWords() )
		)
	);

export const testWebhook = ofEndpoint(
	async ( { db, now, onTriggers }, c, _call, endpoint ) => {
		const isOn = await sendTest( db, endpoint, now() );
		onTriggers();
		return back( c, endpoint, isOn ? 'tested' : 'not-tested' );
	}
);

export const rotateWebhookSecret = ofEndpoint(
	async ( { db, keys, now }, c, { viewer }, endpoint ) => {
		const secret = await rotateSecret(
			db,
			keys,
			endpoint,
			now(),
			noting( viewer, changeOf( 'webhook_secret', endpoint ), now() )
		);
		return secret === null
			? c.html( noSuchPage( viewer ), 404 )
			: c.html(
					webhookSecretPage( viewer, endpoint.endpointId, secret, {
						isNew: false,
					} )
				);
	}
);

export const turnWebhookOn = ofEndpoint(
	async ( { db, now, onTriggers }, c, { viewer }, endpoint ) => {
		const isChanged = await enableEndpoint(
			db,
			endpoint,
			now(),
			noting( viewer, changeOf( 'webhook_on', endpoint ), now() )
		);
		onTriggers();
		return back( c, endpoint, isChanged ? 'on' : 'on-already' );
	}
);

export const turnWebhookOff = ofEndpoint(
	async ( { db, now }, c, { viewer }, endpoint ) => {
		const isChanged = await disableEndpoint(
			db,
			endpoint,
			now(),
			noting( viewer, changeOf( 'webhook_off', endpoint ), now() )
		);
		return back( c, endpoint, isChanged ? 'off' : 'off-already' );
	}
);

export const showDeleteWebhook = ofEndpoint(
	( _services, c, { viewer }, endpoint ) =>
		c.html( confirmDeleteWebhookPage( viewer, endpoint ) )
);

export const deleteWebhook = ofEndpoint(
	async ( { db, now }, c, { viewer }, endpoint ) => {
		await deleteEndpoint(
			db,
			endpoint,
			now(),
			noting( viewer, changeOf( 'webhook_deleted', endpoint ), now() )
		);
		return c.redirect( `${ PATHS.webhooks }?told=deleted`, 303 );
	}
);

export function back(
	c: RequestContext,
	{ endpointId }: Endpoint,
	told: string
) {
	return c.redirect(
		`${ endpointPath( endpointId ) }?${ new URLSearchParams( { told } ) }`,
		303
	);
}

export function changeOf(
	kind: Change[ 'kind' ],
	{
		endpointId,
		url,
		description,
	}: Pick< Endpoint, 'endpointId' | 'url' | 'description' >
): Change {
	return {
		kind,
		subject: {
			kind: 'webhook',
			id: endpointId,
			label: description === '' ? shortUrl( url ) : description,
		},
	};
}
