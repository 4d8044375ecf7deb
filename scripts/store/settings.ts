import type { StoreOptions } from './types.ts';

/** Options with all defaults filled in. */
export type Settings = Required<
	Omit<
		StoreOptions,
		'server' | 'wordpress' | 'woocommerce' | 'php' | 'dataDir'
	>
>;

const WORKERS = 8;

export function withDefaults( options: StoreOptions ): Settings {
	return {
		workers: options.workers ?? WORKERS,
		hpos: options.hpos ?? true,
		tablePrefix: options.tablePrefix ?? 'wp_',
		multisite: options.multisite ?? false,
		timezone: options.timezone ?? 'UTC',
		locale: options.locale ?? 'en_US',
		currency: options.currency ?? 'USD',
		catalogue: options.catalogue ?? 'small',
		plugin: options.plugin ?? true,
		constants: options.constants ?? {},
		cron: options.cron ?? false,
		port: options.port ?? 0,
	};
}

/** The components of a store. */
export interface Versions {
	wordpress: { version: string; folder: string };
	woocommerce: { version: string; folder: string };
}

export const ADMIN = {
	user: 'admin',
	password: 'password',
	email: 'owner@shop.example',
} as const;
