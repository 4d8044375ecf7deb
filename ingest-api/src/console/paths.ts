/** Addresses of the console's pages; each is said here only. */
export const PATHS = {
	home: '/',
	signIn: '/sign-in',
	signOut: '/sign-out',
	integrations: '/settings/integration',
	stores: '/settings/integration/woocommerce',
	connect: '/settings/integration/woocommerce/connect',
	privacy: '/settings/privacy',
	erase: '/settings/privacy/erase',
	orders: '/orders',
	authorize: '/connect/authorize',
	mail: '/development/mail',
	assets: '/console',
} as const;

/** The page of a store. */
export function connectionPath( connectionId: string ): string {
	return `${ PATHS.stores }/${ encodeURIComponent( connectionId ) }`;
}

/** What belongs to the console, whether there is such a page or not. */
export function isConsolePath( path: string ): boolean {
	return (
		path === '/' ||
		/^\/(?:sign-in|sign-out|settings|orders|connect|development|console)(?:\/|$)/.test(
			path
		)
	);
}
