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
		title: 'Privacy',
		text: 'Erase a person who asks for it, and see who was erased.',
		open: 'Open Privacy',
		path: PATHS.privacy,
	},
	{
		group: 'Account',
		title: 'E-mails to buyers',
		text: 'The sender’s name, where answers go, and the time zone of quiet hours.',
		open: 'Open E-mails',
		path: PATHS.sending,
	},
];
