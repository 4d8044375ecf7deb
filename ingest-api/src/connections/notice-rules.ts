import type { Transition } from './state.ts';

const HOUR_MS = 60 * 60_000;

/** Pauses that are over by themselves within QUIET_MS and told at once all the same. */
export const TOLERATED = 3;

const QUIET_MS = 24 * HOUR_MS;

/** A store that is well asks every few minutes, and ends the pause with that. */
const HOLD_BACK_MS = 2 * HOUR_MS;

/**
 * R28: what the account's owner is told by e-mail. A pause by a person is nobody's incident; a
 * recovery is told only where a pause was.
 */
export function noticeOf( {
	to,
	cause,
}: Transition ): 'paused' | 'recovered' | null {
	if ( to === 'paused' ) {
		return cause === 'evidence' ? 'paused' : null;
	}
	return to === 'active' ? 'recovered' : null;
}

/**
 * When to tell of a pause. As a rule at once. An old copy of the site that goes on sending makes pauses
 * without end, each over within minutes: from the fourth of a day on they wait, and are told only if they last.
 *
 * @param at          When it began.
 * @param recoveredAt When the last but two of those before was over by itself; null if there were not as many.
 */
export function tellPauseAt( at: Date, recoveredAt: Date | null ): Date {
	const isNews =
		recoveredAt === null ||
		at.getTime() - recoveredAt.getTime() >= QUIET_MS;
	return isNews ? at : new Date( at.getTime() + HOLD_BACK_MS );
}
