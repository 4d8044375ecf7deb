import { html } from 'hono/html';
import type { Content } from '../content.ts';

type Values< Name extends string > = Record< Name, Content >;

/** The automations that a new account starts with (R32); from then on their texts belong to the account. */
export const readyMade = {
	greeting: ( { name }: Values< 'name' > ) => html`Hi ${ name },`,
	greetingWithoutName: 'Hi,',
	viewOrder: 'View your order',
	yourOrder: 'Your order',
	moreLines: ( { number }: Values< 'number' > ) =>
		html`And ${ number } more.`,
	orderConfirmation: {
		name: 'Order confirmation',
		subject: ( { number }: { number: string } ) =>
			`We’ve received your order #${ number }`,
		preheader: ( { store }: { store: string } ) =>
			`Thank you for shopping with ${ store }. Here is a summary of your order.`,
		title: 'Thank you for your order',
		received: ( { number, date }: Values< 'number' | 'date' > ) =>
			html`We’ve received your order #${ number }, placed on ${ date }.
			Here is a summary for your records.`,
		paymentMethod: 'Payment method',
		note: 'Your note',
		billingAddress: 'Billing address',
		shippingAddress: 'Shipping address',
		reply: 'If anything looks wrong, just reply to this message.',
	},
	thankYou: {
		name: 'Thank you for your payment',
		subject: ( { number }: { number: string } ) =>
			`Payment received for order #${ number }`,
		preheader: ( { total }: { total: string } ) =>
			`Thank you. We’ve received your payment of ${ total }.`,
		title: 'Thank you for your payment',
		received: ( { number, total }: Values< 'number' | 'total' > ) =>
			html`We’ve received your payment of ${ total } for order
			#${ number }. There is nothing else you need to do.`,
		receivedBy: ( {
			number,
			total,
			method,
		}: Values< 'number' | 'total' | 'method' > ) =>
			html`We’ve received your payment of ${ total } for order
			#${ number } (${ method }). There is nothing else you need to do.`,
		reply: 'If you have a question, just reply to this message.',
	},
	pendingFollowUp: {
		name: 'Follow-up on a pending payment',
		subject: ( { number }: { number: string } ) =>
			`Your order #${ number } is waiting for payment`,
		preheader: ( { total }: { total: string } ) =>
			`${ total } is still to be paid.`,
		title: 'Your order is waiting for payment',
		notPaid: ( {
			number,
			date,
			total,
		}: Values< 'number' | 'date' | 'total' > ) =>
			html`Thank you for your order #${ number }, placed on ${ date }. We
			haven’t received your payment of ${ total } yet.`,
		payHere: 'You can see the order and pay for it here:',
		viewAndPay: 'View and pay',
		payInAccount: ( { store }: Values< 'store' > ) =>
			html`You can see the order and pay for it in your account at
			${ store }.`,
		chosenMethod: ( { method }: Values< 'method' > ) =>
			html`You chose to pay by: ${ method }.`,
		reply: 'If you have already paid, thank you; please ignore this message. If something went wrong with the payment, just reply and we’ll help.',
	},
};
