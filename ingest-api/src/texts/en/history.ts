import type { Content } from '../content.ts';
import { plural } from './plurals.ts';
import { html } from 'hono/html';

interface Change {
	author: Content;
	/** Empty if the sentence needs no subject. */
	subject: Content;
}

export const history = {
	title: 'History',
	intro: 'Who changed what in this account.',
	change: 'Change',
	count: ( changes: number ) =>
		plural( changes, { one: '# change', other: '# changes' } ),
	person: 'Person',
	area: 'Area',
	noneMatch: 'No changes match',
	showAll: 'Show all changes',
	nothingYetText: 'Changes that people make will be listed here.',
	/** Sentences with the author of a change and the thing that was changed. */
	changes: {
		person_added: ( { author, subject }: Change ) =>
			html`${ author } added ${ subject }`,
		person_invited: ( { author, subject }: Change ) =>
			html`${ author } invited ${ subject }`,
		person_joined: ( { author }: Change ) =>
			html`${ author } joined the account`,
		person_role: ( { author, subject }: Change ) =>
			html`${ author } changed the role of ${ subject }`,
		person_removed: ( { author, subject }: Change ) =>
			html`${ author } removed ${ subject }`,
		invitation_sent_again: ( { author, subject }: Change ) =>
			html`${ author } sent the invitation to ${ subject } again`,
		invitation_revoked: ( { author, subject }: Change ) =>
			html`${ author } withdrew the invitation for ${ subject }`,
		account_changed: ( { author }: Change ) =>
			html`${ author } changed the account`,
		sender_changed: ( { author }: Change ) =>
			html`${ author } changed the sender of e-mails to buyers`,
		store_connected: ( { author, subject }: Change ) =>
			html`${ author } connected ${ subject }`,
		store_paused: ( { author, subject }: Change ) =>
			html`${ author } paused ${ subject }`,
		store_resumed: ( { author, subject }: Change ) =>
			html`${ author } resumed ${ subject }`,
		store_disconnected: ( { author, subject }: Change ) =>
			html`${ author } disconnected ${ subject }`,
		store_deleted: ( { author, subject }: Change ) =>
			html`${ author } deleted all data from ${ subject }`,
		store_settings: ( { author, subject }: Change ) =>
			html`${ author } changed what ${ subject } keeps in sync`,
		import_started: ( { author, subject }: Change ) =>
			html`${ author } started an import from ${ subject }`,
		import_cancelled: ( { author, subject }: Change ) =>
			html`${ author } cancelled the import from ${ subject }`,
		automation_created: ( { author, subject }: Change ) =>
			html`${ author } created the automation ${ subject }`,
		automation_changed: ( { author, subject }: Change ) =>
			html`${ author } edited the automation ${ subject }`,
		automation_on: ( { author, subject }: Change ) =>
			html`${ author } switched on the automation ${ subject }`,
		automation_off: ( { author, subject }: Change ) =>
			html`${ author } switched off the automation ${ subject }`,
		automation_deleted: ( { author, subject }: Change ) =>
			html`${ author } deleted the automation ${ subject }`,
		automation_released: ( { author, subject }: Change ) =>
			html`${ author } released what was held by ${ subject }`,
		automation_dropped: ( { author, subject }: Change ) =>
			html`${ author } dropped what was held by ${ subject }`,
		webhook_created: ( { author, subject }: Change ) =>
			html`${ author } added the webhook ${ subject }`,
		webhook_changed: ( { author, subject }: Change ) =>
			html`${ author } edited the webhook ${ subject }`,
		webhook_on: ( { author, subject }: Change ) =>
			html`${ author } switched on the webhook ${ subject }`,
		webhook_off: ( { author, subject }: Change ) =>
			html`${ author } switched off the webhook ${ subject }`,
		webhook_secret: ( { author, subject }: Change ) =>
			html`${ author } created a new secret for the webhook ${ subject }`,
		webhook_deleted: ( { author, subject }: Change ) =>
			html`${ author } deleted the webhook ${ subject }`,
		product_changed: ( { author, subject }: Change ) =>
			html`${ author } edited the product ${ subject }`,
		product_removed: ( { author, subject }: Change ) =>
			html`${ author } removed the product ${ subject }`,
		person_erased: ( { author }: Change ) =>
			html`${ author } erased the personal data of a buyer`,
		token_created: ( { author, subject }: Change ) =>
			html`${ author } created the token ${ subject }`,
		token_revoked: ( { author, subject }: Change ) =>
			html`${ author } revoked the token ${ subject }`,
	},
	changedSomething: ( { author }: Change ) =>
		html`${ author } changed something`,
	areas: {
		store: 'Stores',
		automation: 'Automations',
		product: 'Products',
		webhook: 'Webhooks',
		token: 'Tokens',
		people: 'People',
		privacy: 'Privacy',
		account: 'Account',
	},
	removedPerson: 'Someone who has been removed',
	someoneInStore: 'Someone in wp-admin',
	operator: 'The operator',
	aToken: 'A token',
	theToken: ( { name }: { name: string } ) => `The token “${ name }”`,
	everything: 'everything',
	syncOn: ( { names }: { names: string } ) => `sync on: ${ names }`,
	syncOff: ( { names }: { names: string } ) => `sync off: ${ names }`,
	importOn: ( { names }: { names: string } ) => `import on: ${ names }`,
	importOff: ( { names }: { names: string } ) => `import off: ${ names }`,
	again: 'Reconnected',
	notChosen: 'not chosen',
};
