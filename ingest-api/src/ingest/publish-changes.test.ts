import { describe, expect, test } from 'vitest';
import { webhookSchema, type WebhookType } from '@ivorey/shared';
import { sampleVariant } from '@ivorey/shared/testing';
import { actOnConnection } from '../connections/repository.ts';
import {
	contactRecord,
	orderRecord,
	paymentRecord,
	productRecord,
	refundRecord,
	triggerRecord,
} from '../testing/records.ts';
import { startTestApi } from '../testing/api.ts';
import { startWebhookBed } from '../testing/webhooks.ts';
import {
	createEndpoint,
	disableEndpoint,
	enableEndpoint,
} from '../webhooks/endpoints.ts';

/** The current time by a store's clock. */
const now = () => new Date().toISOString();
const LONG_AGO = '2020-01-31T08:15:00Z';

const order = ( id: string, version: number, data = {} ) =>
	orderRecord( id, version, {
		date_created: now(),
		date_modified: now(),
		...data,
	} );

describe( 'R45 the published events', () => {
	test( 'include each change of a contact, even two in the same moment', async () => {
		const moment = new Date();
		const api = await startTestApi(
			{ ROLES: 'ingest' },
			{ now: () => moment }
		);
		const store = await api.connect();
		await createEndpoint(
			api.db,
			api.keys,
			store.accountId,
			{
				url: 'https://example.com/hooks',
				description: '',
				types: [ 'contact.created', 'contact.updated' ],
			},
			moment
		);
		for ( const version of [ 1, 2, 3 ] ) {
			await store.send( [
				contactRecord( '7', version, {
					date_registered: now(),
					first_name: `Version ${ version }`,
				} ),
			] );
		}
		const events = await api.db
			.selectFrom( 'webhook_events' )
			.select( 'type' )
			.where( 'account_id', '=', store.accountId )
			.execute();
		expect( events.map( ( { type } ) => type ) ).toHaveLength( 3 );
	} );

	test( 'include an order, its payment, its refund and its buyer, in this order, as in the contract', async () => {
		const { deliver, receiver, store } = await startWebhookBed();
		await store.send( [
			order( '1', 1, { status: 'processing' } ),
			paymentRecord( '1', 1, { date: now() } ),
			triggerRecord( 'order_submitted', '1', 1 ),
			triggerRecord( 'payment_received', '1', 1 ),
		] );
		await store.send( [
			order( '1', 2, { status: 'refunded' } ),
			refundRecord( '9', '1', 2, { date: now() } ),
		] );
		await deliver();
		expect( receiver.types ).toEqual( [
			'contact.created',
			'order.created',
			'payment.created',
			'order.updated',
			'refund.created',
			'order.submitted',
			'payment.received',
		] );
		for ( const { body, type } of receiver.received ) {
			expect(
				webhookSchema( type as WebhookType ).safeParse(
					JSON.parse( body )
				).error,
				type
			).toBeUndefined();
		}
		const [ contact, created ] = receiver.received;
		expect( created!.data ).toMatchObject( {
			connection: store.credentials.connection,
			store_url: store.storeUrl,
			order: {
				id: '1',
				status: 'Pending',
				woocommerce_status: 'processing',
				subtype: 'WooCommerce',
				contact_id: contact!.data.contact.id,
			},
		} );
		expect( receiver.received[ 5 ]!.data ).toMatchObject( {
			order_id: '1',
			order: { status: 'Completed' },
		} );
	} );

	test( 'include a user, a product, and their changes', async () => {
		const { deliver, receiver, store } = await startWebhookBed();
		const variable = {
			type: 'variable' as const,
			variants: [ sampleVariant() ],
			date_created: now(),
		};
		await store.send( [
			contactRecord( '7', 1, { date_registered: now() } ),
			productRecord( '501', 1, variable ),
		] );
		await store.send( [
			contactRecord( '7', 2, {
				date_registered: now(),
				first_name: 'Grace',
			} ),
			productRecord( '501', 2, { ...variable, name: 'Another' } ),
		] );
		await deliver();
		expect( receiver.types ).toEqual( [
			'contact.created',
			'product.created',
			'contact.updated',
			'product.updated',
		] );
		for ( const { body, type } of receiver.received ) {
			expect(
				webhookSchema( type as WebhookType ).safeParse(
					JSON.parse( body )
				).error,
				type
			).toBeUndefined();
		}
		expect( receiver.received[ 2 ]!.data ).toMatchObject( {
			contact: { first_name: 'Grace', kind: 'customer' },
		} );
	} );

	test( 'include a payment that was voided, and a product that left the online store', async () => {
		const { deliver, receiver, store } = await startWebhookBed();
		await store.send( [
			paymentRecord( '1', 1 ),
			productRecord( '501', 1 ),
		] );
		await store.send( [
			{
				element: 'transactions',
				id: 'payment:1',
				version: 2,
				data: { type: 'voided', order_id: '1' },
			},
			{
				element: 'products',
				id: '501',
				version: 2,
				data: { type: 'offline', include_in_online_store: false },
			},
		] );
		await deliver();
		expect( receiver.types ).toEqual( [
			'payment.voided',
			'product.updated',
		] );
		expect( receiver.received[ 0 ]!.data.transaction ).toMatchObject( {
			voided: true,
			type: 'payment',
		} );
		expect( receiver.received[ 1 ]!.data.product ).toMatchObject( {
			type: 'simple',
			include_in_online_store: false,
		} );
	} );

	test( 'include a store’s connection, pause, resumption and disconnection', async () => {
		const { api, deliver, receiver, store } = await startWebhookBed();
		const fresh = await api.connect( {
			storeUrl: 'https://two.example.com',
		} );
		await fresh.ask();
		for ( const action of [ 'pause', 'resume', 'revoke' ] as const ) {
			await actOnConnection( api.db, store, action, new Date() );
		}
		await deliver();
		expect( receiver.types ).toEqual( [
			'connection.activated',
			'connection.paused',
			'connection.resumed',
			'connection.disconnected',
		] );
		for ( const { body, type } of receiver.received ) {
			expect(
				webhookSchema( type as WebhookType ).safeParse(
					JSON.parse( body )
				).error,
				type
			).toBeUndefined();
		}
		expect( receiver.received[ 0 ]!.data ).toMatchObject( {
			store_url: fresh.storeUrl,
			state: 'active',
			previous_state: 'pending',
		} );
		expect( receiver.received[ 1 ]!.data ).toMatchObject( {
			store_url: store.storeUrl,
			state: 'paused',
			previous_state: 'active',
			reason: 'paused',
		} );
	} );

	test( 'leave out an import of old records, though they are new to Ivorey', async () => {
		const { deliver, receiver, store } = await startWebhookBed();
		const old = {
			date_created: LONG_AGO,
			date_modified: LONG_AGO,
		};
		await store.send( [
			contactRecord( '7', 1, { date_registered: LONG_AGO } ),
			orderRecord( '1', 1, { ...old, customer_id: '7' } ),
			orderRecord( '2', 1, { ...old, billing_email: 'g@example.com' } ),
			// The same guest, with other details.
			orderRecord( '3', 1, {
				...old,
				date_created: '2020-02-01T00:00:00Z',
				billing_email: 'g@example.com',
				billing: {
					...orderRecord( '3', 1 ).data.billing,
					first_name: 'Other',
				},
			} ),
			paymentRecord( '1', 1, { date: LONG_AGO } ),
			productRecord( '501', 1, old ),
		] );
		await deliver();
		expect( receiver.types ).toEqual( [] );
	} );

	test( 'leave out records that are repeated, older or unchanged', async () => {
		const { deliver, receiver, store } = await startWebhookBed( [
			'order.created',
			'order.updated',
		] );
		const first = order( '1', 5 );
		await store.send( [ first ] );
		await store.send( [ { ...first, version: 4 } ] );
		await store.send( [ { ...first, version: 9 } ] );
		await deliver();
		expect( receiver.types ).toEqual( [ 'order.created' ] );
	} );

	test( 'leave out types without a subscriber, and cost no lookup for them', async () => {
		const seen: string[] = [];
		const api = await startTestApi(
			{ ROLES: 'ingest' },
			{ onQuery: ( { query } ) => seen.push( query.sql ) }
		);
		const store = await api.connect();
		await store.ask();
		await store.send( [ order( '1', 1 ) ] );
		const statements = seen.filter( ( text ) =>
			/webhook_(?!id)/.test( text )
		);
		// The subscriptions come with the query for the account's other facts.
		expect(
			statements.filter(
				( text ) =>
					! text.includes( 'from exclusions' ) &&
					! text.includes( 'connection_notices' )
			)
		).toEqual( [] );
		expect(
			await api.db.selectFrom( 'webhook_events' ).selectAll().execute()
		).toEqual( [] );
	} );

	test( 'leave out other accounts', async () => {
		const { api, deliver, receiver, store } = await startWebhookBed( [
			'order.created',
			'order.submitted',
		] );
		const stranger = await api.connect( {
			accountName: 'Two',
			storeUrl: 'https://two.example.com',
		} );
		for ( const { send } of [ stranger, store ].map( ( own ) => ( {
			send: () =>
				own.send( [
					order( '1', 1 ),
					triggerRecord( 'order_submitted', '1', 1 ),
				] ),
		} ) ) ) {
			await send();
		}
		await deliver();
		expect(
			receiver.received.map( ( { data, type } ) => [
				type,
				data.connection,
			] )
		).toEqual( [
			[ 'order.created', store.credentials.connection ],
			[ 'order.submitted', store.credentials.connection ],
		] );
	} );

	test( 'leave out an endpoint that is off, even once it is on again', async () => {
		const { api, clock, deliver, endpoint, receiver, store } =
			await startWebhookBed( [ 'order.created', 'order.submitted' ] );
		const send = ( id: string ) =>
			store.send( [
				order( id, 1 ),
				triggerRecord( 'order_submitted', id, 1 ),
			] );
		await disableEndpoint( api.db, endpoint, clock.now() );
		await send( '1' );
		await deliver();
		await enableEndpoint( api.db, endpoint, clock.now() );
		await send( '2' );
		await deliver();
		expect( receiver.received.map( ( { data } ) => idOf( data ) ) ).toEqual(
			[ '2', '2' ]
		);
	} );

	test( 'leave out orders placed before the endpoint was created', async () => {
		const { api, deliver, listen, receiver, store, clock } =
			await startWebhookBed( [ 'payment.received' ] );
		// The store has been connected for long; only the endpoint is new.
		await api.db
			.updateTable( 'connections' )
			.set( { created_at: LONG_AGO } )
			.where( 'account_id', '=', store.accountId )
			.execute();
		await store.send( [ triggerRecord( 'order_submitted', '1', 1 ) ] );
		await listen( receiver.url, [ 'order.submitted', 'order.created' ] );
		const anHourAgo = new Date( clock.now().getTime() - 60 * 60_000 );
		await store.send( [
			triggerRecord( 'order_submitted', '2', 1 ),
			order( '3', 1, { date_created: anHourAgo.toISOString() } ),
			order( '4', 1 ),
		] );
		await deliver();
		expect(
			receiver.received.map( ( { data } ) => idOf( data ) ).sort()
		).toEqual( [ '2', '4' ] );
	} );
} );

/** The order that an event is about. */
function idOf( data: Record< string, unknown > ): unknown {
	return data.order_id ?? ( data.order as { id: string } ).id;
}
