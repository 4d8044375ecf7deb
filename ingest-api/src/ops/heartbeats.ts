import { describeError } from './log.ts';

/** The parts of the role `worker`, and the seconds without a finished turn after which each counts as stalled. */
const PATIENCE_SECONDS = {
	// Fifty templates that time out one after the other do not count as a stall.
	automations: 5 * 60,
	webhooks: 5 * 60,
	notices: 10 * 60,
	// It runs once an hour, and takes a while on a large database.
	pruning: 6 * 60 * 60,
	filling: 30 * 60,
} as const;
export type WorkerPart = keyof typeof PATIENCE_SECONDS;

/** A part of the worker reports its turns with this. */
export interface Heartbeat {
	/** Reports the end of a turn. */
	beat: () => void;
	/** Reports the end of a step of a long turn. */
	step: () => void;
	/** Reports a failure in the current turn; the worker continues. */
	fail: ( error: unknown ) => void;
	/** Reports that the part will never have anything to do again. */
	finish: () => void;
}

export interface PartHealth {
	part: WorkerPart;
	state: 'running' | 'failing' | 'stalled' | 'finished';
	/** Since the end of its last turn or step, or since its start. */
	secondsSinceTurn: number;
	failures: number;
	/** The last failure, without personal data; null if there was none. */
	lastFailure: { secondsAgo: number; error: string } | null;
}

interface Pulse {
	/** The number of finished turns. */
	turns: number;
	turnedAt: number;
	failures: number;
	/** `turns` is the number of turns that were finished at that time. */
	lastFailure: { at: number; error: string; turns: number } | null;
	isFinished: boolean;
}

/** The health of this copy's worker parts, by a monotonic clock, so that a clock change stalls nothing. */
export class Heartbeats {
	readonly #pulses = new Map< WorkerPart, Pulse >();
	readonly #clock: () => number;

	/** @param clock In ms, from any starting point. */
	constructor( clock: () => number = () => performance.now() ) {
		this.#clock = clock;
	}

	/** @return The heartbeat of the part, which starts now. */
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

	/** @return The health of each part that this copy has. */
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
	// Failing until a whole turn has succeeded.
	return pulse.lastFailure !== null &&
		pulse.turns - pulse.lastFailure.turns < 2
		? 'failing'
		: 'running';
}

function nameOf( error: unknown ): string {
	const { error: name, code } = describeError( error );
	return [ name, code ].filter( ( text ) => text !== undefined ).join( ' ' );
}
