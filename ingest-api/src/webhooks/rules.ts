const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Delays after each failed attempt of a delivery while the endpoint accepts others; about three days in total. */
const RETRY_DELAYS_MS = [
	5 * SECOND,
	MINUTE,
	5 * MINUTE,
	30 * MINUTE,
	2 * HOUR,
	5 * HOUR,
	10 * HOUR,
	14 * HOUR,
	20 * HOUR,
	24 * HOUR,
];
/** Delays between probes of a failing endpoint. */
const PROBE_DELAYS_MS = [
	5 * SECOND,
	15 * SECOND,
	MINUTE,
	2 * MINUTE,
	5 * MINUTE,
	10 * MINUTE,
	15 * MINUTE,
];
/** The share by which a delay varies, up or down. */
const JITTER = 0.2;
const LONGEST_RETRY_AFTER_MS = 24 * HOUR;
/** R45 */
const SWITCHED_OFF_AFTER_MS = 5 * 24 * HOUR;
export const MAX_WIDTH = 10;

const OVERLOADED = new Set( [ 429, 502, 503, 504 ] );

export type Random = () => number;

export interface AttemptOutcome {
	/** `gone`: the receiver wants no more deliveries. */
	kind: 'sent' | 'failed' | 'gone';
	/** The receiver asked for fewer deliveries. */
	isOverloaded: boolean;
	/** The pause that the receiver asked for, or 0. */
	pauseMs: number;
}

export function outcomeOf(
	result:
		| { kind: 'failed' }
		| { kind: 'answer'; status: number; retryAfter: string | undefined },
	now: Date
): AttemptOutcome {
	if ( result.kind === 'failed' ) {
		return { kind: 'failed', isOverloaded: false, pauseMs: 0 };
	}
	const { status } = result;
	if ( status >= 200 && status < 300 ) {
		return { kind: 'sent', isOverloaded: false, pauseMs: 0 };
	}
	return {
		kind: status === 410 ? 'gone' : 'failed',
		isOverloaded: OVERLOADED.has( status ),
		pauseMs: retryAfterMs( result.retryAfter, now ),
	};
}

/** Retry-After holds seconds or a date. */
function retryAfterMs( header: string | undefined, now: Date ): number {
	if ( header === undefined ) {
		return 0;
	}
	const ms = /^\d{1,9}$/.test( header )
		? Number( header ) * SECOND
		: Date.parse( header ) - now.getTime();
	return Number.isNaN( ms )
		? 0
		: Math.min( LONGEST_RETRY_AFTER_MS, Math.max( 0, ms ) );
}

/**
 * The time of the next attempt of a failed delivery.
 *
 * @param tries    Attempts made so far.
 * @param giveUpAt
 * @param now
 * @param random   From 0 to 1.
 * @return null if the delivery is given up.
 */
export function retryAt(
	tries: number,
	giveUpAt: Date,
	now: Date,
	random: Random
): Date | null {
	const left = giveUpAt.getTime() - now.getTime();
	return left <= 0
		? null
		: new Date(
				now.getTime() +
					Math.min( left, delay( RETRY_DELAYS_MS, tries, random ) )
			);
}

function delay(
	delays: readonly number[],
	count: number,
	random: Random
): number {
	const base = delays[ Math.min( count, delays.length ) - 1 ] ?? 0;
	return Math.round( base * ( 1 + JITTER * ( 2 * random() - 1 ) ) );
}

/** The state of an endpoint as a whole. */
export interface Health {
	/** Start of the current run of failed attempts; null while the endpoint accepts deliveries. */
	failingSince: Date | null;
	/** Failed rounds since then, without the first. */
	probes: number;
	/** The end of a pause in sending. */
	retryAt: Date | null;
	/** Deliveries last tried before this time are due at once. */
	recoveredAt: Date | null;
	/** How many deliveries are sent at once. */
	width: number;
}

/** The delivery with which a failing endpoint is probed. */
export type Probe = 'oldest' | 'least_tried';

/**
 * A failing endpoint gets one delivery at a time, so that it costs little and gets everything in order once it is back.
 * Every other probe is the least tried delivery, which may be accepted even if the oldest never is.
 */
export function probeOf( { failingSince, probes }: Health ): Probe | null {
	if ( failingSince === null ) {
		return null;
	}
	return probes % 2 === 1 ? 'oldest' : 'least_tried';
}

export interface RoundResult extends AttemptOutcome {
	startedAt: Date;
}

/** The state of an endpoint after a round, and the reason to switch it off, if any. */
export function healthAfter(
	before: Health,
	results: readonly RoundResult[],
	now: Date,
	random: Random
): { health: Health; off: 'gone' | 'failing' | null } {
	const first = results[ 0 ];
	if ( first === undefined ) {
		return { health: before, off: null };
	}
	const pauseMs = Math.max( ...results.map( ( result ) => result.pauseMs ) );
	const isOverloaded = results.some( ( result ) => result.isOverloaded );
	const pausedUntil =
		pauseMs > 0 ? new Date( now.getTime() + pauseMs ) : null;
	const off = results.some( ( { kind } ) => kind === 'gone' ) ? 'gone' : null;
	if ( results.some( ( { kind } ) => kind === 'sent' ) ) {
		const isBack = before.failingSince !== null;
		return {
			off,
			health: {
				failingSince: null,
				probes: 0,
				retryAt: pausedUntil,
				// After a single failure, the failed delivery keeps its own delay.
				recoveredAt:
					isBack && before.probes > 0 ? now : before.recoveredAt,
				width: isBack ? 1 : widthAfter( before.width, isOverloaded ),
			},
		};
	}
	const failingSince = before.failingSince ?? first.startedAt;
	const probes = before.failingSince === null ? 0 : before.probes + 1;
	const health = { ...before, failingSince, probes, width: 1 };
	const waits =
		probes % 2 === 1 || isOverloaded
			? delay( PROBE_DELAYS_MS, Math.floor( probes / 2 ) + 1, random )
			: 0;
	return {
		off:
			off ??
			( now.getTime() - failingSince.getTime() >= SWITCHED_OFF_AFTER_MS
				? 'failing'
				: null ),
		health: {
			...health,
			retryAt: new Date( now.getTime() + Math.max( waits, pauseMs ) ),
		},
	};
}

function widthAfter( width: number, isOverloaded: boolean ): number {
	return isOverloaded
		? Math.max( 1, Math.floor( width / 2 ) )
		: Math.min( MAX_WIDTH, width * 2 );
}
