import { plural } from './plurals.ts';

export const shell = {
	skipToContent: 'Skip to content',
	menu: 'Menu',
	closeMenu: 'Close menu',
	yourProfile: ( { email }: { email: string } ) => `Your profile: ${ email }`,
	signOut: 'Sign out',
	mainNavigation: 'Main',
	goToStart: 'Go to the start page',
	goToOverview: 'Go to Overview',
	pageNotFound: 'Page not found',
	pageNotFoundText:
		'This page doesn’t exist. Check the address, or start from the Overview.',
	ownersOnly: 'Only an owner can do this',
	ownersOnlyText: ( { account }: { account: string } ) =>
		`Nothing was changed. You are a member of ${ account }: you can see everything, edit products and manage automations. Stores, people, account settings, webhooks, tokens and erasing a person are for its owners.`,
	askAnOwner: 'Ask an owner:',
	formTooLarge: 'That form is too large',
	formTooLargeText:
		'Ivorey could not read the form, or it is too long. Go back and try again.',
	formTooOld: 'This page is out of date',
	formTooOldText:
		'Nothing was changed. Go back, reload the page and try again.',
	cannotBeSaved: 'This cannot be saved',
	cannotBeSavedText:
		'Nothing was changed: the text contains a character that cannot be stored. Go back, type the text again, and try once more.',
	justAMoment: 'Just a moment',
	isStarting: 'Ivorey is starting. Try again in a moment.',
	somethingWentWrong: 'Something went wrong',
	databaseBusy: 'Ivorey is busy right now. Try again in a moment.',
	ourFault:
		'The error is on our side and has been logged. Try again in a moment.',
	tooManyLinks: 'Too many sign-in links were requested from your network.',
	tooManyStoreChecks: 'You checked many addresses in a short time.',
	tooManyInvitations: 'Your account sent many invitations in a short time.',
	tooManyInvitationsTo:
		'This address received many invitations in a short time.',
	switchAccount: 'Switch account',
	groups: { account: 'Account' },
	sections: {
		home: 'Overview',
		orders: 'Orders',
		contacts: 'Contacts',
		transactions: 'Transactions',
		products: 'Products',
		collections: 'Collections',
		automations: 'Automations',
		stores: 'Stores',
		settings: 'Settings',
	},
	tryAgainIn: ( { why, minutes }: { why: string; minutes: number } ) =>
		`${ why } Try again in ${ plural( minutes, { one: '# minute', other: '# minutes' } ) }.`,
};
