import { describeError } from './log.ts';

/** The parts of the role `worker`, and after how many seconds without a finished turn each counts as stalled. */
const PATIENCE_SECONDS = {
	// Fifty templates that take too long, one after the other, are no stall.
	automations: 5 * 60,
	webhooks: 5 * 60,
	notices: 10 * 60,
	// It works once an hour, and a large database takes it a while.
	pruning: 6 * 60 * 60,
	filling: 30 * 60,
} as const;
export type WorkerPart = keyof typeof PATIENCE_SECONDS;

/** Told by a part of the worker what becomes of its turns. */
export interface Heartbeat {
	/** A turn is over. */
	beat: () => void;
	/** A step of a long turn is over. */
	step: () => void;
	/** Something failed in the turn under way; the worker goes on. */
	fail: ( error: unknown ) => void;
	/** The part has no more to do, for good. */
	finish: () => void;
}

export interface PartHealth {
	part: WorkerPart;
	state: 'running' | 'failing' | 'stalled' | 'finished';
	/** Since its last turn was over, or a step of one, or since it was started. */
	secondsSinceTurn: number;
	failures: number;
	/** What failed last, without anything personal; null where nothing did. */
	lastFailure: { secondsAgo: number; error: string } | null;
}

interface Pulse {
	/** How many are over. */
	turns: number;
	turnedAt: number;
	failures: number;
	/** With how many turns were over then. */
	lastFailure: { at: number; error: string; turns: number } | null;
	isFinished: boolean;
}

/** How the parts of this copy's worker do; its own clock, so that one that jumps stalls nobody. */
export class Heartbeats {
	readonly #pulses = new Map< WorkerPart, Pulse >();
	readonly #clock: () => number;

	/** @param clock In ms, from any beginning. */
	constructor( clock: () => number = () => performance.now() ) {
		this.#clock = clock;
	}

	/** @return For the part, which begins now. */
	start( part: WorkerPart ): Heartbeat {
		const pulse: Pulse = {
			turns: 0,
			turnedAt: this.#clock(),
			failures: 0,
			lastFailure: null,
			isFinished: false,
		};
		this.#pulses.set( part, pulse );
		return {
			step: () => {
				pulse.turnedAt = this.#clock();
			},
			beat: () => {
				pulse.turns++;
				pulse.turnedAt = this.#clock();
			},
			fail: ( error ) => {
				pulse.failures++;
				pulse.lastFailure = {
					at: this.#clock(),
					error: nameOf( error ),
					turns: pulse.turns,
				};
			},
			finish: () => {
				pulse.isFinished = true;
			},
		};
	}

	/** @return Of each part that this copy has. */
	read(): PartHealth[] {
		const now = this.#clock();
		const secondsSince = ( at: number ) => ( now - at ) / 1_000;
		return [ ...this.#pulses ].map( ( [ part, pulse ] ) => ( {
			part,
			state: stateOf( part, pulse, secondsSince( pulse.turnedAt ) ),
			secondsSinceTurn: secondsSince( pulse.turnedAt ),
			failures: pulse.failures,
			lastFailure:
				pulse.lastFailure === null
					? null
					: {
							secondsAgo: secondsSince( pulse.lastFailure.at ),
							error: pulse.lastFailure.error,
						},
		} ) );
	}
}

function stateOf(
	part: WorkerPart,
	pulse: Pulse,
	secondsSinceTurn: number
): PartHealth[ 'state' ] {
	if ( pulse.isFinished ) {
		return 'finished';
	}
	if ( secondsSinceTurn > PATIENCE_SECONDS[ part ] ) {
		return 'stalled';
	}
	// Until a whole turn went well.
	return pulse.lastFailure !== null &&
		pulse.turns - pulse.lastFailure.turns < 2
		? 'failing'
		: 'running';
}

function nameOf( error: unknown ): string {
	const { error: name, code } = describeError( error );
	return [ name, code ].filter( ( text ) => text !== undefined ).join( ' ' );
}
