import { compareDecimals } from './decimals.ts';
import type { Conditions, Definition } from './definition.ts';
import { endOfQuietHours } from './quiet-hours.ts';
import type { RunReason, Suppressed } from './run-reasons.ts';

/** What Ivorey knows of an order at the moment of the decision. */
export interface OrderFacts {
	/** WooCommerce's slug. */
	status: string;
	isTrashed: boolean;
	isErased: boolean;
	isPaid: boolean;
	currency: string;
	total: string;
	refunded: string;
	email: string | null;
	paymentMethod: string;
	/** `<connection id>:<id>`. */
	products: readonly string[];
	collections: readonly string[];
	/** Placed earlier by the same contact, in any store of the account. */
	hasEarlierOrders: boolean;
}

export interface RunFacts {
	occurredAt: Date;
	/** When Ivorey heard of it. */
	arrivedAt: Date;
	triggerCursor: bigint;
	/** Its owner decided to send it, whatever its age and the hourly limit. */
	isReleased: boolean;
	/** Null where Ivorey has none, or its id is another order's by now. */
	order: OrderFacts | null;
	isDisconnected: boolean;
	/** Why nothing may be sent to the buyer's address; null where it may. */
	suppression: Suppressed | null;
}

export interface AutomationFacts {
	isOn: boolean;
	/** The last trigger before it was switched on. */
	beginsAfter: bigint;
	switchedAt: Date;
	/** When Ivorey's database was restored from a backup; null: never. */
	restoredAt: Date | null;
	/** Of the hour that ends now. */
	actedInLastHour: number;
	timeZone: string;
}

export type Decision =
	| { do: 'act' }
	| { do: 'skip'; reason: RunReason }
	| { do: 'hold'; reason: 'hourly_limit' }
	| { do: 'wait'; reason: RunReason; until: Date };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** WooCommerce tells when an order was placed by the second, and by the store's clock. */
const CLOCK_TOLERANCE_MS = MINUTE_MS;
/** A trigger may overtake its order. */
const ORDER_AWAITED_MS = 10 * MINUTE_MS;
const LOOK_FOR_ORDER_MS = 5_000;

const ENDED: readonly string[] = [ 'cancelled', 'failed' ];

/** R43: whether a run that is due acts, as everything is now. */
export function decide(
	definition: Definition,
	automation: AutomationFacts,
	run: RunFacts,
	now: Date
): Decision {
	const skip = ( reason: RunReason ): Decision => ( { do: 'skip', reason } );
	if ( ! automation.isOn ) {
		return skip( 'switched_off' );
	}
	if ( run.triggerCursor <= automation.beginsAfter ) {
		// It was switched off and on again since.
		return skip( 'switched_off' );
	}
	if (
		run.occurredAt.getTime() <
		automation.switchedAt.getTime() - CLOCK_TOLERANCE_MS
	) {
		return skip( 'before_switched_on' );
	}
	if (
		! run.isReleased &&
		automation.restoredAt !== null &&
		dueTime( definition, run.occurredAt ) < automation.restoredAt
	) {
		// It may have been sent between the backup and the restore.
		return skip( 'restored' );
	}
	if (
		! run.isReleased &&
		now.getTime() - dueTime( definition, run.occurredAt ).getTime() >
			definition.latest_age_minutes * MINUTE_MS
	) {
		return skip( 'too_late' );
	}
	if ( run.isDisconnected ) {
		return skip( 'disconnected' );
	}
	if ( run.order === null ) {
		return now.getTime() - run.arrivedAt.getTime() < ORDER_AWAITED_MS
			? {
					do: 'wait',
					reason: 'order_awaited',
					until: new Date( now.getTime() + LOOK_FOR_ORDER_MS ),
				}
			: skip( 'order_gone' );
	}
	const unwanted =
		endedSince( definition, run.order ) ??
		unmetCondition( definition, run.order ) ??
		unreachable( definition, run.order, run.suppression );
	if ( unwanted !== null ) {
		return skip( unwanted );
	}
	const quietUntil = endOfQuietHours(
		definition.quiet_hours,
		automation.timeZone,
		now
	);
	if ( quietUntil !== null ) {
		return { do: 'wait', reason: 'quiet_hours', until: quietUntil };
	}
	return ! run.isReleased &&
		automation.actedInLastHour >= definition.hourly_limit
		? { do: 'hold', reason: 'hourly_limit' }
		: { do: 'act' };
}

/** Delays count from when it happened. */
export function dueTime(
	{ delay_minutes: minutes }: Pick< Definition, 'delay_minutes' >,
	occurredAt: Date
): Date {
	return new Date( occurredAt.getTime() + minutes * MINUTE_MS );
}

/** Since when what was acted on counts for the hourly limit. */
export function hourBefore( now: Date ): Date {
	return new Date( now.getTime() - HOUR_MS );
}

/** A condition that asks for the very status lets it act all the same. */
function endedSince(
	{ conditions, delay_minutes: delay }: Definition,
	order: OrderFacts
): RunReason | null {
	if ( order.isTrashed ) {
		return 'trashed';
	}
	if ( order.isErased ) {
		return 'erased';
	}
	if ( conditions.unpaid && order.isPaid ) {
		return delay > 0 ? 'paid_meanwhile' : 'paid_at_once';
	}
	if ( conditions.statuses.includes( order.status ) ) {
		return null;
	}
	if ( ENDED.includes( order.status ) ) {
		return 'cancelled';
	}
	const isRefunded =
		order.status === 'refunded' ||
		( compareDecimals( order.total, '0' ) > 0 &&
			compareDecimals( order.refunded, order.total ) >= 0 );
	return isRefunded ? 'refunded' : null;
}

function unmetCondition(
	{ conditions }: Definition,
	order: OrderFacts
): RunReason | null {
	const {
		statuses,
		currencies,
		min_total: min,
		max_total: max,
		payment_methods: methods,
		buyer,
	} = conditions;
	if ( statuses.length > 0 && ! statuses.includes( order.status ) ) {
		return 'status';
	}
	if (
		( min !== null && compareDecimals( order.total, min ) < 0 ) ||
		( max !== null && compareDecimals( order.total, max ) > 0 )
	) {
		return 'total';
	}
	if ( currencies.length > 0 && ! currencies.includes( order.currency ) ) {
		return 'currency';
	}
	if ( ! hasOneOf( conditions, order ) ) {
		return 'product';
	}
	if (
		buyer !== 'any' &&
		( buyer === 'returning' ) !== order.hasEarlierOrders
	) {
		return 'buyer';
	}
	return methods.length > 0 && ! methods.includes( order.paymentMethod )
		? 'payment_method'
		: null;
}

function hasOneOf(
	{ products, collections }: Conditions,
	order: OrderFacts
): boolean {
	return (
		( products.length === 0 && collections.length === 0 ) ||
		order.products.some( ( id ) => products.includes( id ) ) ||
		order.collections.some( ( id ) => collections.includes( id ) )
	);
}

function unreachable(
	{ action }: Definition,
	order: OrderFacts,
	suppression: RunFacts[ 'suppression' ]
): RunReason | null {
	if ( action.type !== 'email' ) {
		return null;
	}
	return order.email === null ? 'no_address' : suppression;
}
