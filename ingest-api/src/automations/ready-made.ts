import {
	DEFAULTS,
	NO_CONDITIONS,
	type Definition,
	type EmailAction,
} from './definition.ts';
import {
	ORDER_CONFIRMATION,
	PAYMENT_PENDING,
	PAYMENT_THANK_YOU,
} from './email/ready-made.ts';
import type { EmailTemplate } from './email/template.ts';

const DAY_MINUTES = 24 * 60;

/** R32: by its id, which is the same in each account. */
export const READY_MADE: Readonly< Record< string, Definition > > = {
	'order-confirmation': {
		...DEFAULTS,
		name: 'Order confirmation',
		trigger: 'order_submitted',
		stores: null,
		delay_minutes: 0,
		conditions: NO_CONDITIONS,
		action: email( ORDER_CONFIRMATION ),
	},
	'thank-you': {
		...DEFAULTS,
		name: 'Thank you for your payment',
		trigger: 'payment_received',
		stores: null,
		delay_minutes: 0,
		conditions: NO_CONDITIONS,
		action: email( PAYMENT_THANK_YOU ),
	},
	'pending-follow-up': {
		...DEFAULTS,
		name: 'Follow-up on a pending payment',
		trigger: 'order_submitted',
		stores: null,
		delay_minutes: DAY_MINUTES,
		conditions: { ...NO_CONDITIONS, unpaid: true },
		action: email( PAYMENT_PENDING ),
	},
};

function email( template: EmailTemplate ): EmailAction {
	return { type: 'email', purpose: 'transactional', ...template };
}
