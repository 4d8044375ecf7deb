import {
	WEBHOOK_EVENT_TYPES,
	WEBHOOK_LIMITS,
	type WebhookEventType,
} from '@ivorey/shared';
import { noteChange, noting, type Change } from '../accounts/changes.ts';
import type { RequestContext } from '../http/request.ts';
import { checkUrl } from '../webhooks/check-url.ts';
import {
	changeEndpoint,
	createEndpoint,
	deleteEndpoint,
	disableEndpoint,
	enableEndpoint,
} from '../webhooks/endpoints.ts';
import {
	DELIVERY_STATES,
	findDelivery,
	findEndpoint,
	listDeliveries,
	listEndpoints,
	type DeliveryCursor,
	type Endpoint,
} from '../webhooks/queries.ts';
import { replaySpan, sendAgain, sendTest } from '../webhooks/replay.ts';
import { rotateSecret } from '../webhooks/secrets.ts';
import { noSuchPage } from './pages/other.ts';
import { webhookDeliveryPage } from './pages/webhook-delivery.ts';
import {
	confirmDeleteWebhookPage,
	webhookEndpointPage,
} from './pages/webhook-endpoint.ts';
import {
	webhookFormPage,
	webhookSecretPage,
	type WebhookFormValues,
} from './pages/webhook-form.ts';
import { isMoment } from '../views/paging.ts';
import { readTold, type ToldWords } from './told.ts';
import { shortUrl } from './webhook-words.ts';
import { webhooksPage } from './pages/webhooks.ts';
import { deliveryPath, endpointPath, PATHS } from './paths.ts';
import type {
	ConsoleServices,
	SessionCall,
	SessionHandler,
} from './services.ts';
import { texts } from '../texts/texts.ts';

const DELIVERIES_A_PAGE = 50;
const DAY_MS = 24 * 60 * 60_000;

const toldWords = (): ToldWords => ( {
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
function ofEndpoint(
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

const EMPTY: WebhookFormValues = { url: '', description: '', types: [] };

export const showNewWebhook: SessionHandler = ( _services, c, { viewer } ) =>
	c.html( webhookFormPage( viewer, { endpointId: null, values: EMPTY } ) );

export const takeNewWebhook: SessionHandler = async (
	services,
	c,
	{ viewer }
) => {
	const { db, keys, now } = services;
	const read = await readForm( services, c );
	const refused = ( error: string ) =>
		c.html(
			webhookFormPage( viewer, {
				endpointId: null,
				values: read.values,
				error,
			} ),
			422
		);
	if ( read.error !== null ) {
		return refused( read.error );
	}
	const created = await createEndpoint(
		db,
		keys,
		viewer.accountId,
		read.form,
		now(),
		( tx, endpointId ) =>
			noteChange(
				tx,
				viewer,
				changeOf( 'webhook_created', { ...read.form, endpointId } ),
				now()
			)
	);
	return created === null
		? refused( texts().webhooks.mostEndpoints( WEBHOOK_LIMITS.endpoints ) )
		: c.html(
				webhookSecretPage( viewer, created.endpointId, created.secret, {
					isNew: true,
				} )
			);
};

export const showWebhookEdit = ofEndpoint(
	( _services, c, { viewer }, endpoint ) =>
		c.html(
			webhookFormPage( viewer, {
				endpointId: endpoint.endpointId,
				values: endpoint,
			} )
		)
);

export const takeWebhookEdit = ofEndpoint(
	async ( services, c, { viewer }, endpoint ) => {
		const { values, error, form } = await readForm( services, c );
		if ( error !== null ) {
			const { endpointId } = endpoint;
			return c.html(
				webhookFormPage( viewer, { endpointId, values, error } ),
				422
			);
		}
		await changeEndpoint(
			services.db,
			endpoint,
			form,
			services.now(),
			noting(
				viewer,
				changeOf( 'webhook_changed', { ...endpoint, ...form } ),
				services.now()
			)
		);
		return back( c, endpoint, 'saved' );
	}
);

type ReadForm = { values: WebhookFormValues } & (
	| { error: string; form: null }
	| {
			error: null;
			form: {
				url: string;
				description: string;
				types: WebhookEventType[];
			};
	  }
);

async function readForm(
	{ config }: ConsoleServices,
	c: RequestContext
): Promise< ReadForm > {
	const form = await c.req.parseBody( { all: true } );
	const listed = [ form.types ].flat();
	const text = ( value: unknown ) =>
		typeof value === 'string' ? value.trim() : '';
	const types = WEBHOOK_EVENT_TYPES.filter( ( type ) =>
		listed.includes( type )
	);
	const description = text( form.description ).slice(
		0,
		WEBHOOK_LIMITS.description
	);
	const values = { url: text( form.url ), description, types };
	const checked = await checkUrl( values.url, {
		allowLocal: config.allowLocalStores,
	} );
	return checked.kind === 'wrong'
		? { values, error: checked.message, form: null }
		: { values, error: null, form: { ...values, url: checked.url } };
}

export const showWebhook = ofEndpoint( ( services, c, call, endpoint ) =>
	answerEndpoint( services, c, call, endpoint )
);

async function answerEndpoint(
	{ db, now }: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall,
	endpoint: Endpoint,
	refused?: { from: string; to: string; error: string }
): Promise< Response > {
	const path = endpointPath( endpoint.endpointId );
	const state =
		DELIVERY_STATES.find( ( name ) => name === c.req.query( 'state' ) ) ??
		null;
	const before = readCursor( c.req.query( 'before' ) );
	const { deliveries, next } = await listDeliveries( db, endpoint, {
		state,
		before,
		limit: DELIVERIES_A_PAGE,
	} );
	const query = new URLSearchParams( {
		...( state === null ? {} : { state } ),
		...( next === null
			? {}
			: { before: `${ next.createdAt }~${ next.eventId }` } ),
	} );
	return c.html(
		webhookEndpointPage( viewer, {
			endpoint,
			deliveries,
			state,
			older: next === null ? null : `${ path }?${ query }`,
			isFirstPage: before === null,
			told: readTold( c, toldWords() ),
			span: refused ?? {
				from: minuteOf( new Date( now().getTime() - DAY_MS ) ),
				to: minuteOf( now() ),
			},
		} ),
		refused === undefined ? 200 : 422
	);
}

/** The value of a date and time field, in UTC. */
function minuteOf( at: Date ): string {
	return at.toISOString().slice( 0, 16 );
}

/** @return null if the text is no position in the list; it is then ignored. */
function readCursor( text: string | undefined ): DeliveryCursor | null {
	const [ createdAt = '', eventId = '' ] = ( text ?? '' ).split( '~' );
	return isMoment( createdAt, 6 ) && ! eventId.includes( '\0' )
		? { createdAt, eventId }
		: null;
}

export const replayWebhooks = ofEndpoint(
	async ( services, c, call, endpoint ) => {
		const { db, now, onTriggers } = services;
		const body = await c.req.parseBody();
		const [ from, to ] = [ String( body.from ), String( body.to ) ];
		const start = new Date( `${ from }Z` );
		// Includes the whole last minute.
		const end = new Date( Date.parse( `${ to }Z` ) + 59_999 );
		if ( ! ( start <= end ) ) {
			return answerEndpoint( services, c, call, endpoint, {
				from,
				to,
				error: texts().webhooks.enterPeriod,
			} );
		}
		const replayed = await replaySpan(
			db,
			endpoint,
			{
				from: start,
				to: end,
				states:
					body.which === 'all' ? [ 'sent', 'failed' ] : [ 'failed' ],
			},
			now()
		);
		onTriggers();
		return back( c, endpoint, `replayed:${ replayed }` );
	}
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

export const showDelivery = ofEndpoint(
	async ( { db }, c, { viewer }, endpoint ) => {
		const found = await findDelivery(
			db,
			endpoint,
			c.req.param( 'event' ) ?? ''
		);
		return found === null
			? c.html( noSuchPage( viewer ), 404 )
			: c.html(
					webhookDeliveryPage( viewer, {
						endpoint,
						...found,
						told: readTold( c, toldWords() ),
					} )
				);
	}
);

export const sendDeliveryAgain = ofEndpoint(
	async ( { db, now, onTriggers }, c, _call, endpoint ) => {
		const eventId = c.req.param( 'event' ) ?? '';
		const isSent = await sendAgain( db, endpoint, eventId, now() );
		onTriggers();
		const path = deliveryPath(
			endpointPath( endpoint.endpointId ),
			eventId
		);
		return c.redirect(
			`${ path }?told=${ isSent ? 'again' : 'not-again' }`,
			303
		);
	}
);

function back( c: RequestContext, { endpointId }: Endpoint, told: string ) {
	return c.redirect(
		`${ endpointPath( endpointId ) }?${ new URLSearchParams( { told } ) }`,
		303
	);
}

function changeOf(
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
