import { plural } from './plurals.ts';
import { html } from 'hono/html';
import type { Content } from '../content.ts';

export const tokens = {
	title: 'API tokens',
	intro: () =>
		html`With a token, a program can read what you see on these pages
			through Ivorey’s API. <a href="/docs">How to use it</a>`,
	noneYet: 'No tokens yet',
	noneYetText:
		'Create one for each program, so that you can revoke it separately.',
	createTitle: 'Create a token',
	nameHint: 'The program that will use it, for example “Bookkeeping”.',
	scope: 'Permissions',
	scopeHint: '“Read and change” can also edit products and erase people.',
	create: 'Create token',
	tokens: 'Tokens',
	revoked: 'Revoked',
	created: 'Created',
	lastUsed: 'Last used',
	notUsedYet: 'Not used yet',
	revoke: 'Revoke',
	revokedAt: ( { at }: { at: Content } ) => html`Revoked ${ at }`,
	unnamed: 'Token without a name',
	onTheCommandLine: 'On the command line',
	isCreated: 'Token created',
	copyNow: ( { name }: { name: string } ) =>
		`Copy the token “${ name }” now. It is shown only once. Keep it as safe as a password.`,
	token: 'Token',
	howToUse: 'How to use it',
	revokeOne: ( { name }: { name: string } ) => `Revoke ${ name }?`,
	revokeText:
		'The program that uses it loses access immediately. This cannot be undone, but you can create another token.',
	needsName: 'Enter a name, so that you recognize the token later.',
	nameTooLong: ( most: number ) =>
		plural( most, {
			one: 'Use at most # character.',
			other: 'Use at most # characters.',
		} ),
	scopes: { read: 'Read', manage: 'Read and change' },
	isRevoked: 'The token is revoked.',
};
