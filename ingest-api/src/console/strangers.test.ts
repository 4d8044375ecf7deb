import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { insertMessages } from '../automations/messages.ts';
import { TENANT_TABLES } from '../db/schema.ts';
import { sendToEndpoint } from '../events/publish.ts';
import type { TestApi } from '../testing/api.ts';
import {
	ConsoleVisitor,
	dom,
	startFakeStore,
	startOwnedStore,
} from '../testing/console.ts';
import {
	collectionRecord,
	orderRecord,
	paymentRecord,
	productRecord,
	triggerRecord,
} from '../testing/records.ts';
import { CONSOLE_ROUTES } from './routes.ts';

const CONNECT = '/settings/integration/woocommerce/connect';
/** What a page must not show to a stranger. */
const SECRETS =
	/shop\.example\.com|ada@example\.com|4711|Mine|warehouse|Your order/;

/** An account with one of everything; no worker runs, so that only requests change anything. */
async function startFullAccount() {
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
	};
	return { api, owner, ids };
}

/** All that an account has, as text. */
async function readAccount( api: TestApi, accountId: string ) {
	const tables: Record< string, unknown[] > = {};
	for ( const table of TENANT_TABLES ) {
		const { rows } = await sql< { row: string } >`
			select t::text as row from ${ sql.table( table ) } as t where account_id = ${ accountId } order by 1
		`.execute( api.db );
		tables[ table ] = rows.map( ( { row } ) => row );
	}
	return tables;
}

/** Every page and form of one thing, with that thing's address. */
function routesOf( ids: Readonly< Record< string, string > > ) {
	return CONSOLE_ROUTES.filter(
		( { auth, path } ) => auth === 'session' && path.includes( ':' )
	).map( ( { method, path } ) => ( {
		method,
		path: path.replaceAll( /:(\w+)/g, ( _, name: string ) => {
			if ( ids[ name ] === undefined ) {
				throw new Error( `No ${ name } to look for in ${ path }` );
			}
			return ids[ name ];
		} ),
	} ) );
}

test( 'the person of another account finds nothing at any address of this one, and changes nothing', async () => {
	const { api, owner, ids } = await startFullAccount();
	const { accountId } = owner.person;
	const stranger = await ConsoleVisitor.signIn( api );
	const csrf = dom( await stranger.get( '/orders' ) )(
		'input[name=_csrf]'
	).attr( 'value' )!;
	const routes = routesOf( ids );
	expect( new Set( routes.map( ( { method } ) => method ) ) ).toEqual(
		new Set( [ 'GET', 'POST' ] )
	);
	const before = await readAccount( api, accountId );
	for ( const { method, path } of routes ) {
		const answer = await stranger.browser.visit(
			path,
			method === 'GET'
				? {}
				: {
						form: [
							[ '_csrf', csrf ],
							[ 'base_version', '1' ],
							[ 'action', 'start' ],
							[ 'name', 'Stolen' ],
							[ 'url', 'https://stranger.example.com/' ],
							[ 'from', '2020-01-01T00:00' ],
							[ 'to', '2040-01-01T00:00' ],
							[ 'which', 'all' ],
							[ 'connection', ids.connection! ],
							[ 'trigger', 'order_submitted:4711' ],
						],
					}
		);
		expect( answer.status, `${ method } ${ path }` ).toBe(
			path.startsWith( `${ CONNECT }/` ) ? 410 : 404
		);
		expect( answer.text, `${ method } ${ path }` ).not.toMatch( SECRETS );
	}
	expect( await readAccount( api, accountId ) ).toEqual( before );
	// The owner finds each of them.
	for ( const { method, path } of routes ) {
		if ( method === 'GET' && ! path.endsWith( '/events' ) ) {
			expect( ( await owner.get( path ) ).status, path ).toBe( 200 );
		}
	}
} );

test( 'the lists of another account have nothing of this one', async () => {
	const { api, owner } = await startFullAccount();
	const stranger = await ConsoleVisitor.signIn( api );
	const shown = [];
	for ( const { method, auth, path } of CONSOLE_ROUTES ) {
		if (
			method !== 'GET' ||
			auth !== 'session' ||
			path.includes( ':' ) ||
			path === '/connect/authorize'
		) {
			continue;
		}
		const page = await stranger.get( path );
		expect( page.status, path ).toBe( 200 );
		expect( page.text.replaceAll( 'Your order {{', '' ), path ).not.toMatch(
			SECRETS
		);
		if ( SECRETS.test( ( await owner.get( path ) ).text ) ) {
			shown.push( path );
		}
	}
	// Where the owner sees it.
	expect( shown ).toEqual(
		expect.arrayContaining( [
			'/',
			'/orders',
			'/contacts',
			'/automations',
			'/settings/webhooks',
			'/settings/integration/woocommerce',
		] )
	);
} );
