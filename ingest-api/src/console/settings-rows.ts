import { PATHS } from './paths.ts';

export interface SettingsRow {
	group: 'You' | 'Integration' | 'Account';
	title: string;
	text: string;
	/** On the button that leads there. */
	open: string;
	path: string;
	/** A member does not see it. */
	ownersOnly?: true;
}

/** Where Settings leads, from top to bottom; a new page is a row here. */
export const SETTINGS_ROWS: readonly SettingsRow[] = [
	{
		group: 'You',
		title: 'Your profile',
		text: 'Your name, your time zone, and your other accounts.',
		open: 'Open your profile',
		path: PATHS.profile,
	},
	{
		group: 'Integration',
		title: 'WooCommerce',
		text: 'Contacts, orders, transactions, products and collections of your stores, kept current.',
		open: 'Open Stores',
		path: PATHS.stores,
	},
	{
		group: 'Integration',
		title: 'Webhooks',
		text: 'Tell other programs what happens, as it happens.',
		open: 'Open Webhooks',
		path: PATHS.webhooks,
	},
	{
		group: 'Integration',
		title: 'API tokens',
		text: 'Let programs of yours read, or change, what is in Ivorey.',
		open: 'Open API tokens',
		path: PATHS.tokens,
		ownersOnly: true,
	},
	{
		group: 'Account',
		title: 'Account',
		text: 'Its name, time zone, and how dates and amounts are written.',
		open: 'Open Account',
		path: PATHS.account,
	},
	{
		group: 'Account',
		title: 'People',
		text: 'Who signs in to this account, and what they may do.',
		open: 'Open People',
		path: PATHS.people,
	},
	{
		group: 'Account',
		title: 'History',
		text: 'Who changed what.',
		open: 'Open History',
		path: PATHS.history,
	},
	{
		group: 'Account',
		title: 'Privacy',
		text: 'Erase a person who asks for it, and see who was erased.',
		open: 'Open Privacy',
		path: PATHS.privacy,
	},
	{
		group: 'Account',
		title: 'E-mails to buyers',
		text: 'The sender’s name, and where answers go.',
		open: 'Open E-mails',
		path: PATHS.sending,
	},
];
