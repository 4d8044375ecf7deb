import type { Order } from '@ivorey/shared';
import { sql } from 'kysely';
import { sampleAddress, sampleOrder } from '@ivorey/shared/testing';
import { expect, onTestFinished, test } from 'vitest';
import { waitFor } from '../../../test/wait.ts';
import { beginEpoch } from '../connections/epochs.ts';
import { eraseByOwner } from '../erasure/erase-by-owner.ts';
import { startTestApi, type TestApi } from '../testing/api.ts';
import { makePerson } from '../testing/people.ts';
import {
	contactRecord,
	orderRecord,
	triggerRecord,
} from '../testing/records.ts';
import type { TestStore } from '../testing/store.ts';
import { definitionSchema, type Definition } from './definition.ts';
import { dropHeld, releaseHeld } from './held.ts';
import { listRuns, sendAgain, type RunOfHistory } from './history.ts';
import { findAccountsWithTriggers, startRuns } from './fan-out.ts';
import { createRenderer } from './email/render.ts';
import { runDue } from './run-due.ts';
import { claimMessages } from './claim-messages.ts';
import { createMessageSender } from './send-messages.ts';
import type { ReadyMadeId } from './email/ready-made.ts';
import { readyMadeAutomations } from './ready-made.ts';
import {
	changeAutomation,
	createAutomation,
	deleteAutomation,
	ensureReadyMade,
	listAutomations,
	switchOff,
	switchOn,
} from './repository.ts';

const CONFIRMATION = 'order-confirmation';
const FOLLOW_UP = 'pending-follow-up';
const READY_MADE = readyMadeAutomations();
const HOUR_MS = 3_600_000;

interface Bed {
	api: TestApi;
	store: TestStore;
	accountId: string;
	/** Sets the clock ahead. */
	forward: ( ms: number ) => void;
	now: () => Date;
	on: ( id: string, change?: Partial< Definition > ) => Promise< void >;
	runs: ( id?: string ) => Promise< RunOfHistory[] >;
	/** Waits until `count` runs are settled and none is acting. */
	settled: ( count: number, id?: string ) => Promise< RunOfHistory[] >;
	messages: () => Promise<
		{ recipient: string; state: string; subject: string; kind: string }[]
	>;
}

async function bed( env: Record< string, string > = {} ): Promise< Bed > {
	let ahead = 0;
	const now = () => new Date( Date.now() + ahead );
	const api = await startTestApi(
		{ RATE_LIMIT_CONNECTION_PER_MINUTE: '100000', ...env },
		{ now }
	);
	const store = await api.connect( { accountName: 'Ada & Co' } );
	const { accountId } = store;
	await ensureReadyMade( api.db, accountId, now() );
	const runs = ( id = CONFIRMATION ) =>
		listRuns( api.db, accountId, {
			automationId: id,
			state: null,
			before: null,
			limit: 1_000,
		} );
	return {
		api,
		store,
		accountId,
		forward: ( ms ) => {
			ahead += ms;
		},
		now,
		async on( id, change ) {
			if ( change !== undefined ) {
				await changeAutomation(
					api.db,
					accountId,
					id,
					{ ...READY_MADE[ id as ReadyMadeId ], ...change },
					{ personId: 'person', waiting: 'keep', now: now() }
				);
			}
			await switchOn( api.db, accountId, id, now() );
		},
		runs,
		settled: ( count, id ) =>
			waitFor( async () => {
				const all = await runs( id );
				return (
					all.length >= count &&
					all.every( ( { state } ) => state !== 'acting' ) &&
					all.filter( ( { settledAt } ) => settledAt !== null )
						.length >= count &&
					all
				);
			}, `The end of ${ count } runs` ),
		messages: () =>
			api.db
				.selectFrom( 'messages' )
				.select( [ 'recipient', 'state', 'subject', 'kind' ] )
				.where( 'account_id', '=', accountId )
				.orderBy( 'created_at' )
				.execute(),
	};
}

let versions = Date.now() * 1_000;

function placed(
	id: string,
	data: Partial< Order > = {},
	occurredAt = new Date()
) {
	return [
		orderRecord( id, ++versions, {
			status: 'on-hold',
			date_paid: null,
			date_created: occurredAt.toISOString(),
			billing_email: `buyer${ id }@example.com`,
			...data,
		} ),
		triggerRecord( 'order_submitted', id, ++versions, {
			occurred_at: occurredAt.toISOString(),
		} ),
	];
}

test( 'R32 each account has the three ready-made automations, off', async () => {
	const { api, accountId } = await bed();
	await ensureReadyMade( api.db, accountId, new Date() );
	const automations = await listAutomations( api.db, accountId );
	expect(
		automations.map( ( { readyMade, isOn } ) => [ readyMade, isOn ] )
	).toEqual( [
		[ 'order-confirmation', false ],
		[ 'thank-you', false ],
		[ 'pending-follow-up', false ],
	] );
	for ( const { definition } of automations ) {
		expect( definitionSchema.parse( definition ) ).toEqual( definition );
	}
} );

test( 'R31 R33 an order is confirmed once, by an e-mail to its buyer, and the history says so', async () => {
	const { store, on, settled, messages } = await bed();
	await on( CONFIRMATION );
	await store.send( placed( '1' ) );
	const [ run ] = await settled( 1 );
	expect( run ).toMatchObject( {
		state: 'sent',
		orderNumber: '1',
		reason: null,
		message: { recipient: 'buyer1@example.com' },
	} );
	expect( await messages() ).toEqual( [
		{
			recipient: 'buyer1@example.com',
			state: 'sent',
			kind: 'automation',
			subject: expect.stringContaining( '1' ),
		},
	] );
} );

test( 'R33 a trigger that is sent again, in other batches and concurrently, starts no second run', async () => {
	const { store, on, settled, messages } = await bed();
	await on( CONFIRMATION );
	const records = placed( '1' );
	await Promise.all(
		Array.from( { length: 3 }, ( _, index ) =>
			store.send( records, { id: `again-${ index }` } )
		)
	);
	await store.send( placed( '2' ) );
	await settled( 2 );
	expect( await messages() ).toHaveLength( 2 );
} );

test( 'R42 an automation that is switched on ignores earlier triggers, even those that arrive later', async () => {
	const { store, on, runs, settled, messages, api, accountId, now } =
		await bed();
	await store.send( placed( '1' ) );
	await on( CONFIRMATION );
	const longAgo = new Date( Date.now() - HOUR_MS );
	await store.send( placed( '2', {}, longAgo ) );
	await store.send( placed( '3' ) );
	await settled( 2 );
	expect(
		( await runs() ).map( ( { orderId, state, reason } ) => [
			orderId,
			state,
			reason,
		] )
	).toEqual( [
		[ '3', 'sent', null ],
		[ '2', 'skipped', 'before_switched_on' ],
	] );
	// Switched off, an order, switched on again: no e-mail for that order.
	await switchOff( api.db, accountId, CONFIRMATION, now() );
	await store.send( placed( '4' ) );
	await switchOn( api.db, accountId, CONFIRMATION, now() );
	await store.send( placed( '5' ) );
	await settled( 3 );
	expect(
		( await messages() ).map( ( { recipient } ) => recipient )
	).toEqual( [ 'buyer3@example.com', 'buyer5@example.com' ] );
} );

test( 'R32 a follow-up is sent after its delay, unless the order was paid, cancelled or trashed meanwhile', async () => {
	const { accountId, api, store, on, runs, settled, messages, forward } =
		await bed();
	await on( FOLLOW_UP );
	await store.send( [
		...placed( '1' ),
		...placed( '2' ),
		...placed( '3' ),
		...placed( '4' ),
	] );
	await waitFor( async () => ( await runs( FOLLOW_UP ) ).length === 4 );
	expect( await messages() ).toEqual( [] );
	await store.send( [
		orderRecord( '2', ++versions, {
			status: 'processing',
			date_paid: new Date().toISOString(),
		} ),
		orderRecord( '3', ++versions, {
			status: 'cancelled',
			date_paid: null,
		} ),
		orderRecord( '4', ++versions, { status: 'trash', date_paid: null } ),
	] );
	forward( 25 * HOUR_MS );
	const history = await settled( 4, FOLLOW_UP );
	expect(
		Object.fromEntries(
			history.map( ( { orderId, state, reason } ) => [
				orderId,
				reason ?? state,
			] )
		)
	).toEqual( {
		1: 'sent',
		2: 'paid_meanwhile',
		3: 'cancelled',
		4: 'trashed',
	} );
	expect( await messages() ).toHaveLength( 1 );
	const { due_at: dueAt, occurred_at: occurredAt } = await api.db
		.selectFrom( 'automation_runs' )
		.select( [ 'due_at', 'occurred_at' ] )
		.where( 'account_id', '=', accountId )
		.where( 'state', '=', 'sent' )
		.executeTakeFirstOrThrow();
	expect( dueAt.getTime() - occurredAt.getTime() ).toBe( 24 * HOUR_MS );
} );

test( 'R31 an automation acts only on the stores that it names, and on orders with one of its products', async () => {
	const { api, store, on, settled, messages } = await bed();
	const other = await api.connect( { accountName: 'Ada & Co' } );
	const productId = orderRecord( '1', 1 ).data.line_items[ 0 ]!.product_id!;
	await on( CONFIRMATION, {
		stores: [ store.connectionId ],
		conditions: {
			...READY_MADE[ CONFIRMATION ].conditions,
			products: [ `${ store.connectionId }:${ productId }` ],
		},
	} );
	await other.send( placed( '8' ) );
	await store.send( [
		...placed( '1' ),
		...placed( '2', { line_items: [] } ),
	] );
	const history = await settled( 2 );
	expect(
		history.map( ( { orderId, reason } ) => [ orderId, reason ] )
	).toEqual(
		expect.arrayContaining( [
			[ '1', null ],
			[ '2', 'product' ],
		] )
	);
	expect( await messages() ).toHaveLength( 1 );
} );

test( 'a customer’s e-mail links to their order in the store; a guest’s does not', async () => {
	const { api, store, on, settled, accountId } = await bed();
	await api.db
		.insertInto( 'connection_status' )
		.values( {
			account_id: accountId,
			connection_id: store.connectionId,
			report: JSON.stringify( {
				view_order_url:
					'https://shop.example.com/my-account/view-order/{order}/',
			} ),
			reported_at: new Date(),
			signed_at: new Date(),
			webhook_ids: [],
		} )
		.execute();
	await on( CONFIRMATION );
	await store.send( [
		...placed( '1', { customer_id: '7' } ),
		...placed( '2', { customer_id: null } ),
	] );
	await settled( 2 );
	const sent = await api.db
		.selectFrom( 'messages' )
		.select( [ 'order_id', 'html' ] )
		.where( 'account_id', '=', accountId )
		.orderBy( 'order_id' )
		.execute();
	expect(
		sent.map( ( { order_id: id, html } ) => [
			id,
			html.includes( '/my-account/view-order/' ),
			html.includes( '/my-account/view-order/1/' ),
		] )
	).toEqual( [
		[ '1', true, true ],
		[ '2', false, false ],
	] );
} );

test( 'R40 amounts, dates and countries in an e-mail to a buyer follow the locale of the account', async () => {
	const { api, store, on, settled, accountId } = await bed();
	await api.db
		.updateTable( 'accounts' )
		.set( { locale: 'de-AT', time_zone: 'Europe/Vienna' } )
		.where( 'account_id', '=', accountId )
		.execute();
	await on( CONFIRMATION );
	await store.send(
		placed( '1', {
			date_created: '2026-01-31T23:30:00Z',
			totals: { ...sampleOrder().totals, total: '1234.50' },
			shipping: sampleAddress( { country: 'CH' } ),
			billing: sampleAddress( { country: 'CH' } ),
		} )
	);
	await settled( 1 );
	const { html } = await api.db
		.selectFrom( 'messages' )
		.select( 'html' )
		.where( 'account_id', '=', accountId )
		.executeTakeFirstOrThrow();
	expect( html ).toContain( '<html lang="de-AT"' );
	expect( html.replaceAll( '\u00a0', ' ' ) ).toContain( '€ 1.234,50' );
	expect( html ).toContain( 'Schweiz' );
} );

test( 'R43 runs above the hourly limit are held, and the owner is notified once and releases or drops them', async () => {
	const { api, store, on, runs, messages, accountId, now } = await bed();
	await makeOwner( api, accountId );
	await on( CONFIRMATION, { hourly_limit: 2 } );
	await store.send(
		[ '1', '2', '3', '4', '5' ].flatMap( ( id ) => placed( id ) )
	);
	await waitFor( async () => {
		const all = await runs();
		return (
			all.filter( ( { state } ) => state === 'sent' ).length === 2 &&
			all.filter( ( { state } ) => state === 'held' ).length === 3
		);
	} );
	await store.send( placed( '6' ) );
	await waitFor(
		async () =>
			( await runs() ).filter( ( { state } ) => state === 'held' )
				.length === 4
	);
	expect(
		( await messages() ).filter( ( { kind } ) => kind === 'notice' )
	).toMatchObject( [ { recipient: 'owner@example.com' } ] );
	expect( await releaseHeld( api.db, accountId, CONFIRMATION, now() ) ).toBe(
		4
	);
	await waitFor(
		async () =>
			( await runs() ).filter( ( { state } ) => state === 'sent' )
				.length === 6
	);
	await store.send( placed( '7' ) );
	await waitFor(
		async () => ( await runs() )[ 0 ]!.state === 'held',
		'A held run'
	);
	expect( await dropHeld( api.db, accountId, CONFIRMATION, now() ) ).toBe(
		1
	);
	expect( ( await runs() )[ 0 ] ).toMatchObject( {
		state: 'skipped',
		reason: 'dropped',
	} );
} );

test( 'R31 R43 marketing goes only to buyers who agreed to it, and the history gives the reason for the others', async () => {
	const { store, on, settled, messages } = await bed();
	const { action } = READY_MADE[ CONFIRMATION ];
	await on( CONFIRMATION, {
		action: {
			...( action as Definition[ 'action' ] & { type: 'email' } ),
			purpose: 'marketing',
		},
	} );
	// The thank-you is transactional, so it needs no consent.
	await on( 'thank-you' );
	const consent = ( given: boolean ) => ( {
		marketing_consent: { given, source: 'checkout_field' },
	} );
	await store.send( [
		...placed( '1', consent( true ) ),
		...placed( '2', consent( false ) ),
		...placed( '3' ),
		triggerRecord( 'payment_received', '2', ++versions, {
			occurred_at: new Date().toISOString(),
		} ),
	] );
	const runs = await settled( 3 );
	expect(
		runs
			.map( ( { orderId, state, reason } ) => [ orderId, state, reason ] )
			.sort()
	).toEqual( [
		[ '1', 'sent', null ],
		[ '2', 'skipped', 'consent_refused' ],
		[ '3', 'skipped', 'no_consent' ],
	] );
	expect( ( await settled( 1, 'thank-you' ) )[ 0 ] ).toMatchObject( {
		orderId: '2',
		state: 'sent',
	} );
	expect(
		( await messages() ).map( ( { recipient } ) => recipient ).sort()
	).toEqual( [ 'buyer1@example.com', 'buyer2@example.com' ] );
} );

test( 'a waiting run keeps the version it began with, or takes the new one', async () => {
	const { api, store, on, runs, settled, messages, accountId, now, forward } =
		await bed();
	await on( FOLLOW_UP );
	await store.send( placed( '1' ) );
	await waitFor( async () => ( await runs( FOLLOW_UP ) ).length === 1 );
	const subject = ( text: string ): Definition => ( {
		...READY_MADE[ FOLLOW_UP ],
		action: {
			type: 'email',
			purpose: 'transactional',
			subject: text,
			preheader: '',
			body: '<p>Hello</p>',
		},
	} );
	const change = ( text: string, waiting: 'keep' | 'take' ) =>
		changeAutomation( api.db, accountId, FOLLOW_UP, subject( text ), {
			personId: 'person',
			waiting,
			now: now(),
		} );
	await change( 'Taken', 'take' );
	await change( 'Not taken', 'keep' );
	await store.send( placed( '2' ) );
	await waitFor( async () => ( await runs( FOLLOW_UP ) ).length === 2 );
	forward( 25 * HOUR_MS );
	await settled( 2, FOLLOW_UP );
	expect(
		( await messages() )
			.map( ( message ) => `${ message.recipient } ${ message.subject }` )
			.sort()
	).toEqual( [ 'buyer1@example.com Taken', 'buyer2@example.com Not taken' ] );
	expect(
		( await runs( FOLLOW_UP ) ).map( ( { version } ) => version ).sort()
	).toEqual( [ 2, 3 ] );
} );

test( 'a template that cannot be rendered sends nothing, and the worker carries on', async () => {
	const { store, on, settled, messages } = await bed();
	const { action } = READY_MADE[ CONFIRMATION ];
	await on( CONFIRMATION, {
		action: {
			...( action as Definition[ 'action' ] & { type: 'email' } ),
			body: '{% for i in (1..100000000) %}x{% endfor %}',
		},
	} );
	await on( 'thank-you' );
	await store.send( [
		...placed( '1' ),
		triggerRecord( 'payment_received', '1', ++versions, {
			occurred_at: new Date().toISOString(),
		} ),
	] );
	expect( ( await settled( 1 ) )[ 0 ] ).toMatchObject( {
		state: 'failed',
		reason: 'template',
	} );
	await settled( 1, 'thank-you' );
	expect( await messages() ).toHaveLength( 1 );
} );

test( 'a template whose output Postgres cannot store delays neither its account nor another', async () => {
	const { api, store, on, settled, messages } = await bed();
	const other = await api.connect( { accountName: 'Bob Ltd' } );
	await ensureReadyMade( api.db, other.accountId, new Date() );
	await switchOn( api.db, other.accountId, CONFIRMATION, new Date() );
	await on( CONFIRMATION, {
		action: {
			type: 'email',
			purpose: 'transactional',
			subject: 'Yours',
			preheader: '',
			body: '<p>{{ "%00" | url_decode }}{{ contact.first_name | split: "" | first }}</p>',
		},
	} );
	const [ order, trigger ] = placed( '1' );
	( order as { data: Order } ).data.billing.first_name = '🎁';
	await store.send( [ order, trigger ] );
	await other.send( placed( '2' ) );
	expect( ( await settled( 1 ) )[ 0 ]!.state ).toBe( 'sent' );
	expect( await messages() ).toHaveLength( 1 );
	await waitFor(
		async () =>
			(
				await listRuns( api.db, other.accountId, {
					automationId: CONFIRMATION,
					state: 'sent',
					before: null,
					limit: 1,
				} )
			).length === 1
	);
} );

test( 'a change that applies to waiting runs leaves those of another trigger alone', async () => {
	const { api, store, on, runs, accountId, now } = await bed();
	await on( FOLLOW_UP );
	await store.send( placed( '1' ) );
	await waitFor( async () => ( await runs( FOLLOW_UP ) ).length === 1 );
	await changeAutomation(
		api.db,
		accountId,
		FOLLOW_UP,
		{ ...READY_MADE[ FOLLOW_UP ], trigger: 'payment_received' },
		{ personId: 'person', waiting: 'take', now: now() }
	);
	expect( ( await runs( FOLLOW_UP ) )[ 0 ]!.version ).toBe( 1 );
} );

test( 'an erasure cancels an e-mail that was not handed over yet, and no e-mail of another run', async () => {
	const { api, store, on, runs, settled, accountId } = await bed();
	await on( CONFIRMATION );
	await store.send( [ ...placed( '1' ), ...placed( '2' ) ] );
	await settled( 2 );
	// As if a worker were sending both messages when the first recipient is erased.
	await api.db
		.updateTable( 'messages' )
		.set( {
			state: 'sending',
			handed_over_at: null,
			settled_at: null,
			lease_id: 'lease',
			due_at: new Date( Date.now() + HOUR_MS ),
		} )
		.where( 'account_id', '=', accountId )
		.execute();
	await api.db
		.updateTable( 'automation_runs' )
		.set( { state: 'acting', settled_at: null } )
		.where( 'account_id', '=', accountId )
		.execute();
	await eraseByOwner( api.db, {
		accountId,
		email: 'buyer1@example.com',
		requestedBy: 'console',
		now: new Date( Date.now() + 1_000 ),
	} );
	const sent = await api.db
		.selectFrom( 'messages' )
		.select( [ 'order_id', 'state', 'lease_id' ] )
		.where( 'account_id', '=', accountId )
		.orderBy( 'order_id' )
		.execute();
	expect( sent ).toEqual( [
		{ order_id: '1', state: 'failed', lease_id: null },
		{ order_id: '2', state: 'sending', lease_id: 'lease' },
	] );
	expect(
		( await runs() )
			.map( ( { orderId, state } ) => [ orderId, state ] )
			.sort()
	).toEqual( [
		[ '1', 'skipped' ],
		[ '2', 'acting' ],
	] );
} );

test( 'an account whose store was deleted together with unprocessed triggers is not looked at forever', async () => {
	const { api, store, accountId, now } = await bed();
	await switchOn( api.db, accountId, CONFIRMATION, now() );
	await sql`update trigger_cursors set last_cursor = last_cursor + 5 where account_id = ${ accountId }`.execute(
		api.db
	);
	await startRuns( api.db, accountId, now() );
	expect( await findAccountsWithTriggers( api.db, 10 ) ).toEqual( [] );
	expect( store.accountId ).toBe( accountId );
} );

test( 'R44 after a restore of the database, e-mails that may have been sent before are skipped, and later ones are sent', async () => {
	const { api, store, on, runs, settled, messages, forward, now } =
		await bed();
	await on( FOLLOW_UP );
	await store.send( placed( '1' ) );
	await waitFor( async () => ( await runs( FOLLOW_UP ) ).length === 1 );
	await on( CONFIRMATION );
	// As in the backup: the trigger is known, but its run is not decided yet.
	const longBefore = new Date( Date.now() - 30_000 );
	await beginEpoch( api.db, now() );
	await store.send( placed( '2', {}, longBefore ) );
	expect( ( await settled( 1 ) )[ 0 ] ).toMatchObject( {
		state: 'skipped',
		reason: 'restored',
	} );
	expect( await messages() ).toEqual( [] );
	forward( 25 * HOUR_MS );
	const later = await settled( 2, FOLLOW_UP );
	expect( later.map( ( { state } ) => state ) ).toEqual( [ 'sent', 'sent' ] );
} );

test( 'R44 a sent e-mail can be sent again, as a separate message', async () => {
	const { api, store, on, settled, messages, accountId, now } = await bed();
	await on( CONFIRMATION );
	await store.send( placed( '1' ) );
	const [ run ] = await settled( 1 );
	expect( await sendAgain( api.db, accountId, run!, now() ) ).toBe( true );
	await waitFor( async () => ( await messages() ).length === 2 );
	const [ again ] = await settled( 1 );
	expect( again!.state ).toBe( 'sent' );
	expect( again!.message!.messageId ).not.toBe( run!.message!.messageId );
} );

test( 'each account has its own runs, and deletes only its own automations', async () => {
	const { api, store, on, runs, settled, accountId } = await bed();
	const stranger = await api.connect( { accountName: 'Bob Ltd' } );
	await ensureReadyMade( api.db, stranger.accountId, new Date() );
	const mine = await createAutomation(
		api.db,
		accountId,
		READY_MADE[ CONFIRMATION ],
		'person',
		new Date()
	);
	await on( CONFIRMATION );
	await stranger.send( placed( '1' ) );
	await store.send( placed( '2' ) );
	await settled( 1 );
	expect( ( await runs() ).map( ( { orderId } ) => orderId ) ).toEqual( [
		'2',
	] );
	await deleteAutomation( api.db, stranger.accountId, mine );
	expect(
		( await listAutomations( api.db, accountId ) ).map(
			( { automationId } ) => automationId
		)
	).toContain( mine );
	expect(
		await listRuns( api.db, stranger.accountId, {
			automationId: CONFIRMATION,
			state: null,
			before: null,
			limit: 10,
		} )
	).toEqual( [] );
} );

test( 'an erased buyer gets nothing more, and the content of their earlier e-mails is gone', async () => {
	const { api, store, on, settled, messages, runs, forward } = await bed();
	await on( CONFIRMATION );
	await on( FOLLOW_UP );
	await store.send( [
		...placed( '1', { customer_id: '7' } ),
		contactRecord( '7', ++versions, { email: 'buyer1@example.com' } ),
	] );
	await settled( 1 );
	await waitFor( async () => ( await runs( FOLLOW_UP ) ).length === 1 );
	await eraseByOwner( api.db, {
		accountId: store.accountId,
		email: 'buyer1@example.com',
		requestedBy: 'console',
		now: new Date( Date.now() + 1_000 ),
	} );
	expect( await messages() ).toEqual( [
		{ recipient: '', subject: '', state: 'sent', kind: 'automation' },
	] );
	forward( 25 * HOUR_MS );
	expect( ( await settled( 1, FOLLOW_UP ) )[ 0 ] ).toMatchObject( {
		state: 'skipped',
		reason: 'erased',
	} );
} );

async function makeOwner( api: TestApi, accountId: string ): Promise< void > {
	const { personId } = await makePerson( api.db, 'owner@example.com' );
	await api.db
		.updateTable( 'account_people' )
		.set( { account_id: accountId } )
		.where( 'person_id', '=', personId )
		.execute();
}

test( 'a mail server that asks for the message only after the lease would have ended gets it once', async () => {
	const { api, store, on, settled, accountId, now } = await bed( {
		ROLES: 'ingest,console',
	} );
	await on( CONFIRMATION );
	await store.send( placed( '1' ) );
	await startRuns( api.db, accountId, now() );
	const renderer = createRenderer();
	onTestFinished( () => renderer.close() );
	await runDue(
		{ db: api.db, renderer, consoleUrl: () => 'https://x', now },
		accountId,
		{ limit: 1, emails: true }
	);
	let handedOver = 0;
	const context = {
		db: api.db,
		consoleUrl: () => 'https://x',
		mailFrom: 'hello@ivorey.test',
		replyTimeoutMs: 1_000,
		leaseMs: 1_500,
		now,
		sender: {
			async send( _mail: unknown, onHandOver: () => Promise< void > ) {
				// Longer than a lease, which is renewed every third of its time.
				await waitFor(
					async () => Date.now() - began > 1_600,
					'The end of the lease'
				);
				expect( await claimMessages( context, accountId, 1 ) ).toEqual(
					[]
				);
				await onHandOver();
				handedOver++;
				return { state: 'sent' as const, reply: '250 Ok' };
			},
			close: async () => undefined,
		},
	};
	const began = Date.now();
	const [ message ] = await claimMessages( context, accountId, 1 );
	await createMessageSender( context )( message! );
	expect( handedOver ).toBe( 1 );
	expect( ( await settled( 1 ) )[ 0 ]!.state ).toBe( 'sent' );
} );
