import { expect, test } from 'vitest';
import {
	decide,
	type AutomationFacts,
	type OrderFacts,
	type RunFacts,
} from './decide.ts';
import { NO_CONDITIONS, type Definition } from './definition.ts';
import { readyMadeAutomations } from './ready-made.ts';

const NOW = new Date( '2026-03-11T12:00:00Z' );
const MINUTE_MS = 60_000;
const minutesAgo = ( minutes: number ) =>
	new Date( NOW.getTime() - minutes * MINUTE_MS );

const { 'order-confirmation': CONFIRMATION, 'pending-follow-up': FOLLOW_UP } =
	readyMadeAutomations();

const ORDER: OrderFacts = {
	status: 'on-hold',
	isTrashed: false,
	isErased: false,
	isPaid: false,
	currency: 'EUR',
	total: '49.90',
	refunded: '0.00',
	email: 'ada@example.com',
	paymentMethod: 'bacs',
	products: [ 'con_1:7' ],
	collections: [ 'con_1:3' ],
	hasEarlierOrders: false,
};

interface Case {
	definition?: Partial< Definition >;
	conditions?: Partial< Definition[ 'conditions' ] >;
	automation?: Partial< AutomationFacts >;
	run?: Partial< Omit< RunFacts, 'order' > >;
	order?: Partial< OrderFacts > | null;
}

function decided( {
	definition = CONFIRMATION,
	conditions = {},
	automation = {},
	run = {},
	order = {},
}: Case ) {
	const base = { ...CONFIRMATION, ...definition };
	return decide(
		{ ...base, conditions: { ...base.conditions, ...conditions } },
		{
			isOn: true,
			beginsAfter: 0n,
			switchedAt: minutesAgo( 60 * 24 * 30 ),
			restoredAt: null,
			actedInLastHour: 0,
			timeZone: 'UTC',
			...automation,
		},
		{
			occurredAt: minutesAgo( base.delay_minutes ),
			arrivedAt: minutesAgo( base.delay_minutes ),
			triggerCursor: 1n,
			isReleased: false,
			isDisconnected: false,
			suppression: null,
			...run,
			order: order === null ? null : { ...ORDER, ...order },
		},
		NOW
	);
}

const skip = ( reason: string ) => ( { do: 'skip', reason } );

test( 'R31 an order that meets every condition is acted on', () => {
	expect( decided( {} ) ).toEqual( { do: 'act' } );
} );

test.each< [ string, Case, string ] >( [
	[
		'R43 it was switched off meanwhile',
		{ automation: { isOn: false } },
		'switched_off',
	],
	[
		'R42 it was switched off and on again meanwhile',
		{ automation: { beginsAfter: 1n } },
		'switched_off',
	],
	[
		'R42 it happened before it was switched on, and was told late',
		{
			automation: { switchedAt: minutesAgo( 1 ) },
			run: { occurredAt: minutesAgo( 5 ) },
		},
		'before_switched_on',
	],
	[
		'R44 the database was restored after it was due',
		{ automation: { restoredAt: minutesAgo( -1 ) } },
		'restored',
	],
	[
		'R43 the store was paused for days',
		{ run: { occurredAt: minutesAgo( 60 * 24 * 2 + 1 ) } },
		'too_late',
	],
	[
		'R43 a follow-up whose order was paid meanwhile',
		{ definition: FOLLOW_UP, order: { isPaid: true } },
		'paid_meanwhile',
	],
	[
		'R32 a confirmation only where the order was not paid at once',
		{ conditions: { unpaid: true }, order: { isPaid: true } },
		'paid_at_once',
	],
	[ 'R43 cancelled', { order: { status: 'cancelled' } }, 'cancelled' ],
	[ 'R43 its payment failed', { order: { status: 'failed' } }, 'cancelled' ],
	[ 'R43 trashed', { order: { isTrashed: true } }, 'trashed' ],
	[ 'R43 refunded', { order: { status: 'refunded' } }, 'refunded' ],
	[
		'R43 refunded in full, whatever its status',
		{ order: { refunded: '49.9', isPaid: true } },
		'refunded',
	],
	[ 'R43 no address', { order: { email: null } }, 'no_address' ],
	[ 'the buyer was erased', { order: { isErased: true } }, 'erased' ],
	[ 'the address bounced', { run: { suppression: 'bounced' } }, 'bounced' ],
	[
		'the order never arrived',
		{ order: null, run: { arrivedAt: minutesAgo( 11 ) } },
		'order_gone',
	],
	[
		'the store was disconnected',
		{ run: { isDisconnected: true } },
		'disconnected',
	],
	[
		'R31 another status',
		{ conditions: { statuses: [ 'pending' ] } },
		'status',
	],
	[
		'R31 too small a total',
		{ conditions: { min_total: '49.91' } },
		'total',
	],
	[
		'R31 too large a total',
		{ conditions: { max_total: '49.89' } },
		'total',
	],
	[
		'R31 another currency',
		{ conditions: { currencies: [ 'USD' ] } },
		'currency',
	],
	[
		'R31 none of the products, not even by the same id of another store',
		{ conditions: { products: [ 'con_2:7' ] } },
		'product',
	],
	[
		'R31 none of the collections',
		{ conditions: { collections: [ 'con_1:4' ] } },
		'product',
	],
	[ 'R31 a new buyer', { conditions: { buyer: 'returning' } }, 'buyer' ],
	[
		'R31 a returning buyer',
		{
			conditions: { buyer: 'new' },
			order: { hasEarlierOrders: true },
		},
		'buyer',
	],
	[
		'R31 another payment method',
		{ conditions: { payment_methods: [ 'cod' ] } },
		'payment_method',
	],
] )( '%s: skipped', ( _, given, reason ) => {
	expect( decided( given ) ).toEqual( skip( reason ) );
} );

test.each< [ string, Case ] >( [
	[
		'a status that is asked for, though it ends an order',
		{
			conditions: { statuses: [ 'cancelled' ] },
			order: { status: 'cancelled' },
		},
	],
	[
		'a total at its limits, however it is written',
		{ conditions: { min_total: '49.9', max_total: '49.900' } },
	],
	[
		'one of its products, or one of its collections',
		{
			conditions: {
				products: [ 'con_1:8' ],
				collections: [ 'con_1:3' ],
			},
		},
	],
	[
		'an order of nothing, which is refunded in full by itself',
		{ order: { total: '0', refunded: '0' } },
	],
	[
		'an order placed within the minute before, as the clocks differ',
		{
			automation: { switchedAt: minutesAgo( 0 ) },
			run: { occurredAt: minutesAgo( 0.9 ) },
		},
	],
	[
		'what its owner released, at any age and above the limit',
		{
			run: { isReleased: true, occurredAt: minutesAgo( 60 * 24 * 9 ) },
			automation: { actedInLastHour: 500 },
		},
	],
] )( 'R31 acts on %s', ( _, given ) => {
	expect( decided( given ) ).toEqual( { do: 'act' } );
} );

test( 'R43 a run above the hourly limit is held, not dropped', () => {
	expect( decided( { automation: { actedInLastHour: 499 } } ).do ).toBe(
		'act'
	);
	expect( decided( { automation: { actedInLastHour: 500 } } ) ).toEqual( {
		do: 'hold',
		reason: 'hourly_limit',
	} );
} );

test( 'a run whose order has not arrived yet waits for it a while', () => {
	expect( decided( { order: null } ) ).toMatchObject( {
		do: 'wait',
		reason: 'order_awaited',
	} );
} );

test( 'a run waits for the end of quiet hours, unless it is to be skipped', () => {
	const definition = { quiet_hours: { from: '11:00', to: '13:00' } };
	expect( decided( { definition } ) ).toEqual( {
		do: 'wait',
		reason: 'quiet_hours',
		until: new Date( '2026-03-11T13:00:00Z' ),
	} );
	expect(
		decided( {
			definition,
			order: { isTrashed: true },
		} )
	).toEqual( skip( 'trashed' ) );
} );

test( 'R45 a webhook needs no address of the buyer', () => {
	const action = { type: 'webhook' as const, endpoint_id: 'ep_1' };
	expect(
		decided( {
			definition: { action, conditions: NO_CONDITIONS },
			order: { email: null },
			run: { suppression: 'bounced' },
		} )
	).toEqual( { do: 'act' } );
} );
