import { plural } from './plurals.ts';
import { EXCLUSION_REASONS } from '@ivorey/shared';
import { html } from 'hono/html';
import type { Content } from '../content.ts';

export const stores = {
	importElements: 'Import Elements',
	keepInSync: 'Keep in sync',
	step: ( { step }: { step: string } ) => `Step ${ step } of 3`,
	connectTitle: 'Connect a WooCommerce store',
	storeUrl: 'Store URL',
	storeUrlHint: 'The address of your store, like https://yourstore.com',
	didYouMean: ( { suggestion }: { suggestion: string } ) =>
		html`Did you mean <strong>${ suggestion }</strong>?`,
	useSuggestion: ( { suggestion }: { suggestion: string } ) =>
		`Use ${ suggestion }`,
	chooseImport: ( { store }: { store: string } ) =>
		html`Choose what to copy to Ivorey once, now, from
			<strong>${ store }</strong>.`,
	chooseSync: ( { store }: { store: string } ) =>
		html`Choose what Ivorey keeps up to date when it changes in
			<strong>${ store }</strong>. You can change this later.`,
	approveNext: 'Next, your store asks for your approval.',
	approveNow: 'Approve the connection in your store',
	takenTo: ( { host }: { host: string } ) =>
		`You are being taken to ${ host }. Sign in there if you are asked to.`,
	continueTo: ( { host }: { host: string } ) => `Continue to ${ host }`,
	nothingChanged: 'Nothing was changed',
	staysConnected: ( { host, account }: { host: string; account: string } ) =>
		`${ host } is still connected to ${ account }. Nothing has changed.`,
	notConnected: ( { host, account }: { host: string; account: string } ) =>
		`${ host } is not connected to ${ account } and sends nothing to it.`,
	stillConnected: ( { names }: { names: string } ) =>
		`Still connected: ${ names }.`,
	takenBack: ( { host }: { host: string } ) =>
		`You are being taken back to ${ host }.`,
	backTo: ( { host }: { host: string } ) => `Back to ${ host }`,
	connectTo: ( { host, account }: { host: string; account: string } ) =>
		`Connect ${ host } to ${ account }?`,
	connectOne: ( { host }: { host: string } ) => `Connect ${ host }`,
	asksToSend: ( { store }: { store: string } ) =>
		html`<strong>${ store }</strong> wants to send data to your Ivorey
			account. You choose on the next two screens which of these it sends:`,
	sendsContacts:
		'contacts: names, e-mail addresses, phone numbers, addresses',
	sendsOrders: 'orders with their items, totals and customer notes',
	sendsPayments: 'payments and refunds, but never card numbers or passwords',
	sendsProducts: 'products and their categories',
	changesNothing: 'Ivorey changes nothing in the store.',
	signedInAs: ( { email }: { email: string } ) =>
		`Signed in as ${ email }. Not you? Sign out first.`,
	cannotConnect: 'This store cannot be connected',
	title: 'Stores',
	connectAnother: 'Connect another store',
	noneYet: 'No store connected yet',
	noneYetText:
		'Connect your WooCommerce store. Its orders then appear here within seconds.',
	lastContact: 'Last heard from',
	noContact: 'Not yet',
	seeStores: 'See stores',
	manageStores: ( number: number ) =>
		plural( number, { one: 'Manage store', other: 'Manage # stores' } ),
	openStore: 'Open store',
	pause: 'Pause',
	bothSides: 'In your store and in Ivorey',
	counting: 'Counting…',
	countingText: 'Counting takes a while. Reload the page in a moment.',
	element: 'Element',
	inStoreAtImport: 'In your store, at the last import',
	inYourStore: 'in your store',
	inIvoreyNow: 'In Ivorey now',
	notHeardYet: 'Ivorey has not heard from the store yet',
	lastHeard: ( { at }: { at: Content } ) => html`Last contact ${ at }`,
	needAttentionWhy: ( records: number ) =>
		plural( records, {
			one: '# record needs attention. The Activity page in your store shows why.',
			other: '# records need attention. The Activity page in your store shows why.',
		} ),
	nothingWaits: 'No changes are waiting to be sent.',
	ownersSync: 'Only an owner can change what is kept in sync.',
	notInIvorey: 'Not in Ivorey',
	notReported: 'Not known yet: the store has not reported.',
	nothingLeftOut: 'Nothing you keep in sync is left out.',
	why: 'Why',
	number: 'Number',
	disconnect: 'Disconnect',
	disconnectHint: 'Stops the sync. Everything in Ivorey stays.',
	disconnectEllipsis: 'Disconnect…',
	disconnectOne: ( { store }: { store: string } ) => `Disconnect ${ store }?`,
	disconnectText:
		'From then on, Ivorey receives nothing from this store: no orders, no contacts, no triggers.',
	whatStays: () =>
		html`<strong>What stays:</strong> all contacts, orders, transactions,
			products and collections from the store. Nothing changes in the
			store itself.`,
	canReconnect:
		'You can reconnect at any time. A new import then adds what was missed, without duplicates.',
	keepConnected: 'Keep it connected',
	pendingSince: ( { since }: { since: Content } ) =>
		html`Waiting for the store since ${ since }.`,
	pendingText:
		'The store has its credentials but has not used them yet. This usually takes a few seconds.',
	pendingStuck:
		'If nothing happens, the approval in wp-admin was not finished. Connect the store again, or remove it.',
	disconnectedSince: ( { since }: { since: Content } ) =>
		html`Disconnected since ${ since }.`,
	disconnectedText:
		'Everything received before is still here. Reconnecting starts a new import, which adds what was missed.',
	pausedHere: ( { since }: { since: Content } ) =>
		html`Paused in Ivorey ${ since }.`,
	pausedHereText:
		'Ivorey receives nothing until you resume it. Nothing is lost: the store keeps all changes.',
	pausedSince: ( { since }: { since: Content } ) =>
		html`Paused since ${ since }.`,
	nothingLost: 'Nothing is lost: the store keeps all changes.',
	waitingSince: ( { since }: { since: Content } ) =>
		html`Waiting for your store since ${ since }…`,
	waitingText: 'The store checks for requests at least once a minute.',
	importing: 'Import in progress',
	connected: 'Connected',
	notReportedYet: 'The store has not reported yet.',
	importFailed: 'The last import failed',
	importFailedText:
		'Import again. Nothing that is already here will be duplicated.',
	needAttention: ( records: number ) =>
		plural( records, {
			one: '# record needs attention',
			other: '# records need attention',
		} ),
	needAttentionText:
		'Everything else is up to date. To see why and try again, open WooCommerce → Settings → Integration → Ivorey → Activity in wp-admin.',
	differ: 'Your store and Ivorey differ',
	differText: 'The store will send what is missing or outdated.',
	upToDateWaiting: 'Up to date, with changes on their way',
	upToDate: 'Everything is up to date',
	importAgainEllipsis: 'Import again…',
	connectAgain: 'Connect again',
	reconnect: 'Reconnect',
	resume: 'Resume',
	checkingStore: 'Checking the store…',
	import: 'Import',
	followImport: 'Follow the import',
	cancelImport: 'Cancel the import',
	importEllipsis: 'Import…',
	nothingImported: 'Nothing has been imported yet.',
	excluded: ( { number }: { number: string } ) => `${ number } excluded`,
	importAgain: 'Import again',
	importIntro:
		'Nothing that is already here is duplicated, and no automation starts.',
	startAgain: 'Start again',
	requestOver:
		'This request was approved, denied, or took too long. Connect the store again.',
	linkIncomplete: ( { names }: { names: string } ) =>
		`The link from the store is incomplete (${ names }). Start connecting again in wp-admin.`,
	linkElsewhere: ( { back, approve }: { back: string; approve: string } ) =>
		`The link leads back to ${ back }, which is not the page where ${ approve } lets its owner approve. Start connecting again in wp-admin.`,
	notFound: 'Store not found',
	notFoundText: 'There is no such store in your account.',
	nothingSelected:
		'Nothing is selected. Switch on Import Elements and select at least one element.',
	elements: {
		collections: 'Collections',
		products: 'Products',
		contacts: 'Contacts',
		orders: 'Orders',
		transactions: 'Transactions',
		triggers: 'Triggers',
	},
	exclusionReasons: EXCLUSION_REASONS,
	paymentReceivedTriggers: 'Payment Received Triggers',
	boxes: {
		contacts: {
			label: 'Contacts',
			help: 'Your customers and subscribers. Buyers always come with their orders.',
		},
		orders: { label: 'Orders', help: 'Every order except drafts.' },
		transactions: { label: 'Transactions', help: 'Payments and refunds.' },
		payment_received_triggers: {
			label: 'Payment Received Triggers',
			help: 'Start automations when an order is paid.',
		},
		products: {
			label: 'Products',
			help: 'Simple and variable products that are published and have a price.',
		},
		collections: {
			label: 'Collections',
			help: 'Product categories with at least one product.',
		},
	},
	states: {
		pending: 'Waiting for the store',
		active: 'Active',
		paused: 'Paused',
		disconnected: 'Disconnected',
	},
	told: {
		saved: 'Saved.',
		conflict:
			'Someone else changed the switches at the same time. You see their changes. Change them again if you want to.',
		settled:
			'That was no longer possible: the state of the store has changed.',
	},
	inIvorey: 'in Ivorey',
	matches: ( {
		alike,
		compared,
		at,
	}: {
		alike: string;
		compared: string;
		at: Content;
	} ) => html`Everything matches: ${ alike } of ${ compared }, ${ at }`,
	differs: ( {
		alike,
		compared,
		at,
	}: {
		alike: string;
		compared: string;
		at: Content;
	} ) =>
		html`Your store and Ivorey differ: ${ alike } of ${ compared } match,
		${ at }`,
	nothingWaited: ( { at }: { at: Content } ) =>
		html`No changes were waiting to be sent, as of ${ at }.`,
	changesWaited: ( { number, at }: { number: number; at: Content } ) =>
		html`${ plural( number, { one: '# change was waiting', other: '# changes were waiting' } ) }
		to be sent, as of ${ at }.`,
	changesWait: ( number: number ) =>
		plural( number, {
			one: '# change is waiting to be sent.',
			other: '# changes are waiting to be sent.',
		} ),
	fromNowOn: 'Applies to what happens from now on.',
	requested: {
		start: 'Import requested. Waiting for your store…',
		cancel: 'Cancellation requested. Waiting for your store…',
	},
	importStates: {
		waiting: ( { started }: { started: Content } ) =>
			html`The import of ${ started } starts in a moment.`,
		running: ( { started }: { started: Content } ) =>
			html`The import of ${ started } is running.`,
		done: ( { started }: { started: Content } ) =>
			html`The import of ${ started } is complete.`,
		cancelled: ( { started }: { started: Content } ) =>
			html`The import of ${ started } was cancelled.`,
		failed: ( { started }: { started: Content } ) =>
			html`The import of ${ started } failed.`,
	},
	importStopped: ( { started, at }: { started: Content; at: Content } ) =>
		html`The import of ${ started } is stopped, as of ${ at }.`,
	doneOf: ( { done, total }: { done: string; total: string } ) =>
		`${ done } of ${ total }`,
	reasons: {
		created: 'The store was connected.',
		reconnected: 'The store was connected again.',
		first_request: 'The store sent its first request.',
		authentication_failed:
			'A request came with credentials of this store that do not belong together or have been replaced. This also happens when an old copy of the site is still running. Reconnect the store to give it new credentials.',
		authenticated_again: 'The store’s credentials are correct again.',
		paused: 'Someone paused it in Ivorey.',
		resumed: 'Someone resumed it in Ivorey.',
		disconnected_in_store:
			'Someone disconnected it in the store’s wp-admin.',
		disconnected_while_paused:
			'Someone disconnected it in the store’s wp-admin while it was paused in Ivorey.',
		came_back: 'The store was connected again.',
		revoked: 'Someone disconnected it in Ivorey.',
		deleted: 'Someone deleted it in Ivorey.',
	},
	someNeedAttention: ( number: number ) =>
		plural( number, {
			one: '# needs attention',
			other: '# need attention',
		} ),
};
