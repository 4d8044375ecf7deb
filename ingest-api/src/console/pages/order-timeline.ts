import type { Trigger } from '@ivorey/shared';
import type { RunOfHistory } from '../../automations/history.ts';
import { reasonWords, stateWords } from '../automation-words.ts';
import type {
	MessageOfOrder,
	OrderView,
	TransactionOfOrder,
} from '../../views/order-view.ts';
import { money } from '../parts/money.ts';
import { count } from '../parts/numbers.ts';
import type { Tone } from '../parts/pill.ts';
import type { Moment } from '../parts/timeline.ts';

export const TRIGGER_NAMES: Readonly< Record< Trigger[ 'type' ], string > > = {
	order_submitted: 'Order Submitted',
	payment_received: 'Payment Received',
};

/** Later than that, it was imported. */
const SOON_MS = 60 * 60_000;

/** R35: what happened to an order, the first first. */
export function orderMoments( order: OrderView ): Moment[] {
	const { record, receivedAt, updatedAt, erasedAt } = order;
	const moments: Moment[] = [
		{ at: record.date_created, title: 'Placed in the store' },
		{
			at: receivedAt,
			title: 'Received by Ivorey, in a signed batch',
			...sinceWords( record.date_created, receivedAt ),
		},
		...order.triggers.map( ( { type, occurredAt, receivedAt: at } ) => ( {
			at,
			title: `Trigger ${ TRIGGER_NAMES[ type ] }`,
			...sinceWords( occurredAt, at ),
		} ) ),
		...paid( order ),
		...order.transactions
			.filter( ( { type } ) => type === 'refund' )
			.map( refunded ),
		...( record.date_completed === null
			? []
			: [
					{
						at: record.date_completed,
						title: 'Completed in the store',
						tone: 'good' as const,
					},
				] ),
		...order.runs
			.filter(
				( run ) =>
					( run.settledAt !== null || run.state === 'held' ) &&
					! order.messages.some( isOf( run ) )
			)
			.map( ( run ) => ( {
				at: run.settledAt ?? run.occurredAt,
				title: `${ order.automationNames.get( run.automationId ) ?? 'An automation' }: ${ stateWords( run.state )[ 0 ].toLowerCase() }`,
				text: reasonWords( run.reason ),
				tone: stateWords( run.state )[ 1 ],
			} ) ),
		...order.messages.map( sent ),
		...( updatedAt.getTime() === receivedAt.getTime()
			? []
			: [
					{
						at: updatedAt,
						title: 'Last change received by Ivorey',
					},
				] ),
		...( erasedAt === null
			? []
			: [
					{
						at: erasedAt,
						title: 'The buyer’s personal data was erased',
						tone: 'warn' as const,
					},
				] ),
	];
	// The sort is stable: what is of the same moment stays as it stands above.
	return moments.sort(
		( a, b ) => new Date( a.at ).getTime() - new Date( b.at ).getTime()
	);
}

/** Whether an e-mail is the run's, and says itself what became of it. */
function isOf( run: RunOfHistory ) {
	return ( { automationId, triggerId }: MessageOfOrder ): boolean =>
		automationId === run.automationId && triggerId === run.triggerId;
}

/** The payment says more than the order's date; without it, the date is all there is. */
function paid( { record, transactions }: OrderView ): Moment[] {
	const payments = transactions.filter( ( { type } ) => type === 'payment' );
	if ( payments.length === 0 ) {
		return record.date_paid === null
			? []
			: [ { at: record.date_paid, title: 'Paid', tone: 'good' } ];
	}
	return payments.map( ( payment ) => ( {
		at: payment.date,
		title: `Paid ${ money( payment.amount, payment.currency ) }`,
		text: payment.voided
			? 'The store took this payment back since: no money moved.'
			: withMethod( payment ),
		tone: payment.voided ? ( 'none' as const ) : ( 'good' as const ),
	} ) );
}

function withMethod( { method }: TransactionOfOrder ): string {
	return method === '' ? '' : `By ${ method }`;
}

function refunded( refund: TransactionOfOrder ): Moment {
	return {
		at: refund.date,
		title: `Refunded ${ money( refund.amount, refund.currency ) }`,
		text: refund.voided
			? 'The store took this refund back since: no money moved.'
			: refund.reason,
		tone: refund.voided ? 'none' : 'warn',
	};
}

/** What became of an e-mail. */
export const MESSAGE_WORDS: Readonly<
	Record< MessageOfOrder[ 'state' ], readonly [ string, Tone ] >
> = {
	waiting: [ 'waits to be sent', 'none' ],
	sending: [ 'is being sent', 'none' ],
	sent: [ 'was sent', 'good' ],
	failed: [ 'could not be sent', 'bad' ],
	unknown: [ 'was perhaps sent', 'warn' ],
};

function sent( message: MessageOfOrder ): Moment {
	const { state, subject, recipient, reply, isErased } = message;
	const [ words, tone ] = MESSAGE_WORDS[ state ];
	return {
		at: message.settledAt ?? message.createdAt,
		title: isErased
			? `An e-mail ${ words }`
			: `E-mail “${ subject }” to ${ recipient } ${ words }`,
		text: isErased ? 'What it said was erased.' : replyWords( reply ),
		tone,
	};
}

function replyWords( reply: string | null ): string {
	return reply === null ? '' : `The mail server answered: ${ reply }`;
}

/** How long something took to get here, where that says anything. */
function sinceWords( from: Date | string, to: Date ): { text?: string } {
	const ms = to.getTime() - new Date( from ).getTime();
	if ( ms < 0 || ms > SOON_MS ) {
		return {};
	}
	const seconds = Math.floor( ms / 1_000 );
	if ( seconds < 1 ) {
		return { text: 'Within a second' };
	}
	return {
		text: `${ seconds < 120 ? count( seconds, 'second' ) : count( Math.floor( seconds / 60 ), 'minute' ) } later`,
	};
}
