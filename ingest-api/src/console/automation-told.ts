import { count } from './parts/numbers.ts';
import type { ToldWords } from './told.ts';

/** What became of a form of an automation. */
export function toldWords( email: string ): ToldWords {
	return {
		on: {
			tone: 'good',
			text: 'It is on. It acts on what happens from now on.',
		},
		'on-already': { tone: 'none', text: 'It was on already.' },
		off: {
			tone: 'good',
			text: 'It is off. What was waiting will not be sent.',
		},
		'off-already': { tone: 'none', text: 'It was off already.' },
		saved: { tone: 'good', text: 'Saved.' },
		again: {
			tone: 'good',
			text: 'The order is looked at again, and then it is sent.',
		},
		'not-again': {
			tone: 'warn',
			text: 'It is not sent again: it is being sent already, or is not kept any more.',
		},
		tested: {
			tone: 'good',
			text: `A test with your last order is on its way to ${ email }.`,
		},
		'no-order': {
			tone: 'warn',
			text: 'There is no order yet to make a test of.',
		},
		'no-email': {
			tone: 'bad',
			text: 'The test could not be made: the e-mail has an error.',
		},
		deleted: { tone: 'good', text: 'The automation is deleted.' },
		'not-deleted': {
			tone: 'warn',
			text: 'It is not deleted: one that is on, or came ready-made, stays. Switch it off first.',
		},
		released: ( number ) => decided( number, 'released' ),
		dropped: ( number ) => decided( number, 'dropped' ),
	};
}

function decided( number: number, what: 'released' | 'dropped' ) {
	return number === 0
		? ( { tone: 'none', text: 'Nothing was held any more.' } as const )
		: ( {
				tone: 'good',
				text: `${ count( number, 'order' ) } ${ what }.`,
			} as const );
}
