import type { Texts } from '../texts/languages.ts';
import { texts } from '../texts/texts.ts';

/** R43: why a run did not act, or not yet, as its history shows it. */
export type RunReason = keyof Texts[ 'automations' ][ 'reasons' ];

/** Why nothing may be sent to a buyer. */
export type Suppressed = Extract<
	RunReason,
	'unsubscribed' | 'bounced' | 'no_consent' | 'consent_refused'
>;

export function runReasonText( reason: string ): string {
	const { reasons } = texts().automations;
	return Object.hasOwn( reasons, reason )
		? reasons[ reason as RunReason ]
		: reason;
}
