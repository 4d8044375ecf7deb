import type { Trigger } from '@ivorey/shared';
import type { RunOfHistory } from '../../automations/history.ts';
import { reasonWords, stateWords } from '../automation-words.ts';
import type {
	MessageOfOrder,
	OrderView,
	TransactionOfOrder,
} from '../../views/order-view.ts';
import { money } from '../parts/money.ts';
import type { Tone } from '../parts/pill.ts';
import type { Moment } from '../parts/timeline.ts';
import { texts } from '../../texts/texts.ts';

export function triggerName( type: Trigger[ 'type' ] ): string {
	return texts().orders.triggerNames[ type ];
}

/** A longer delay means that the order was imported. */
const SOON_MS = 60 * 60_000;

/** R35: the history of an order, the oldest moment first. */
export function orderMoments( order: OrderView ): Moment[] {
	const { record, receivedAt, updatedAt, erasedAt } = order;
	const moments: Moment[] = [
		{ at: record.date_created, title: texts().orders.placedInStore },
		{
			at: receivedAt,
			title: texts().orders.receivedSigned,
			...sinceWords( record.date_created, receivedAt ),
		},
		...order.triggers.map( ( { type, occurredAt, receivedAt: at } ) => ( {
			at,
			title: texts().orders.triggerOf( { trigger: triggerName( type ) } ),
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
						title: texts().orders.completedInStore,
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
				title: texts().orders.runOf( {
					automation:
						order.automationNames.get( run.automationId ) ??
						texts().orders.anAutomation,
					state: stateWords( run.state )[ 0 ],
				} ),
				text: reasonWords( run.reason ),
				tone: stateWords( run.state )[ 1 ],
			} ) ),
		...order.messages.map( sent ),
		...( updatedAt.getTime() === receivedAt.getTime()
			? []
			: [
					{
						at: updatedAt,
						title: texts().orders.lastChange,
					},
				] ),
		...( erasedAt === null
			? []
			: [
					{
						at: erasedAt,
						title: texts().orders.buyerErased,
						tone: 'warn' as const,
					},
				] ),
	];
	// The sort is stable: moments at the same time keep the order above.
	return moments.sort(
		( a, b ) => new Date( a.at ).getTime() - new Date( b.at ).getTime()
	);
}

/** Whether an e-mail belongs to the run. Its own moment then shows the result. */
function isOf( run: RunOfHistory ) {
	return ( { automationId, triggerId }: MessageOfOrder ): boolean =>
		automationId === run.automationId && triggerId === run.triggerId;
}

/** A payment says more than the order's date of payment, which is the fallback. */
function paid( { record, transactions }: OrderView ): Moment[] {
	const payments = transactions.filter( ( { type } ) => type === 'payment' );
	if ( payments.length === 0 ) {
		return record.date_paid === null
			? []
			: [
					{
						at: record.date_paid,
						title: texts().orders.paid,
						tone: 'good',
					},
				];
	}
	return payments.map( ( payment ) => ( {
		at: payment.date,
		title: texts().orders.paidAmount( {
			amount: money( payment.amount, payment.currency ),
		} ),
		text: payment.voided
			? texts().orders.paymentReversed
			: withMethod( payment ),
		tone: payment.voided ? ( 'none' as const ) : ( 'good' as const ),
	} ) );
}

function withMethod( { method }: TransactionOfOrder ): string {
	return method === '' ? '' : texts().orders.byMethod( { method } );
}

function refunded( refund: TransactionOfOrder ): Moment {
	return {
		at: refund.date,
		title: texts().orders.refundedAmount( {
			amount: money( refund.amount, refund.currency ),
		} ),
		text: refund.voided ? texts().orders.refundReversed : refund.reason,
		tone: refund.voided ? 'none' : 'warn',
	};
}

/** The tone of each state of an e-mail. */
export const MESSAGE_TONES: Readonly<
	Record< MessageOfOrder[ 'state' ], Tone >
> = {
	waiting: 'none',
	sending: 'none',
	sent: 'good',
	failed: 'bad',
	unknown: 'warn',
};

function sent( message: MessageOfOrder ): Moment {
	const { state, subject, recipient, reply, isErased } = message;
	const words = texts().orders.emailStates[ state ];
	return {
		at: message.settledAt ?? message.createdAt,
		title: isErased
			? texts().orders.anEmail( { state: words } )
			: texts().orders.emailTo( { subject, recipient, state: words } ),
		text: isErased ? texts().orders.emailErased : replyWords( reply ),
		tone: MESSAGE_TONES[ state ],
	};
}

function replyWords( reply: string | null ): string {
	return reply === null ? '' : texts().orders.mailServerReply( { reply } );
}

/** How long something took to arrive here; nothing for an import. */
function sinceWords( from: Date | string, to: Date ): { text?: string } {
	const ms = to.getTime() - new Date( from ).getTime();
	if ( ms < 0 || ms > SOON_MS ) {
		return {};
	}
	const seconds = Math.floor( ms / 1_000 );
	if ( seconds < 1 ) {
		return { text: texts().orders.withinASecond };
	}
	return {
		text:
			seconds < 120
				? texts().orders.secondsLater( seconds )
				: texts().orders.minutesLater( Math.floor( seconds / 60 ) ),
	};
}
