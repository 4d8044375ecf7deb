/** R43: why a run did not act, or not yet, as its history says it. */
export const RUN_REASONS = {
	paid_meanwhile: 'The order was paid meanwhile',
	paid_at_once: 'The order was paid at once',
	cancelled: 'The order was cancelled, or its payment failed',
	refunded: 'The order was refunded',
	trashed: 'The order is in the trash',
	order_gone: 'Ivorey does not have the order',
	erased: 'The buyer’s personal data was erased',
	no_address: 'The order has no e-mail address',
	unsubscribed: 'The buyer has unsubscribed',
	no_consent: 'The buyer has not agreed to marketing e-mails',
	consent_refused: 'The buyer declined marketing e-mails',
	bounced: 'The buyer’s address does not exist',
	switched_off: 'The automation was switched off',
	before_switched_on: 'It happened before the automation was switched on',
	restored:
		'Ivorey’s database was restored from a backup: it may have been sent before',
	too_late: 'It was too late for it',
	disconnected: 'The store was disconnected',
	status: 'The order has another status',
	total: 'The order’s total is not within the limits',
	currency: 'The order is in another currency',
	product: 'None of the products is in the order',
	buyer: 'The buyer is a new one, or not',
	payment_method: 'The order has another payment method',
	template: 'The e-mail cannot be made',
	template_slow: 'Waiting: the e-mail took too long to make',
	hourly_limit: 'The hourly limit was reached',
	dropped: 'You dropped it',
	quiet_hours: 'Waiting for the end of the quiet hours',
	order_awaited: 'Waiting for the order to arrive',
	mail_server: 'The mail server asked to try again later',
	endpoint_gone: 'The webhook’s endpoint is gone or switched off',
} as const;
export type RunReason = keyof typeof RUN_REASONS;

/** Why nothing may be sent to a buyer. */
export type Suppressed = Extract<
	RunReason,
	'unsubscribed' | 'bounced' | 'no_consent' | 'consent_refused'
>;

export function runReasonText( reason: string ): string {
	return Object.hasOwn( RUN_REASONS, reason )
		? RUN_REASONS[ reason as RunReason ]
		: reason;
}
