import { capped, plural } from './plurals.ts';
import { html } from 'hono/html';
import type { Content } from '../content.ts';

export const orders = {
	trash: 'Trash',
	title: 'Orders',
	empty: ( { subtype }: { subtype: string } ) =>
		`Orders from your stores (${ subtype }) appear here seconds after they are placed.`,
	search: 'Number, name or e-mail',
	woocommerceStatus: 'In WooCommerce',
	payment: 'Payment',
	paid: 'Paid',
	notPaid: 'Not paid',
	subtype: 'Subtype',
	one: ( { number }: { number: string } ) => `Order ${ number }`,
	placedIn: ( {
		at,
		storePath,
		store,
	}: {
		at: Content;
		storePath: string;
		store: string;
	} ) => html`Placed ${ at } in <a href="${ storePath }">${ store }</a>.`,
	timeline: 'Timeline',
	buyersNote: 'Note from the buyer',
	isTrashed:
		'This order is in the store’s trash or was deleted there. Ivorey keeps it as it was.',
	isErased: ( { at }: { at: Content } ) =>
		html`The buyer’s personal data was erased ${ at }. The order stays
		without it.`,
	buyer: 'Buyer',
	noBuyer: 'The order has no name and no e-mail address.',
	erasedSentence: 'Erased.',
	noEmail: 'No e-mail address',
	erased: 'Erased',
	addresses: 'Addresses',
	billing: 'Billing',
	shipping: 'Shipping',
	orderId: 'Order ID',
	paymentMethod: 'Payment method',
	paymentId: 'Payment ID',
	createdVia: 'Created via',
	paymentsAndRefunds: 'Payments and refunds',
	noPayments: 'No payments or refunds yet.',
	methodOrReason: 'Method or reason',
	noRuns: 'No automation has acted on this order.',
	deletedAutomation: 'Deleted automation',
	triggers: 'Triggers',
	noTriggers: 'None. The order was imported, or nothing has happened yet.',
	items: 'Items',
	noItems: 'No items',
	item: 'Item',
	quantity: 'Quantity',
	tax: 'Tax',
	beforeTax: 'Before tax',
	skuOf: ( { sku }: { sku: string } ) => `SKU ${ sku }`,
	discount: 'Discount',
	fees: 'Fees',
	refunded: 'Refunded',
	placedInStore: 'Placed in the store',
	receivedSigned: 'Received by Ivorey in a signed batch',
	triggerOf: ( { trigger }: { trigger: string } ) => `Trigger: ${ trigger }`,
	completedInStore: 'Completed in the store',
	anAutomation: 'An automation',
	lastChange: 'Last change received by Ivorey',
	buyerErased: 'The buyer’s personal data was erased',
	paidAmount: ( { amount }: { amount: string } ) => `Paid ${ amount }`,
	paymentReversed:
		'The store has since reversed this payment. No money moved.',
	refundedAmount: ( { amount }: { amount: string } ) =>
		`Refunded ${ amount }`,
	refundReversed: 'The store has since reversed this refund. No money moved.',
	emailErased: 'Its content was erased.',
	mailServerReply: ( { reply }: { reply: string } ) =>
		`The mail server answered: ${ reply }`,
	withinASecond: 'Within a second',
	secondsLater: ( seconds: number ) =>
		plural( seconds, { one: '# second later', other: '# seconds later' } ),
	minutesLater: ( minutes: number ) =>
		plural( minutes, { one: '# minute later', other: '# minutes later' } ),
	count: ( number: number ) =>
		plural( number, { one: '# order', other: '# orders' } ),
	cappedCount: ( number: number ) =>
		capped( number, { one: '# order', other: '# orders' } ),
	notFound: 'Order not found',
	notFoundText: 'There is no such order in your account.',
	noneMatch: 'No orders match',
	showAll: 'Show all orders',
	noneYet: 'No orders yet',
	statuses: {
		Pending: 'Pending',
		Completed: 'Completed',
		Cancelled: 'Cancelled',
	},
	woocommerceStatuses: {
		pending: 'Pending payment',
		processing: 'Processing',
		'on-hold': 'On hold',
		completed: 'Completed',
		cancelled: 'Cancelled',
		refunded: 'Refunded',
		failed: 'Failed',
	},
	triggerNames: {
		order_submitted: 'Order Submitted',
		payment_received: 'Payment Received',
	},
	runOf: ( { automation, state }: { automation: string; state: string } ) =>
		`${ automation }: ${ state.toLowerCase() }`,
	byMethod: ( { method }: { method: string } ) => `By ${ method }`,
	emailStates: {
		waiting: 'is waiting to be sent',
		sending: 'is being sent',
		sent: 'was sent',
		failed: 'could not be sent',
		unknown: 'was perhaps sent',
	},
	anEmail: ( { state }: { state: string } ) => `An e-mail ${ state }`,
	emailTo: ( {
		subject,
		recipient,
		state,
	}: {
		subject: string;
		recipient: string;
		state: string;
	} ) => `E-mail “${ subject }” to ${ recipient } ${ state }`,
	discountBy: ( { coupons }: { coupons: string } ) =>
		`Discount (coupons: ${ coupons })`,
	number: 'Number',
	wooStatusHeading: 'WooCommerce status',
	inTrash: 'In the trash',
	orderNumber: 'Order number',
};
