import type { IconName } from './parts/icon.ts';
import { PATHS } from './paths.ts';

interface Entry {
	/** The name that a page gives as its `section`. */
	section: string;
	path: string;
	icon: IconName;
	/** Shown above the first entry of its group. */
	group?: 'account';
}

/** The sidebar, from top to bottom. */
// prettier-ignore
export const NAVIGATION = [
	{ section: 'home', path: PATHS.home, icon: 'house' },
	{ section: 'orders', path: PATHS.orders, icon: 'shopping-bag' },
	{ section: 'contacts', path: PATHS.contacts, icon: 'users' },
	{ section: 'transactions', path: PATHS.transactions, icon: 'arrow-left-right' },
	{ section: 'products', path: PATHS.products, icon: 'package' },
	{ section: 'collections', path: PATHS.collections, icon: 'layers' },
	{ section: 'automations', path: PATHS.automations, icon: 'zap' },
	{ section: 'stores', path: PATHS.stores, icon: 'store', group: 'account' },
	{ section: 'settings', path: PATHS.integrations, icon: 'settings', group: 'account' },
] as const satisfies readonly Entry[];

export type Section = ( typeof NAVIGATION )[ number ][ 'section' ];
