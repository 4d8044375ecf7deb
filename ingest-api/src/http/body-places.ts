import type { Config } from '../ops/config.ts';
import { ProblemError, type Refusal } from './problem.ts';

/** All callers without a token that Ivorey trusts; together they get as much as one store. */
export const STRANGERS = 'strangers';

const WAIT_MS = 2_000;
/** How many requests may wait for each place. A waiting request holds a socket and headers, but no body. */
const WAITING_PER_PLACE = 16;
/** A connection's requests besides its batches: one that is repeated or replayed. */
const BESIDE_BATCHES = 1;

const TOO_BUSY: Refusal = {
	problem: 'unavailable',
	detail: 'Too many requests are being read at this moment. Send again.',
	retryAfter: 2,
};

interface Waiter {
	party: string;
	admit: () => void;
}

/**
 * Limits how many bodies are in memory at once, from the first byte to the answer; a question's body, which is small,
 * until it is verified. The size of a batch is bounded, so this bounds the total memory. No party gets more than half
 * of the places, so that a slow sender cannot keep the others out.
 */
export class BodyPlaces {
	#free: number;
	#perParty: number;
	#mostWaiting: number;
	#waitMs: number;
	#held = new Map< string, number >();
	#waiting = new Set< Waiter >();

	constructor(
		{
			bodiesAtOnce,
			batchesInFlight,
		}: Pick< Config[ 'limits' ], 'bodiesAtOnce' | 'batchesInFlight' >,
		waitMs = WAIT_MS
	) {
		this.#free = bodiesAtOnce;
		this.#perParty = Math.max(
			1,
			Math.min(
				Math.floor( bodiesAtOnce / 2 ),
				batchesInFlight + BESIDE_BATCHES
			)
		);
		this.#mostWaiting = bodiesAtOnce * WAITING_PER_PLACE;
		this.#waitMs = waitMs;
	}

	/** Runs it while a place is held. @throws ProblemError if none became free in time. */
	async hold< T >( party: string, run: () => Promise< T > ): Promise< T > {
		const leave = await this.enter( party );
		if ( leave === null ) {
			throw new ProblemError( TOO_BUSY );
		}
		try {
			return await run();
		} finally {
			leave();
		}
	}

	/** @return A function that gives the place back; null if none became free in time. */
	async enter( party: string ): Promise< ( () => void ) | null > {
		return this.#hasRoom( party )
			? this.#take( party )
			: this.#wait( party );
	}

	#hasRoom( party: string ): boolean {
		return this.#free > 0 && this.#heldBy( party ) < this.#perParty;
	}

	#heldBy( party: string ): number {
		return this.#held.get( party ) ?? 0;
	}

	#take( party: string ): () => void {
		this.#free--;
		this.#held.set( party, this.#heldBy( party ) + 1 );
		return () => this.#leave( party );
	}

	#leave( party: string ): void {
		this.#free++;
		const left = this.#heldBy( party ) - 1;
		if ( left === 0 ) {
			this.#held.delete( party );
		} else {
			this.#held.set( party, left );
		}
		for ( const waiter of this.#waiting ) {
			if ( this.#hasRoom( waiter.party ) ) {
				waiter.admit();
				return;
			}
		}
	}

	async #wait( party: string ): Promise< ( () => void ) | null > {
		const ofParty = [ ...this.#waiting ].filter(
			( waiter ) => waiter.party === party
		).length;
		if (
			this.#waiting.size >= this.#mostWaiting ||
			ofParty >= this.#perParty * WAITING_PER_PLACE
		) {
			return null;
		}
		return new Promise( ( resolve ) => {
			const end = ( leave: ( () => void ) | null ) => {
				clearTimeout( timer );
				this.#waiting.delete( waiter );
				resolve( leave );
			};
			const waiter = { party, admit: () => end( this.#take( party ) ) };
			const timer = setTimeout( end, this.#waitMs, null );
			this.#waiting.add( waiter );
		} );
	}
}
