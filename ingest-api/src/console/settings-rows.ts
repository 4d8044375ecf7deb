import type { Texts } from '../texts/languages.ts';
import { PATHS } from './paths.ts';

export interface SettingsRow {
	group: 'you' | 'integrations' | 'account';
	/** In the catalogue: its title, a sentence, and the button that leads there. */
	name: keyof Texts[ 'settings' ][ 'rows' ];
	path: string;
	/** A member does not see it. */
	ownersOnly?: true;
}

/** Where Settings leads, from top to bottom; a new page is a row here. */
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
