import { sql } from 'kysely';
import { createAccountToken } from '../accounts/api-tokens.ts';
import { insertMessages } from '../automations/messages.ts';
import { TENANT_TABLES } from '../db/schema.ts';
import { sendToEndpoint } from '../events/publish.ts';
import { CONSOLE_ROUTES } from '../console/routes.ts';
import type { TestApi } from './api.ts';
import { dom, startFakeStore, startOwnedStore } from './console.ts';
import { addPerson } from './people.ts';
import {
	collectionRecord,
	orderRecord,
	paymentRecord,
	productRecord,
	triggerRecord,
} from './records.ts';

export const CONNECT = '/settings/integration/woocommerce/connect';

/** An account with one of everything; no worker runs, so that only requests change anything. */
export async function startFullAccount() {
	const { api, owner, store } = await startOwnedStore( {
		ALLOW_LOCAL_STORES: 'true',
		ROLES: 'ingest,console',
	} );
	const { accountId } = owner.person;
	const now = new Date();
	await store.ask();
	await store.send( [
		collectionRecord( '15', 1 ),
		productRecord( '501', 1, { collection_ids: [ '15' ] } ),
		orderRecord( '4711', 1 ),
		paymentRecord( '4711', 1 ),
		triggerRecord( 'order_submitted', '4711', 2 ),
	] );
	const connecting = await owner.submit(
		await owner.get( CONNECT ),
		{ store_url: await startFakeStore() },
		'dialog form'
	);
	const automation = await owner.submit(
		await owner.get( '/automations/new' ),
		{ name: 'Mine' }
	);
	const automationId = new URL( automation.url ).pathname
		.split( '/' )
		.at( 2 )!;
	await insertMessages(
		api.db,
		accountId,
		[
			{
				messageId: 'msg_1',
				kind: 'automation',
				purpose: 'transactional',
				automationId,
				connectionId: store.connectionId,
				triggerId: 'order_submitted:4711',
				orderId: '4711',
				recipient: 'ada@example.com',
				recipientHash: 'hash',
				senderName: 'Ada',
				replyTo: null,
				subject: 'Your order',
				html: '<p>Your order</p>',
				text: 'Your order',
				unsubscribeToken: null,
				dueAt: now,
			},
		],
		now
	);
	const added = await owner.submit(
		await owner.get( '/settings/webhooks/new' ),
		{
			url: await startFakeStore(),
			description: 'The warehouse',
			types: 'order.submitted',
		}
	);
	const endpoint = dom( added )( 'a.button.primary' )
		.attr( 'href' )!
		.split( '/' )
		.at( -1 )!;
	await sendToEndpoint( api.db, {
		accountId,
		endpointId: endpoint,
		type: 'webhook.test',
		id: '1',
		payload: { message: 'The warehouse' },
		at: now,
	} );
	const invited = await owner.submit(
		await owner.get( '/settings/people' ),
		{ email: 'warehouse@example.com', role: 'member' },
		'form[action="/settings/people/invitations"]'
	);
	const invitation = dom( invited )( 'form[action$="/revoke"]' )
		.attr( 'action' )!
		.split( '/' )
		.at( -2 )!;
	const { personId: person } = await addPerson(
		api.db,
		accountId,
		'warehouse-2@example.com',
		'owner'
	);
	const { event_id: event } = await api.db
		.selectFrom( 'webhook_deliveries' )
		.select( 'event_id' )
		.where( 'account_id', '=', accountId )
		.executeTakeFirstOrThrow();
	const { contact_id: contact } = await api.db
		.selectFrom( 'contacts' )
		.select( 'contact_id' )
		.where( 'account_id', '=', accountId )
		.executeTakeFirstOrThrow();
	const { tokenId } = await createAccountToken(
		api.db,
		accountId,
		now,
		'read',
		{ name: 'The warehouse', createdBy: owner.person.email }
	);
	const ids: Readonly< Record< string, string > > = {
		connection: store.connectionId,
		order: '4711',
		transaction: 'payment:4711',
		product: '501',
		collection: '15',
		contact,
		request: new URL( connecting.url ).pathname.split( '/' ).at( -2 )!,
		automation: automationId,
		message: 'msg_1',
		endpoint,
		event,
		token: tokenId.split( '.' ).at( -1 )!,
		invitation,
		person,
	};
	return { api, owner, ids };
}

/** All rows of an account, as text. */
export async function readAccount( api: TestApi, accountId: string ) {
	const tables: Record< string, unknown[] > = {};
	for ( const table of TENANT_TABLES ) {
		const { rows } = await sql< { row: string } >`
			select t::text as row from ${ sql.table( table ) } as t where account_id = ${ accountId } order by 1
		`.execute( api.db );
		tables[ table ] = rows.map( ( { row } ) => row );
	}
	return tables;
}

type SessionRoute = Extract<
	( typeof CONSOLE_ROUTES )[ number ],
	{ auth: 'session' }
>;

/** The pages and forms of a signed-in person, with the addresses of these things. */
export function routesOf(
	ids: Readonly< Record< string, string > >,
	which: ( route: SessionRoute ) => boolean
) {
	return CONSOLE_ROUTES.filter( ( route ) => route.auth === 'session' )
		.filter( ( route ) => route.method !== 'ANY' && which( route ) )
		.map( ( { method, path } ) => ( {
			method,
			path: path.replaceAll( /:(\w+)/g, ( _, name: string ) => {
				if ( ids[ name ] === undefined ) {
					throw new Error( `No ${ name } to look for in ${ path }` );
				}
				return ids[ name ];
			} ),
		} ) );
}
