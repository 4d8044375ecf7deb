import { setTimeout as sleep } from 'node:timers/promises';
import { forAccount } from '../db/scope.ts';
import { describeError, type Log } from '../ops/log.ts';
import type { Metrics } from '../ops/metrics.ts';
import { claimEndpoints, type Claim } from './claim.ts';
import { fanOutTriggers } from './fan-out.ts';
import { measureQueue } from './measure-queue.ts';
import { takeTurn, type TurnContext } from './turn.ts';

export interface WebhookWorkerContext extends TurnContext {
	metrics: Pick< Metrics, 'webhookAttempt' | 'webhookQueue' >;
	log: Log;
}

export interface WebhookWorker {
	/** There may be work. */
	wake: () => void;
	/** Stops it, once what is under way is done. */
	stop: () => Promise< void >;
}

const EVERY_MS = 1_000;
const MEASURED_EVERY_MS = 15_000;
/** Endpoints that are sent to at once: that answer, and that fail. */
const PLACES = { healthy: 100, failing: 50, perAccount: 20 };

/**
 * The role `worker`: sends what is due (R45), in as many copies as there are. It looks every second, and at once where
 * there is more.
 */
export function startWebhookWorker(
	context: WebhookWorkerContext
): WebhookWorker {
	const stop = new AbortController();
	const turns = new Turns( context, stop.signal );
	const running = ( async () => {
		let measuredAt = -MEASURED_EVERY_MS;
		while ( ! stop.signal.aborted ) {
			let isMore = false;
			try {
				if ( performance.now() - measuredAt > MEASURED_EVERY_MS ) {
					measuredAt = performance.now();
					context.metrics.webhookQueue(
						await measureQueue( context.db, context.now() )
					);
				}
				isMore = await fanOutTriggers( context.db, context.now() );
				await turns.begin();
			} catch ( error ) {
				context.log.error( 'worker failed', describeError( error ) );
			}
			if ( ! isMore ) {
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

/** Sends until nothing is due any more. @return How many turns it took. */
export async function deliverDue(
	context: WebhookWorkerContext,
	signal: AbortSignal = new AbortController().signal
): Promise< number > {
	const turns = new Turns( context, signal );
	for ( let count = 0; ; ) {
		while ( await fanOutTriggers( context.db, context.now() ) ) {
			// There may be more.
		}
		const begun = await turns.begin();
		if ( begun === 0 ) {
			return count;
		}
		count += begun;
		await turns.end();
	}
}

/** The endpoints that this worker sends to just now. */
class Turns {
	readonly #context: WebhookWorkerContext;
	readonly #signal: AbortSignal;
	readonly #underWay = new Map< Claim, Promise< void > >();
	#woken = new AbortController();

	constructor( context: WebhookWorkerContext, signal: AbortSignal ) {
		this.#context = context;
		this.#signal = signal;
	}

	/** Begins as many as there is room for. @return How many. */
	async begin(): Promise< number > {
		const failing = this.#count(
			( { health } ) => health.failingSince !== null
		);
		const accounts = Map.groupBy(
			this.#underWay.keys(),
			( { accountId } ) => accountId
		);
		const claims = await claimEndpoints(
			this.#context.db,
			{
				healthy: PLACES.healthy - ( this.#underWay.size - failing ),
				failing: PLACES.failing - failing,
				fullAccounts: [ ...accounts ]
					.filter( ( [ , own ] ) => own.length >= PLACES.perAccount )
					.map( ( [ accountId ] ) => accountId ),
				perAccount: PLACES.perAccount,
			},
			this.#context.now()
		);
		for ( const claim of claims ) {
			this.#underWay.set( claim, this.#take( claim ) );
		}
		return claims.length;
	}

	/** Waits for those under way. */
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
		let isMore = false;
		try {
			const db = forAccount( this.#context.db, claim.accountId );
			isMore = await takeTurn(
				{ ...this.#context, db },
				claim,
				this.#signal
			);
		} catch ( error ) {
			this.#context.log.error( 'worker failed', describeError( error ) );
		} finally {
			this.#underWay.delete( claim );
		}
		if ( isMore ) {
			this.wake();
		}
	}

	#count( isCounted: ( claim: Claim ) => boolean ): number {
		return [ ...this.#underWay.keys() ].filter( isCounted ).length;
	}
}
