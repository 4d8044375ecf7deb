import { plural } from './plurals.ts';
import { WEBHOOKS, type WebhookType } from '@ivorey/shared';
import { html } from 'hono/html';
import type { Content } from '../content.ts';

/** The texts of the API's documentation. */
function documented( name: 'title' | 'summary' ) {
	return Object.fromEntries(
		Object.entries( WEBHOOKS ).map( ( [ type, texts ] ) => [
			type,
			texts[ name ],
		] )
	) as Record< WebhookType, string >;
}

export const webhooks = {
	endpoint: 'Endpoint',
	attempts: 'Attempts',
	notTried: 'No attempts yet',
	payload: 'Payload',
	payloadErased:
		'Erased, because it contained personal data that has been erased.',
	event: 'Event',
	happened: 'Happened',
	nextAttempt: 'Next attempt',
	givenUp: 'Given up',
	givenUpText: 'It was not accepted within three days.',
	response: 'Response',
	duration: 'Took',
	responseStart: 'Start of the response',
	title: 'Webhooks',
	sendTest: 'Send a test',
	switchOn: 'Switch on',
	switchedOffSince: ( { at }: { at: Content } ) =>
		html`Switched off since ${ at }`,
	failingSince: ( { at }: { at: Content } ) =>
		html`Every attempt has failed since ${ at }`,
	failingText:
		'Ivorey keeps trying, and switches the endpoint off after five days.',
	failingRetry: ( { at }: { at: Content } ) =>
		html`Ivorey tries again ${ at }, and switches the endpoint off after
		five days. As soon as it responds, everything that is waiting is sent,
		oldest first.`,
	deliveries: 'Deliveries',
	deliveriesEmpty: 'Deliveries to this endpoint are listed here for 30 days.',
	deliveryCount: ( number: number ) =>
		plural( number, { one: '# delivery', other: '# deliveries' } ),
	lastResponse: 'Last response',
	url: 'URL',
	events: 'Events',
	automationsThatUse: 'Only from automations that use it',
	added: 'Added',
	oldSecret: 'Old secret',
	signsUntil: ( { at }: { at: Content } ) => html`signs until ${ at }`,
	newSecret: 'New secret',
	switchOff: 'Switch off',
	replayTitle: 'Send a period again',
	fromUtc: 'From (UTC)',
	toUtc: 'To (UTC)',
	whichOnes: 'Which deliveries',
	onlyFailed: 'Only failed ones',
	all: 'All',
	replayWaits: 'They are sent as soon as the endpoint is switched on.',
	deleteTitle: 'Delete this endpoint?',
	deleteText: ( { url }: { url: string } ) =>
		html`Nothing more is sent to <code class="breaks">${ url }</code>, and
			its list of deliveries is deleted too. Automations that send to it
			fail until you choose another endpoint. This cannot be undone.`,
	addEndpoint: 'Add endpoint',
	editEndpoint: 'Edit endpoint',
	urlHint:
		'The address Ivorey sends to, for example https://example.com/webhooks.',
	nameHint: 'What you call it in Ivorey. Optional.',
	chooseEvents:
		'Choose which events Ivorey sends. If you choose none, only automations send to this endpoint.',
	add: 'Add',
	checkingUrl: 'Checking the address…',
	isAdded: 'Endpoint added',
	newSecretTitle: 'New secret',
	copySecret:
		'Copy the secret now. It is shown only once. Ivorey signs everything it sends with it.',
	signingSecret: 'Signing secret',
	secretOverlap:
		'For one day, Ivorey signs with the old secret as well, so that you can replace it without interruption.',
	howToVerify: 'How to verify signatures',
	intro: () =>
		html`Ivorey tells other programs what happens, as it happens.
			<a href="/docs">What is sent, and how to verify it</a>`,
	noneYet: 'No endpoints yet',
	noneYetText:
		'Add the address of a program that needs to know about orders, payments, contacts or products.',
	ownersAdd: 'Only an owner can add one.',
	oneOff: ( { endpoint }: { endpoint: string } ) =>
		`The webhook to ${ endpoint } is switched off`,
	seeWhy: 'See why',
	someOff: ( endpoints: number ) =>
		plural( endpoints, {
			one: '# webhook is switched off',
			other: '# webhooks are switched off',
		} ),
	someOffText: 'Nothing is sent to them until you switch them on.',
	seeThem: 'See webhooks',
	endpoints: 'Endpoints',
	automationsOnly: 'Automations only',
	eventCount: ( events: number ) =>
		plural( events, { one: '# event', other: '# events' } ),
	since: 'Since',
	toldNoneAgain:
		'Nothing was sent again: there are no such deliveries in that period.',
	toldAllAgain: ( number: number ) =>
		plural( number, {
			one: '# delivery is being sent again.',
			other: '# deliveries are being sent again, oldest first.',
		} ),
	mostEndpoints: ( most: number ) =>
		plural( most, {
			one: 'An account can have # endpoint. Delete one first.',
			other: 'An account can have at most # endpoints. Delete one first.',
		} ),
	enterPeriod: 'Enter two times, the earlier one first.',
	offBecause: ( { why }: { why: string } ) =>
		`${ why } What happens in the meantime is not kept for it. What was already waiting is sent when it is switched on again, unless it is more than three days old.`,
	offReasons: {
		person: 'Someone switched it off in Ivorey.',
		gone: 'It responded with status 410, which means that it wants nothing more.',
		failing: 'Every attempt failed for five days.',
		secret_lost:
			'The key that protects its secret is lost. Create a new secret before you switch it on.',
	},
	failures: {
		unknown_host: 'Host name not found',
		internal_address: 'Host name leads into a private network',
		refused: 'Connection refused',
		timeout: 'No response within ten seconds',
		certificate: 'Certificate not valid',
		not_https: 'Not https',
		broken: 'Connection closed unexpectedly',
		no_secret: 'Secret cannot be read',
	},
	failed: 'Failed',
	redirect: ( { status }: { status: string } ) =>
		`${ status }, a redirect, which Ivorey does not follow`,
	states: { waiting: 'Waiting', sent: 'Sent', failed: 'Failed' },
	failing: 'Failing',
	erased: 'Erased',
	tryingAgain: 'Trying again',
	told: {
		on: 'The endpoint is on. It receives what happens from now on.',
		onAlready: 'The endpoint is already on.',
		off: 'The endpoint is off.',
		offAlready: 'The endpoint is already off.',
		tested: 'A test is on its way.',
		notTested: 'No test was sent: the endpoint is off. Switch it on first.',
		again: 'It is being sent again.',
		notAgain:
			'Not sent again: personal data in it has been erased, or it is no longer kept.',
		deleted: 'The endpoint is deleted.',
	},
	types: documented( 'title' ),
	summaries: documented( 'summary' ),
	subjects: {
		order: 'Orders',
		payment: 'Payments',
		refund: 'Refunds',
		contact: 'Contacts',
		product: 'Products',
		connection: 'Stores',
		automation: 'Automations',
	},
	enterUrl: 'Enter the full address, like https://example.com/webhooks.',
	urlTooLong: ( most: number ) =>
		plural( most, {
			one: 'Use at most # character.',
			other: 'Use at most # characters.',
		} ),
	urlNotHttps: 'The address must begin with https://.',
	urlHasPassword:
		'Remove the user name and the password. Each delivery is signed instead.',
	urlInternal:
		'This address leads into a private network. Enter one that can be reached from the internet.',
	urlUnknown: ( { host }: { host: string } ) =>
		`Ivorey cannot find a server named ${ host }. Check the spelling.`,
};
