import { capped, plural } from './plurals.ts';
import type { Content } from '../content.ts';
import { html } from 'hono/html';

export const automations = {
	result: 'Result',
	recipientOrReason: 'Recipient or reason',
	states: {
		waiting: 'Waiting',
		acting: 'Sending',
		held: 'Held',
		sent: 'Sent',
		failed: 'Failed',
		unknown: 'Perhaps sent',
		skipped: 'Skipped',
	},
	newAutomation: 'New automation',
	editOne: ( { name }: { name: string } ) => `Edit “${ name }”`,
	notSaved:
		'Your changes are not saved yet. Correct the fields marked below.',
	when: 'When',
	whatIsSent: 'What is sent',
	onlyIf: 'Only if',
	limits: 'Limits',
	preview: 'Preview',
	updatePreview: 'Update',
	previewFrame: 'Preview of the e-mail, with your last order',
	variables: 'Variables',
	orderIsPlaced: 'An order is placed',
	paymentIsReceived: 'A payment is received',
	after: 'After',
	unit: 'Unit',
	allStores: 'All stores, including ones you connect later',
	emailToBuyer: 'An e-mail to the buyer',
	aWebhook: 'A webhook',
	webhookEndpoint: 'Webhook endpoint',
	webhookEndpointHint: 'Only for a webhook.',
	purpose: 'Purpose of the e-mail',
	purposeHint:
		'Marketing e-mails contain an unsubscribe link, and go only to buyers who agreed to them in the store. Choose transactional only for what an order itself requires.',
	transactional: 'Transactional',
	marketing: 'Marketing',
	subject: 'Subject',
	previewText: 'Preview text',
	previewTextHint: 'Inboxes show it next to the subject.',
	text: 'Text',
	textHint:
		'HTML with Liquid variables, such as {{ order.number }}. All of them are listed beside this form.',
	isUnpaid: 'The order is not paid',
	orderStatus: 'Order status',
	orderStatusHint:
		'WooCommerce’s names, separated by commas, for example: pending, on-hold. If empty: all except cancelled, failed and refunded.',
	minTotal: 'Minimum total',
	maxTotal: 'Maximum total',
	currencyHint: 'For example: EUR, USD.',
	anyBuyer: 'Any',
	newBuyer: 'New: this is their first order',
	returningBuyer: 'Returning',
	paymentMethodHint:
		'WooCommerce’s names, separated by commas, for example: bacs, cod.',
	oneOfProducts: 'One of these products',
	oneOfCollections: 'Or a product from one of these collections',
	hourlyLimit: 'Maximum per hour',
	hourlyLimitHint: 'Anything above it is held until you release or drop it.',
	latestAge: 'Maximum delay in hours',
	latestAgeHint:
		'Anything later is skipped, for example after a store was paused for days.',
	quietFrom: 'Quiet hours from',
	quietHint:
		'In your account’s time zone. What is due in between is sent afterwards.',
	quietTo: 'Quiet hours until',
	keepVersion: 'Continue with the version they started with',
	takeVersion: 'Use the new version',
	switchOnOne: ( { name }: { name: string } ) => `Switch on “${ name }”?`,
	fromNowOn: 'From now on',
	fromNowOnText:
		'It acts on what happens from now on, never on what happened before.',
	unlessPaidAtOnce: 'Only if the order is not paid immediately',
	unlessPaidAtOnceHint:
		'With a card payment, the buyer would otherwise get the confirmation and the thank-you for the payment within a second.',
	switchOn: 'Switch on',
	previewOf: ( orders: number ) =>
		plural( orders, {
			one: '# What it would have done with your last order',
			other: 'What it would have done with your last # orders',
		} ),
	previewEmpty:
		'Once there are orders, you will see here what would have been sent, and why not.',
	previewEmail: 'The e-mail for the selected order',
	lastOrders: 'Last orders',
	title: 'Automations',
	switchOff: 'Switch off',
	switchOnEllipsis: 'Switch on…',
	emailFrame: 'The e-mail, with your last order',
	sendTest: 'Send me a test',
	emailEmpty: 'Your e-mail appears here as soon as there is an order.',
	heldText:
		'Nothing above the limit is sent until you decide. Each order is checked again before anything is sent.',
	dropAll: 'Drop all',
	releaseAll: 'Release all',
	historyEmpty:
		'For each order, you will see here what this automation did, or why it did nothing.',
	tryAgain: 'Try again',
	deleteOne: ( { name }: { name: string } ) => `Delete “${ name }”?`,
	deleteText:
		'Its history is deleted too. Sent e-mails stay with their orders and contacts. This cannot be undone.',
	noEmail: 'No e-mail',
	intro: 'An automation acts once for each order, and shows you what it did.',
	whatItDoes: 'What it does',
	needsAttention: 'Needs attention',
	lastDays: 'Sent and skipped in the last 30 days.',
	sendsWebhook: 'This automation sends a webhook, not an e-mail.',
	emailOnceOrder: 'Your e-mail appears here as soon as there is an order.',
	cannotSave: 'This value cannot be saved.',
	noSuchEmail: 'There is no such e-mail.',
	emailGone: 'This e-mail is no longer kept.',
	storeGone: 'a deleted store',
	toldOn: 'The automation is on. It acts on what happens from now on.',
	toldOnAlready: 'The automation is already on.',
	toldOff: 'The automation is off. Nothing that was waiting will be sent.',
	toldOffAlready: 'The automation is already off.',
	toldAgain: 'The order is checked again, then it is sent.',
	toldNotAgain:
		'Not sent again: it is already being sent, or is no longer kept.',
	toldTested: ( { email }: { email: string } ) =>
		`A test with your last order is on its way to ${ email }.`,
	toldNoOrder: 'There is no order yet to test with.',
	toldNoEmail: 'The test could not be sent: the e-mail contains an error.',
	toldDeleted: 'The automation is deleted.',
	toldNotDeleted:
		'Not deleted: ready-made automations cannot be deleted, and others must be switched off first.',
	toldNothingHeld: 'Nothing is held anymore.',
	unsubscribe: 'Unsubscribe',
	unsubscribeText: ( { sender }: { sender: string } ) =>
		`You will no longer receive marketing e-mails from ${ sender }. You will still receive e-mails that your orders require.`,
	unsubscribed: 'You have unsubscribed',
	unsubscribedText: ( { sender }: { sender: string } ) =>
		`${ sender } will not send you any more marketing e-mails.`,
	previewTitle: 'What it would have done',
	units: { minute: 'minutes', hour: 'hours', day: 'days', week: 'weeks' },
	severalHint:
		'If you choose none, any will do. To choose several, hold Ctrl or ⌘.',
	ordersWait: ( number: number ) =>
		plural( number, {
			one: '# order is waiting for this automation',
			other: '# orders are waiting for this automation',
		} ),
	held: {
		email: ( number: number ) =>
			capped( number, {
				one: '# e-mail is held: the hourly limit was reached',
				other: '# e-mails are held: the hourly limit was reached',
			} ),
		webhook: ( number: number ) =>
			capped( number, {
				one: '# webhook is held: the hourly limit was reached',
				other: '# webhooks are held: the hourly limit was reached',
			} ),
	},
	wouldBeSent: {
		email: ( number: number ) =>
			plural( number, {
				one: '# e-mail would have been sent, judging by the orders as they are now.',
				other: '# e-mails would have been sent, judging by the orders as they are now.',
			} ),
		webhook: ( number: number ) =>
			plural( number, {
				one: '# webhook would have been sent, judging by the orders as they are now.',
				other: '# webhooks would have been sent, judging by the orders as they are now.',
			} ),
	},
	isOnSince: ( { at, version }: { at: Content; version: number } ) =>
		html`On since ${ at }. Version ${ version }.`,
	isOffSince: ( { at, version }: { at: Content; version: number } ) =>
		html`Off since ${ at }. Version ${ version }.`,
	showEmail: ( { number }: { number: string } ) =>
		html`Show<span class="hidden"> the e-mail of order ${ number }</span>`,
	twoEmails: ( {
		names,
		store,
		settingsUrl,
	}: {
		names: string;
		store: string;
		settingsUrl: string;
	} ) =>
		html`<strong>Your buyers would get two e-mails.</strong> WooCommerce
			also sends ${ names } to the customers of ${ store }. Switch it off
			under
			<a href="${ settingsUrl }" target="_blank" rel="noopener noreferrer"
				>WooCommerce → Settings → Emails</a
			>, or leave this automation off.`,
	decided: {
		released: ( number: number ) =>
			plural( number, {
				one: '# order released.',
				other: '# orders released.',
			} ),
		dropped: ( number: number ) =>
			plural( number, {
				one: '# order dropped.',
				other: '# orders dropped.',
			} ),
	},
	/** A sentence about an automation's action, put together from its parts. */
	sentence: {
		whole: ( {
			when,
			where,
			what,
			delay,
			conditions,
		}: Record<
			'when' | 'where' | 'what' | 'delay' | 'conditions',
			string
		> ) => `When ${ when }${ where }, ${ what } ${ delay }${ conditions }.`,
		triggers: {
			order_submitted: 'an order is placed',
			payment_received: 'a payment is received',
		},
		inStores: ( { stores }: { stores: string } ) => ` in ${ stores }`,
		actions: {
			email: 'send the buyer an e-mail',
			webhook: 'send a webhook',
		},
		atOnce: 'immediately',
		later: {
			minute: ( number: number ) =>
				plural( number, {
					one: '# minute later',
					other: '# minutes later',
				} ),
			hour: ( number: number ) =>
				plural( number, {
					one: '# hour later',
					other: '# hours later',
				} ),
			day: ( number: number ) =>
				plural( number, { one: '# day later', other: '# days later' } ),
			week: ( number: number ) =>
				plural( number, {
					one: '# week later',
					other: '# weeks later',
				} ),
		},
		onlyIf: ( { conditions }: { conditions: string } ) =>
			`, if ${ conditions }`,
		isUnpaid: 'the order is unpaid',
		hasStatus: ( { statuses }: { statuses: string } ) =>
			`its status is ${ statuses }`,
		totalAtLeast: ( { total }: { total: string } ) =>
			`its total is at least ${ total }`,
		totalAtMost: ( { total }: { total: string } ) =>
			`its total is at most ${ total }`,
		inCurrency: ( { currencies }: { currencies: string } ) =>
			`it is in ${ currencies }`,
		hasProduct: 'it contains one of the chosen products',
		buyers: {
			new: 'the buyer is new',
			returning: 'the buyer is returning',
		},
		paidBy: ( { methods }: { methods: string } ) =>
			`it is paid by ${ methods }`,
	},
	errors: {
		name: 'Enter a name of at most 100 characters.',
		trigger: 'Choose when the automation acts.',
		stores: 'Choose a store, or at most 500.',
		delay: 'Enter a whole number, 0 or more. The longest delay is 52 weeks.',
		statuses: 'Enter at most 500 statuses, each of at most 100 characters.',
		max_total: 'The highest total is below the lowest.',
		currencies: 'Enter at most 50 currencies, by codes like EUR.',
		products: 'Choose at most 500 products.',
		collections: 'Choose at most 500 collections.',
		buyer: 'Choose one of these.',
		payment_methods:
			'Enter at most 500 payment methods, each of at most 100 characters.',
		purpose: 'Choose one of these.',
		subject: 'Enter a subject of at most 500 characters.',
		preheader: 'Enter at most 500 characters.',
		body: 'Enter what the e-mail says, in at most 100,000 characters.',
		endpoint_id: 'Choose an endpoint.',
		hourly_limit: 'Enter a whole number from 1 to 100,000.',
		latest_age_hours: 'Enter a whole number of hours, from 1 to 672.',
		quiet_from: 'Enter a time like 22:00.',
		quiet_to: 'Enter a time like 07:00, other than the first.',
	},
	/** Why a run did not act, or has not acted yet (R43). */
	reasons: {
		paid_meanwhile: 'The order was paid in the meantime',
		paid_at_once: 'The order was paid immediately',
		cancelled: 'The order was cancelled, or its payment failed',
		refunded: 'The order was refunded',
		trashed: 'The order is in the trash',
		order_gone: 'The order is not in Ivorey',
		erased: 'The buyer’s personal data was erased',
		no_address: 'The order has no e-mail address',
		unsubscribed: 'The buyer has unsubscribed',
		no_consent: 'The buyer has not agreed to marketing e-mails',
		consent_refused: 'The buyer declined marketing e-mails',
		bounced: 'The buyer’s address does not exist',
		switched_off: 'The automation was switched off',
		before_switched_on: 'It happened before the automation was switched on',
		restored:
			'Ivorey’s database was restored from a backup, so this may have been sent before',
		too_late: 'It was too late',
		disconnected: 'The store was disconnected',
		status: 'The order’s status does not match',
		total: 'The order’s total is outside the limits',
		currency: 'The order’s currency does not match',
		product: 'The order contains none of the products',
		buyer: 'The buyer does not match (new or returning)',
		payment_method: 'The order’s payment method does not match',
		template: 'The e-mail contains an error',
		template_slow: 'Waiting: the e-mail took too long to create',
		hourly_limit: 'The hourly limit was reached',
		dropped: 'Dropped by hand',
		quiet_hours: 'Waiting for quiet hours to end',
		order_awaited: 'Waiting for the order to arrive',
		mail_server: 'The mail server asked to try again later',
		endpoint_gone: 'The webhook’s endpoint was deleted or switched off',
	},
	variableHelp: {
		'order.number': 'Order number',
		'order.status': 'WooCommerce status, like processing',
		'order.date': 'Date of the order',
		'order.date_iso':
			'Date and time of the order, to use with the date filter',
		'order.is_paid': 'true once the order is paid',
		'order.date_paid': 'Date of the payment; empty until the order is paid',
		'order.currency': 'Currency code, like EUR',
		'order.total': 'Total with its currency',
		'order.total_amount': 'Total as a number',
		'order.subtotal':
			'Items before discounts; with tax where the store’s prices include it, as are discount, shipping and fees',
		'order.subtotal_amount': 'Subtotal as a number',
		'order.discount': 'Discount, without a minus sign',
		'order.discount_amount': 'Discount as a number',
		'order.shipping': 'Shipping costs',
		'order.shipping_amount': 'Shipping costs as a number',
		'order.fees': 'All fees together',
		'order.fees_amount': 'All fees as a number',
		'order.tax': 'All taxes together',
		'order.tax_amount': 'All taxes as a number',
		'order.refunded': 'Amount refunded so far',
		'order.refunded_amount': 'Amount refunded as a number',
		'order.totals':
			'Rows below the items: subtotal, discount, shipping, fees, tax, total, refunded; rows that would be zero are left out',
		'order.totals[].label': 'Name of a row, like Total',
		'order.totals[].value': 'Amount of a row',
		'order.totals[].is_total': 'Whether it is the row of the total',
		'order.item_count': 'Number of items',
		'order.has_images': 'true if at least one item has a picture',
		'order.payment_method': 'Payment method as the buyer saw it',
		'order.shipping_method': 'Shipping method as the buyer saw it',
		'order.coupons': 'Coupon codes',
		'order.coupons[]': 'A coupon code',
		'order.note': 'The buyer’s note on the order',
		'order.billing_address': 'Lines of the billing address',
		'order.billing_address[]': 'A line of the billing address',
		'order.shipping_address': 'Lines of the shipping address',
		'order.shipping_address[]': 'A line of the shipping address',
		'order.email': 'E-mail address on the order',
		'order.phone': 'Phone number on the order',
		'order.url': 'Address of the order in the store; empty if unknown',
		lines: 'The items of the order',
		'lines[].name': 'Product name',
		'lines[].sku': 'SKU',
		'lines[].quantity': 'Quantity',
		'lines[].total': 'Price of the line before discounts',
		'lines[].total_amount': 'Price of the line as a number',
		'lines[].options': 'What the buyer chose, like Colour: Blue, Size: L',
		'lines[].attributes': 'What the buyer chose, one by one',
		'lines[].attributes[].name': 'Like Colour',
		'lines[].attributes[].value': 'Like Blue',
		'lines[].image':
			'Address of the product picture; empty if there is none',
		'contact.first_name': 'First name of the buyer; may be empty',
		'contact.last_name': 'Last name of the buyer; may be empty',
		'contact.display_name': 'Full name of the buyer; may be empty',
		'contact.email': 'E-mail address of the buyer',
		'store.name': 'Name of the store',
		'store.url': 'Address of the store',
		'account.name': 'Name of the Ivorey account',
		'account.sender_name': 'Name that e-mails are sent under',
		unsubscribe_url:
			'Address to unsubscribe at; empty in e-mails about an order alone',
	},
	/** Used for a new automation until it has its own. */
	newSubject: 'Your order {{ order.number }}',
	newBody:
		'<p>Hi {{ contact.first_name }},</p>\n<p>Thank you for your order {{ order.number }}.</p>\n<p>{{ store.name }}</p>',
};
