import { html } from 'hono/html';
import type { ConsentSource } from '@ivorey/shared';
import type { Content } from '../content.ts';
import { capped, plural } from './plurals.ts';

export const contacts = {
	title: 'Contacts',
	empty: 'Customers and guests who order appear here as soon as your stores send them.',
	search: 'E-mail or name',
	kind: 'Kind',
	since: 'Since',
	noOrders: 'No orders yet.',
	lastOrders: ( { shown, all }: { shown: string; all: string } ) =>
		`The last ${ shown } of ${ all }`,
	emails: 'E-mails',
	noEmails: 'No e-mails have been sent to this contact.',
	company: 'Company',
	phone: 'Phone',
	registered: 'Registered',
	inIvoreySince: 'In Ivorey since',
	userIn: 'User in',
	spent: 'Spent',
	nothingSpent: 'Nothing paid yet.',
	merges: 'Merges',
	mergedBy: ( { store }: { store: string } ) =>
		`Found in data from ${ store }`,
	notFound: 'Contact not found',
	notFoundText:
		'There is no such contact in your account. It may have been merged with another one, or erased.',
	noneMatch: 'No contacts match',
	showAll: 'Show all contacts',
	noneYet: 'No contacts yet',
	count: ( number: number ) =>
		plural( number, { one: '# contact', other: '# contacts' } ),
	cappedCount: ( number: number ) =>
		capped( number, { one: '# contact', other: '# contacts' } ),
	kinds: { guest: 'Guest', customer: 'Customer' },
	inPaidOrders: ( number: number ) =>
		plural( number, {
			one: 'in # paid order, less refunds',
			other: 'in # paid orders, less refunds',
		} ),
	email: ( { subject, state }: { subject: Content; state: string } ) =>
		html`${ subject } ${ state }`,
	mergeReasons: {
		registered: 'The guest became a customer',
		address_changed:
			'A customer’s new e-mail address belonged to another contact, so the two were merged',
		orders_moved:
			'A guest’s last order turned out to be from this contact, so the two were merged',
	},
	marketingEmails: 'Marketing e-mails',
	marketingConsent: 'Marketing consent',
	consent: { given: 'Agreed', refused: 'Declined', unknown: 'Not asked' },
	noConsent:
		'No store has reported an answer, so no marketing e-mails are sent',
	consentBy: ( { at, source }: { at: Content; source: string } ) =>
		html`${ at }, by ${ source }`,
	consentSources: {
		checkout_field: 'a box at the checkout',
		mailchimp: 'Mailchimp’s box in the store',
		mailpoet: 'MailPoet’s box at the checkout',
		klaviyo: 'Klaviyo’s box at the checkout',
		wp_consent_api: 'the store’s cookie banner',
		filter: 'a plugin in the store',
	} satisfies Record< ConsentSource, string >,
};
