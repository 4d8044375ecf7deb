import type { Transition } from './state.ts';

const HOUR_MS = 60 * 60_000;

/** The number of pauses, each ending by itself, within QUIET_MS that are still told at once. */
export const TOLERATED = 3;

const QUIET_MS = 24 * HOUR_MS;

/** A healthy store sends a request every few minutes, which ends the pause. */
const HOLD_BACK_MS = 2 * HOUR_MS;

/**
 * R28: the notice that the account's owner gets by e-mail. A pause by a person is no incident; a recovery is told only
 * after a pause that was told.
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
 * The time to tell of a pause, usually at once. An old copy of the site that keeps sending causes endless pauses, each
 * over within minutes. So from the fourth pause of a day on, the e-mail waits, and is sent only if the pause lasts.
 *
 * @param at          The pause's beginning.
 * @param recoveredAt The end of the third-last earlier pause that ended by itself; null if there were fewer.
 */
export function tellPauseAt( at: Date, recoveredAt: Date | null ): Date {
	const isNews =
		recoveredAt === null ||
		at.getTime() - recoveredAt.getTime() >= QUIET_MS;
	return isNews ? at : new Date( at.getTime() + HOLD_BACK_MS );
}
