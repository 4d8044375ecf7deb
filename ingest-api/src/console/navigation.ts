import type { IconName } from './parts/icon.ts';
import { PATHS } from './paths.ts';

interface Entry {
	/** What a page names as its `section`. */
	section: string;
	label: string;
	path: string;
	icon: IconName;
	/** Stands above the first entry of its group. */
	group?: string;
}

/** The sidebar, from top to bottom. */
// prettier-ignore
export const NAVIGATION = [
	{ section: 'home', label: 'Overview', path: PATHS.home, icon: 'house' },
	{ section: 'orders', label: 'Orders', path: PATHS.orders, icon: 'shopping-bag' },
	{ section: 'contacts', label: 'Contacts', path: PATHS.contacts, icon: 'users' },
	{ section: 'transactions', label: 'Transactions', path: PATHS.transactions, icon: 'arrow-left-right' },
	{ section: 'products', label: 'Products', path: PATHS.products, icon: 'package' },
	{ section: 'collections', label: 'Collections', path: PATHS.collections, icon: 'layers' },
	{ section: 'automations', label: 'Automations', path: PATHS.automations, icon: 'zap' },
	{ section: 'stores', label: 'Stores', path: PATHS.stores, icon: 'store', group: 'Account' },
	{ section: 'settings', label: 'Settings', path: PATHS.integrations, icon: 'settings', group: 'Account' },
] as const satisfies readonly Entry[];

export type Section = ( typeof NAVIGATION )[ number ][ 'section' ];
