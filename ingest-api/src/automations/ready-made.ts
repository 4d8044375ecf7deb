import { texts } from '../texts/texts.ts';
import {
	DEFAULTS,
	NO_CONDITIONS,
	type Definition,
	type EmailAction,
} from './definition.ts';
import { readyMadeEmails, type ReadyMadeId } from './email/ready-made.ts';
import type { EmailTemplate } from './email/template.ts';

const DAY_MINUTES = 24 * 60;

/** R32: by ID, which is the same in each account, in the reader's language. */
export function readyMadeAutomations(): Readonly<
	Record< ReadyMadeId, Definition >
> {
	const words = texts().readyMade;
	const emails = readyMadeEmails();
	return {
		'order-confirmation': {
			...DEFAULTS,
			name: words.orderConfirmation.name,
			trigger: 'order_submitted',
			stores: null,
			delay_minutes: 0,
			conditions: NO_CONDITIONS,
			action: email( emails[ 'order-confirmation' ] ),
		},
		'thank-you': {
			...DEFAULTS,
			name: words.thankYou.name,
			trigger: 'payment_received',
			stores: null,
			delay_minutes: 0,
			conditions: NO_CONDITIONS,
			action: email( emails[ 'thank-you' ] ),
		},
		'pending-follow-up': {
			...DEFAULTS,
			name: words.pendingFollowUp.name,
			trigger: 'order_submitted',
			stores: null,
			delay_minutes: DAY_MINUTES,
			conditions: { ...NO_CONDITIONS, unpaid: true },
			action: email( emails[ 'pending-follow-up' ] ),
		},
	};
}

function email( template: EmailTemplate ): EmailAction {
	return { type: 'email', purpose: 'transactional', ...template };
}
