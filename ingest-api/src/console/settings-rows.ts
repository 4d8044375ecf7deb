import type { Texts } from '../texts/languages.ts';
import { PATHS } from './paths.ts';

export interface SettingsRow {
	group: 'you' | 'integrations' | 'account';
	/** The row's entry in the catalogue: a title, a sentence, and the button's label. */
	name: keyof Texts[ 'settings' ][ 'rows' ];
	path: string;
	/** Hidden from members. */
	ownersOnly?: true;
}

/** The entries of Settings, from top to bottom. A new page needs a row here. */
export const SETTINGS_ROWS: readonly SettingsRow[] = [
	{
		name: 'profile',
		group: 'you',
		path: PATHS.profile,
	},
	{
		name: 'woocommerce',
		group: 'integrations',
		path: PATHS.stores,
	},
	{
		name: 'webhooks',
		group: 'integrations',
		path: PATHS.webhooks,
	},
	{
		name: 'tokens',
		group: 'integrations',
		path: PATHS.tokens,
		ownersOnly: true,
	},
	{
		name: 'account',
		group: 'account',
		path: PATHS.account,
	},
	{
		name: 'people',
		group: 'account',
		path: PATHS.people,
	},
	{
		name: 'history',
		group: 'account',
		path: PATHS.history,
	},
	{
		name: 'privacy',
		group: 'account',
		path: PATHS.privacy,
	},
	{
		name: 'sending',
		group: 'account',
		path: PATHS.sending,
	},
];
