/** How a reason of the connection's history reads. */
const REASONS: Record< string, string > = {
	created: 'The store was connected.',
	reconnected: 'The store was connected again.',
	first_request: 'The store sent its first request.',
	authentication_failed:
		'a request came with this store’s credentials, but they were not right together, or were replaced before. An old copy of the site that is still running does that too. Reconnect the store to give it new ones.',
	authenticated_again: 'The store’s credentials were right again.',
	paused: 'Somebody paused it in Ivorey.',
	resumed: 'Somebody resumed it in Ivorey.',
	disconnected_in_store: 'Somebody disconnected it in the store’s wp-admin.',
	disconnected_while_paused:
		'Somebody disconnected it in the store’s wp-admin while it was paused in Ivorey.',
	came_back: 'The store was connected again.',
	revoked: 'Somebody disconnected it in Ivorey.',
	deleted: 'Somebody deleted it in Ivorey.',
};

export function reasonText( reason: string ): string {
	return REASONS[ reason ] ?? reason.replaceAll( '_', ' ' );
}

/** Where it stands alone. */
export function sentence( text: string ): string {
	return text.charAt( 0 ).toUpperCase() + text.slice( 1 );
}
