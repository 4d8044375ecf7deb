import {
	WEBHOOK_EVENT_TYPES,
	WEBHOOK_LIMITS,
	type WebhookEventType,
} from '@ivorey/shared';
import { noteChange, noting } from '../accounts/changes.ts';
import type { RequestContext } from '../http/request.ts';
import { checkUrl } from '../webhooks/check-url.ts';
import { changeEndpoint, createEndpoint } from '../webhooks/endpoints.ts';
import {
	webhookFormPage,
	webhookSecretPage,
	type WebhookFormValues,
} from './pages/webhook-form.ts';
import type { ConsoleServices, SessionHandler } from './services.ts';
import { texts } from '../texts/texts.ts';
import { back, changeOf, ofEndpoint } from './webhook-handlers.ts';

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
