import { setTimeout as sleep } from 'node:timers/promises';
import { forAccount } from '../db/scope.ts';
import type { Heartbeat } from '../ops/heartbeats.ts';
import { describeError, type Log } from '../ops/log.ts';
import type { Metrics } from '../ops/metrics.ts';
import { claimEndpoints, type Claim } from './claim.ts';
import { fanOutTriggers } from './fan-out.ts';
import { measureQueue } from './measure-queue.ts';
import { takeTurn, type TurnContext } from './turn.ts';

export interface WebhookWorkerContext extends TurnContext {
	metrics: Pick< Metrics, 'webhookAttempt' | 'webhookQueue' >;
	log: Log;
	heartbeat: Heartbeat;
}

export interface WebhookWorker {
	/** Announces that there may be work. */
	wake: () => void;
	/** Finishes the work under way, and stops. */
	stop: () => Promise< void >;
}

const EVERY_MS = 1_000;
const MEASURED_EVERY_MS = 15_000;
/** Endpoints served at once. */
const PLACES = { healthy: 100, failing: 50, perAccount: 20 };

/**
 * The role `worker`: sends due webhooks (R45), beside any number of other copies. It looks every second, and
 * immediately if there is more.
 */
export function startWebhookWorker(
	context: WebhookWorkerContext
): WebhookWorker {
	const stop = new AbortController();
	const turns = new Turns( context, stop.signal );
	const running = ( async () => {
		let measuredAt = -MEASURED_EVERY_MS;
		while ( ! stop.signal.aborted ) {
			const isMore = await attempt( context, () =>
				fanOutTriggers( context, stop.signal )
			);
			await attempt( context, () => turns.begin() );
			await attempt( context, async () => {
				if ( performance.now() - measuredAt > MEASURED_EVERY_MS ) {
					measuredAt = performance.now();
					context.metrics.webhookQueue(
						await measureQueue( context.db, context.now() )
					);
				}
			} );
			context.heartbeat.beat();
			if ( isMore !== true ) {
				await turns.untilWoken( EVERY_MS );
			}
		}
		await turns.end();
	} )();
	return {
		wake: () => turns.wake(),
		async stop() {
			stop.abort();
			await running;
		},
	};
}

/** Sends until nothing is due. @return The number of turns it took. */
export async function deliverDue(
	context: WebhookWorkerContext,
	signal: AbortSignal = new AbortController().signal
): Promise< number > {
	const turns = new Turns( context, signal );
	for ( let count = 0; ; ) {
		while ( await fanOutTriggers( context, signal ) ) {
			// Each call reads one part.
		}
		const begun = await turns.begin();
		if ( begun === 0 ) {
			return count;
		}
		count += begun;
		await turns.end();
	}
}

/** A step that fails does not stop the others. @return undefined if it failed. */
async function attempt< T >(
	{ log, heartbeat }: WebhookWorkerContext,
	step: () => Promise< T >
): Promise< T | undefined > {
	try {
		return await step();
	} catch ( error ) {
		log.error( 'worker failed', describeError( error ) );
		heartbeat.fail( error );
		return undefined;
	}
}

/** The endpoints that this worker is sending to. */
class Turns {
	readonly #context: WebhookWorkerContext;
	readonly #signal: AbortSignal;
	readonly #underWay = new Map< Claim, Promise< void > >();
	#woken = new AbortController();

	constructor( context: WebhookWorkerContext, signal: AbortSignal ) {
		this.#context = context;
		this.#signal = signal;
	}

	/** Starts as many turns as there is room for. @return How many were started. */
	async begin(): Promise< number > {
		const claims = await claimEndpoints(
			this.#context.db,
			{ ...PLACES, busy: [ ...this.#underWay.keys() ] },
			this.#context.now()
		);
		for ( const claim of claims ) {
			this.#underWay.set( claim, this.#take( claim ) );
		}
		return claims.length;
	}

	async end(): Promise< void > {
		await Promise.all( this.#underWay.values() );
	}

	wake(): void {
		this.#woken.abort();
	}

	async untilWoken( ms: number ): Promise< void > {
		await sleep( ms, null, {
			signal: AbortSignal.any( [ this.#signal, this.#woken.signal ] ),
			ref: false,
		} ).catch( () => undefined );
		this.#woken = new AbortController();
	}

	async #take( claim: Claim ): Promise< void > {
		const isMore = await attempt( this.#context, () => {
			const db = forAccount( this.#context.db, claim.accountId );
			return takeTurn( { ...this.#context, db }, claim, this.#signal );
		} );
		this.#underWay.delete( claim );
		if ( isMore === true ) {
			this.wake();
		}
	}
}
