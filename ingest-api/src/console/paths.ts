/** Addresses of the console's pages. Each is defined only here. */
export const PATHS = {
	home: '/',
	signIn: '/sign-in',
	signOut: '/sign-out',
	integrations: '/settings/integration',
	stores: '/settings/integration/woocommerce',
	connect: '/settings/integration/woocommerce/connect',
	webhooks: '/settings/webhooks',
	newWebhook: '/settings/webhooks/new',
	tokens: '/settings/tokens',
	account: '/settings/account',
	people: '/settings/people',
	invitations: '/settings/people/invitations',
	profile: '/settings/profile',
	switchAccount: '/settings/profile/account',
	history: '/settings/history',
	invitation: '/invitation',
	privacy: '/settings/privacy',
	erase: '/settings/privacy/erase',
	orders: '/orders',
	contacts: '/contacts',
	transactions: '/transactions',
	products: '/products',
	collections: '/collections',
	automations: '/automations',
	newAutomation: '/automations/new',
	previewEmail: '/automations/preview',
	sending: '/settings/sending',
	unsubscribe: '/unsubscribe',
	authorize: '/connect/authorize',
	mail: '/development/mail',
	assets: '/console',
} as const;

/** The address that revokes a token; its ID is `<account id>.tok_…`. */
export function revokeTokenPath( tokenId: string ): string {
	const [ , token = '' ] = tokenId.split( '.' );
	return `${ PATHS.tokens }/${ encodeURIComponent( token ) }/revoke`;
}

/** The page of a store. */
export function connectionPath( connectionId: string ): string {
	return `${ PATHS.stores }/${ encodeURIComponent( connectionId ) }`;
}

export function orderPath( connectionId: string, orderId: string ): string {
	return `${ PATHS.orders }/${ encodeURIComponent( connectionId ) }/${ encodeURIComponent( orderId ) }`;
}

export function contactPath( contactId: string ): string {
	return `${ PATHS.contacts }/${ encodeURIComponent( contactId ) }`;
}

export function transactionPath(
	connectionId: string,
	transactionId: string
): string {
	return `${ PATHS.transactions }/${ encodeURIComponent( connectionId ) }/${ encodeURIComponent( transactionId ) }`;
}

export function productPath( connectionId: string, productId: string ): string {
	return `${ PATHS.products }/${ encodeURIComponent( connectionId ) }/${ encodeURIComponent( productId ) }`;
}

export function collectionPath(
	connectionId: string,
	collectionId: string
): string {
	return `${ PATHS.collections }/${ encodeURIComponent( connectionId ) }/${ encodeURIComponent( collectionId ) }`;
}

/** The CSV of a list, by the list's address. */
export function csvPath( address: string ): string {
	const [ path = '', query ] = address.split( '?' );
	return query === undefined ? `${ path }.csv` : `${ path }.csv?${ query }`;
}

/** Whether the page shows pictures of products, which are on the stores' servers. */
export function hasStorePictures( path: string ): boolean {
	return /^\/(?:orders\/[^/]+\/[^/]+|(?:products|collections)(?:\/.*)?)$/.test(
		path
	);
}

/** Whether a product's form is submitted to this path. */
export function hasProductForm( path: string ): boolean {
	return /^\/products\/[^/]+\/[^/]+\/edit$/.test( path );
}

export function automationPath( automationId: string ): string {
	return `${ PATHS.automations }/${ encodeURIComponent( automationId ) }`;
}

/** Whether the path is an e-mail rather than a page: it is shown within a page, and has its own styles. */
export function isEmailPath( path: string ): boolean {
	return (
		path === PATHS.previewEmail ||
		/^\/automations\/[^/]+\/(?:email|messages\/[^/]+)$/.test( path )
	);
}

/** The page of a webhook endpoint. */
export function endpointPath( endpointId: string ): string {
	return `${ PATHS.webhooks }/${ encodeURIComponent( endpointId ) }`;
}

/** The page of an event's delivery, below the page of its endpoint. */
export function deliveryPath( endpoint: string, eventId: string ): string {
	return `${ endpoint }/deliveries/${ encodeURIComponent( eventId ) }`;
}

/** The prefix of the forms for a person of the account. */
export function personPath( personId: string ): string {
	return `${ PATHS.people }/${ encodeURIComponent( personId ) }`;
}

/** The prefix of the forms for an invitation. */
export function invitationPath( invitationId: string ): string {
	return `${ PATHS.invitations }/${ encodeURIComponent( invitationId ) }`;
}

/** Whether the path belongs to the console, even if there is no such page. */
export function isConsolePath( path: string ): boolean {
	return (
		path === '/' ||
		/^\/(?:sign-in|sign-out|invitation|settings|orders|contacts|transactions|products|collections|automations|unsubscribe|connect|development|console)(?:\/|\.csv$|$)/.test(
			path
		)
	);
}
