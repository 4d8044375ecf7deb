/** Addresses of the console's pages; each is said here only. */
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

/** Where a token is revoked; its id is `<account id>.tok_…`. */
export function revokeTokenPath( tokenId: string ): string {
	const [ , token = '' ] = tokenId.split( '.' );
	return `${ PATHS.tokens }/${ encodeURIComponent( token ) }/revoke`;
}

/** The page of a store. */
export function connectionPath( connectionId: string ): string {
	return `${ PATHS.stores }/${ encodeURIComponent( connectionId ) }`;
}

/** The page of an order. */
export function orderPath( connectionId: string, orderId: string ): string {
	return `${ PATHS.orders }/${ encodeURIComponent( connectionId ) }/${ encodeURIComponent( orderId ) }`;
}

/** The page of a contact. */
export function contactPath( contactId: string ): string {
	return `${ PATHS.contacts }/${ encodeURIComponent( contactId ) }`;
}

/** The page of a transaction. */
export function transactionPath(
	connectionId: string,
	transactionId: string
): string {
	return `${ PATHS.transactions }/${ encodeURIComponent( connectionId ) }/${ encodeURIComponent( transactionId ) }`;
}

/** The page of a product. */
export function productPath( connectionId: string, productId: string ): string {
	return `${ PATHS.products }/${ encodeURIComponent( connectionId ) }/${ encodeURIComponent( productId ) }`;
}

/** The page of a collection. */
export function collectionPath(
	connectionId: string,
	collectionId: string
): string {
	return `${ PATHS.collections }/${ encodeURIComponent( connectionId ) }/${ encodeURIComponent( collectionId ) }`;
}

/** The same list as CSV, by the list's address. */
export function csvPath( address: string ): string {
	const [ path = '', query ] = address.split( '?' );
	return query === undefined ? `${ path }.csv` : `${ path }.csv?${ query }`;
}

/** What shows pictures of products, which are on the stores' servers. */
export function hasStorePictures( path: string ): boolean {
	return /^\/(?:orders\/[^/]+\/[^/]+|(?:products|collections)(?:\/.*)?)$/.test(
		path
	);
}

/** Where a product's form is sent to. */
export function hasProductForm( path: string ): boolean {
	return /^\/products\/[^/]+\/[^/]+\/edit$/.test( path );
}

/** The page of an automation. */
export function automationPath( automationId: string ): string {
	return `${ PATHS.automations }/${ encodeURIComponent( automationId ) }`;
}

/** What is an e-mail and no page: it is shown within one, and brings its own styles. */
export function isEmailPath( path: string ): boolean {
	return (
		path === PATHS.previewEmail ||
		/^\/automations\/[^/]+\/(?:email|messages\/[^/]+)$/.test( path )
	);
}

/** The page of an address that webhooks are sent to. */
export function endpointPath( endpointId: string ): string {
	return `${ PATHS.webhooks }/${ encodeURIComponent( endpointId ) }`;
}

/** What became of an event, below the page of its endpoint. */
export function deliveryPath( endpoint: string, eventId: string ): string {
	return `${ endpoint }/deliveries/${ encodeURIComponent( eventId ) }`;
}

/** A person of the account, below whom their forms are. */
export function personPath( personId: string ): string {
	return `${ PATHS.people }/${ encodeURIComponent( personId ) }`;
}

/** An invitation, below which its forms are. */
export function invitationPath( invitationId: string ): string {
	return `${ PATHS.invitations }/${ encodeURIComponent( invitationId ) }`;
}

/** What belongs to the console, whether there is such a page or not. */
export function isConsolePath( path: string ): boolean {
	return (
		path === '/' ||
		/^\/(?:sign-in|sign-out|invitation|settings|orders|contacts|transactions|products|collections|automations|unsubscribe|connect|development|console)(?:\/|\.csv$|$)/.test(
			path
		)
	);
}
