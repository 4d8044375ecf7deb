import { compareDecimals } from './decimals.ts';
import type { Conditions, Definition } from './definition.ts';
import { endOfQuietHours } from './quiet-hours.ts';
import type { RunReason, Suppressed } from './run-reasons.ts';

/** The facts about an order at the moment of the decision. */
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
	/** Whether the same contact placed an earlier order, in any store of the account. */
	hasEarlierOrders: boolean;
}

export interface RunFacts {
	occurredAt: Date;
	/** When Ivorey received the trigger. */
	arrivedAt: Date;
	triggerCursor: bigint;
	/** The owner decided to send it, whatever its age and the hourly limit. */
	isReleased: boolean;
	/** null if Ivorey has no such order, or its ID belongs to another order by now. */
	order: OrderFacts | null;
	isDisconnected: boolean;
	/** Why nothing may be sent to the buyer's address; null if sending is allowed. */
	suppression: Suppressed | null;
}

export interface AutomationFacts {
	isOn: boolean;
	/** The last trigger before the automation was switched on. */
	beginsAfter: bigint;
	switchedAt: Date;
	/** When Ivorey's database was restored from a backup; null if never. */
	restoredAt: Date | null;
	/** In the hour that ends now. */
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
/** WooCommerce gives the time of an order to the second, and by the store's clock. */
const CLOCK_TOLERANCE_MS = MINUTE_MS;
/** A trigger may arrive before its order. */
const ORDER_AWAITED_MS = 10 * MINUTE_MS;
const LOOK_FOR_ORDER_MS = 5_000;

const ENDED: readonly string[] = [ 'cancelled', 'failed' ];

/** R43: whether a due run acts, judged by the current facts. */
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
		// The automation was switched off and on again since.
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
		// The e-mail may have been sent between the backup and the restore.
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

/** Delays count from the occurrence. */
export function dueTime(
	{ delay_minutes: minutes }: Pick< Definition, 'delay_minutes' >,
	occurredAt: Date
): Date {
	return new Date( occurredAt.getTime() + minutes * MINUTE_MS );
}

/** The time from which actions count towards the hourly limit. */
export function hourBefore( now: Date ): Date {
	return new Date( now.getTime() - HOUR_MS );
}

/** A condition that names the order's status lets the run act in spite of that status. */
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
