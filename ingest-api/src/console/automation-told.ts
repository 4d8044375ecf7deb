import type { ToldWords } from './told.ts';
import { texts } from '../texts/texts.ts';

/** The notices about the results of an automation's forms. */
export function toldWords( email: string ): ToldWords {
	return {
		on: {
			tone: 'good',
			text: texts().automations.toldOn,
		},
		'on-already': { tone: 'none', text: texts().automations.toldOnAlready },
		off: {
			tone: 'good',
			text: texts().automations.toldOff,
		},
		'off-already': {
			tone: 'none',
			text: texts().automations.toldOffAlready,
		},
		saved: { tone: 'good', text: texts().common.saved },
		again: {
			tone: 'good',
			text: texts().automations.toldAgain,
		},
		'not-again': {
			tone: 'warn',
			text: texts().automations.toldNotAgain,
		},
		tested: {
			tone: 'good',
			text: texts().automations.toldTested( { email } ),
		},
		'no-order': {
			tone: 'warn',
			text: texts().automations.toldNoOrder,
		},
		'no-email': {
			tone: 'bad',
			text: texts().automations.toldNoEmail,
		},
		deleted: { tone: 'good', text: texts().automations.toldDeleted },
		'not-deleted': {
			tone: 'warn',
			text: texts().automations.toldNotDeleted,
		},
		released: ( number ) => decided( number, 'released' ),
		dropped: ( number ) => decided( number, 'dropped' ),
	};
}

function decided( number: number, what: 'released' | 'dropped' ) {
	return number === 0
		? ( {
				tone: 'none',
				text: texts().automations.toldNothingHeld,
			} as const )
		: ( {
				tone: 'good',
				text: texts().automations.decided[ what ]( number ),
			} as const );
}
