import { setTimeout as sleep } from 'node:timers/promises';
import {
	findDueAccounts,
	nextDueAt,
	noteServed,
} from '../automations/due-accounts.ts';
import { findAccountsWithTriggers, startRuns } from '../automations/fan-out.ts';
import { runDue } from '../automations/run-due.ts';
import type { RunContext } from '../automations/make-messages.ts';
import {
	claimMessages,
	giveUpUnknown,
	type ClaimedMessage,
} from '../automations/claim-messages.ts';
import {
	createMessageSender,
	type SendContext,
} from '../automations/send-messages.ts';
import { measureDue } from '../automations/measure-due.ts';
import { forAccount } from '../db/scope.ts';
import type { Heartbeat } from '../ops/heartbeats.ts';
import { describeError, type Log } from '../ops/log.ts';
import type { Metrics } from '../ops/metrics.ts';

export interface AutomationContext extends RunContext, SendContext {
	log: Log;
	/** The most e-mails under way at once. */
	sendingAtOnce: number;
	metrics: Pick<
		Metrics,
		'automationRuns' | 'automationsDue' | 'automationsLate' | 'message'
	>;
	heartbeat: Heartbeat;
}

export interface AutomationWorker {
	/** Announces that there may be work. */
	wake: () => void;
	/** Finishes the work under way, and stops. */
	stop: () => Promise< void >;
}

const ACCOUNTS_AT_ONCE = 20;
const RUNS_AT_ONCE = 50;
/** Share of the places in use below which the next e-mails are taken at once, several with one statement. */
const REFILL_BELOW = 0.6;
/** The longest wait before it looks again, unless it is woken. */
const LONGEST_PAUSE_MS = 1_000;
const MEASURED_EVERY_MS = 15_000;
/** Attempts to record the outcome of an e-mail: the database may be away for a moment. */
const SETTLING_ATTEMPTS = 5;

/** The role `worker`: starts automations for new triggers, decides on due runs, and sends their e-mails. */
export function startAutomationWorker(
	context: AutomationContext
): AutomationWorker {
	const stopping = new AbortController();
	const sending = new Set< Promise< void > >();
	/** Accounts whose next e-mails are being taken. */
	const claiming = new Set< string >();
	/** E-mails under way by account. */
	const sendingOf = new Map< string, number >();
	const sendMessage = createMessageSender( context, SETTLING_ATTEMPTS );
	let measuredAt = -MEASURED_EVERY_MS;
	let isWoken = false;
	/** Not null during a pause. */
	let pausing: AbortController | null = null;
	const wake = () => {
		isWoken = true;
		pausing?.abort();
	};

	const within = ( accountId: string ): AutomationContext => ( {
		...context,
		db: forAccount( context.db, accountId ),
	} );

	/** @return Whether there is more to do at once. */
	async function look(): Promise< boolean > {
		const { db, now } = context;
		let isMore = false;
		for ( const accountId of await findAccountsWithTriggers(
			db,
			ACCOUNTS_AT_ONCE
		) ) {
			isMore =
				( await alone( () =>
					startRuns( within( accountId ).db, accountId, now() )
				) ) || isMore;
		}
		const due = await findDueAccounts( db, now(), ACCOUNTS_AT_ONCE );
		for ( const accountId of due ) {
			if ( stopping.signal.aborted ) {
				return false;
			}
			isMore =
				( await alone(
					() => serve( accountId, shareOf( due.length ) ),
					() => noteServed( within( accountId ).db, accountId, now() )
				) ) || isMore;
			context.heartbeat.step();
		}
		return isMore;
	}

	function fail( error: unknown ): void {
		context.log.error( 'worker failed', describeError( error ) );
		context.heartbeat.fail( error );
	}

	/** One account's failure does not stop the others. */
	async function alone(
		work: () => Promise< boolean >,
		afterFailure: () => Promise< void > = async () => undefined
	): Promise< boolean > {
		try {
			return await work();
		} catch ( error ) {
			fail( error );
			await afterFailure().catch( () => undefined );
			return false;
		}
	}

	async function serve(
		accountId: string,
		share: number
	): Promise< boolean > {
		const own = within( accountId );
		const { db, now, metrics } = own;
		await giveUpUnknown( db, accountId, now() );
		await sendOf( accountId, share );
		const hasPlaces = freePlaces( accountId, share ) > 0;
		const decided = await runDue( own, accountId, {
			limit: RUNS_AT_ONCE,
			// Webhooks do not wait for the mail server.
			emails: hasPlaces,
		} );
		let number = 0;
		for ( const [ state, count ] of decided ?? [] ) {
			metrics.automationRuns( state, count );
			number += count;
		}
		await sendOf( accountId, share );
		await noteServed( db, accountId, now() );
		return hasPlaces && number === RUNS_AT_ONCE;
	}

	/** Starts sending the account's next e-mails, as many as there is room for. */
	async function sendOf( accountId: string, share: number ): Promise< void > {
		const free = freePlaces( accountId, share );
		if ( free <= 0 || claiming.has( accountId ) ) {
			return;
		}
		claiming.add( accountId );
		const messages = await claimMessages(
			within( accountId ),
			accountId,
			free
		).finally( () => claiming.delete( accountId ) );
		for ( const message of messages ) {
			const sent: Promise< void > = send( message ).finally( () => {
				sending.delete( sent );
				note( accountId, -1 );
				if ( sending.size <= context.sendingAtOnce * REFILL_BELOW ) {
					refill( accountId, share );
					wake();
				}
			} );
			sending.add( sent );
			note( accountId, 1 );
		}
	}

	/** Sends more while the next runs are still being decided, which takes as long as rendering their e-mails. */
	function refill( accountId: string, share: number ): void {
		if ( ! stopping.signal.aborted ) {
			sendOf( accountId, share ).catch( fail );
		}
	}

	/** An account with thousands of e-mails leaves places for others. */
	function shareOf( accounts: number ): number {
		return Math.max( 1, Math.floor( context.sendingAtOnce / accounts ) );
	}

	function freePlaces( accountId: string, share: number ): number {
		return Math.min(
			context.sendingAtOnce - sending.size,
			share - ( sendingOf.get( accountId ) ?? 0 )
		);
	}

	function note( accountId: string, more: 1 | -1 ): void {
		const number = ( sendingOf.get( accountId ) ?? 0 ) + more;
		if ( number === 0 ) {
			sendingOf.delete( accountId );
		} else {
			sendingOf.set( accountId, number );
		}
	}

	async function send( message: ClaimedMessage ): Promise< void > {
		const { log, metrics } = context;
		try {
			const { outcome, dueAt } = await sendMessage( message );
			metrics.message(
				outcome.state,
				dueAt === null
					? null
					: ( context.now().getTime() - dueAt.getTime() ) / 1_000
			);
			if ( outcome.state !== 'sent' ) {
				log.warn( 'message not sent', {
					state: outcome.state,
				} );
			}
		} catch ( error ) {
			log.error( 'message not settled', describeError( error ) );
		}
	}

	const running = ( async () => {
		while ( ! stopping.signal.aborted ) {
			isWoken = false;
			let isMore = false;
			try {
				isMore = await look();
				await measure();
			} catch ( error ) {
				fail( error );
			}
			context.heartbeat.beat();
			if ( isMore && sending.size < context.sendingAtOnce ) {
				continue;
			}
			if ( ! isWoken ) {
				await pause( await pauseMs() );
			}
		}
		await Promise.all( sending );
	} )();

	async function pause( ms: number ): Promise< void > {
		if ( isWoken ) {
			return;
		}
		pausing = new AbortController();
		await sleep( ms, null, {
			signal: AbortSignal.any( [ pausing.signal, stopping.signal ] ),
			ref: false,
		} ).catch( () => undefined );
		pausing = null;
	}

	async function measure(): Promise< void > {
		if ( performance.now() - measuredAt > MEASURED_EVERY_MS ) {
			measuredAt = performance.now();
			context.metrics.automationsDue(
				await measureDue( context.db, context.now() )
			);
		}
	}

	async function pauseMs(): Promise< number > {
		const next = await nextDueAt( context.db ).catch( () => null );
		const ahead =
			next === null ? 0 : next.getTime() - context.now().getTime();
		context.metrics.automationsLate( Math.max( 0, -ahead ) / 1_000 );
		return next === null
			? LONGEST_PAUSE_MS
			: Math.max(
					// A due e-mail that this worker does not take is another worker's, or waits for a place.
					50,
					Math.min( LONGEST_PAUSE_MS, ahead )
				);
	}

	return {
		wake,
		async stop() {
			stopping.abort();
			await running;
		},
	};
}
