/** The state in the panel's URL. The browser's history is the only place that keeps it. */

export const TABS = [ 'overview', 'activity', 'settings' ] as const;
export type Tab = ( typeof TABS )[ number ];

/** A code to approve, with which Ivorey sent the owner back. */
export interface Approval {
	code: string;
	/** The URL of Ivorey's API; null if the store itself started the exchange, because then it knows the URL. */
	api: string | null;
	/** Present if the store itself started the exchange. */
	state: string | null;
}

export interface Route {
	tab: Tab;
	/** On the overview: the list of the records excluded for this reason. */
	excluded: { element: string; reason: string } | null;
	/** In the activity: the number of the order to find. */
	order: string | null;
	approval: Approval | null;
	/** RFC 6749, 4.1.2.1: Ivorey's error code in place of a code. */
	refused: string | null;
}

export const START: Route = {
	tab: 'overview',
	excluded: null,
	order: null,
	approval: null,
	refused: null,
};

/** @param search `location.search`. */
export function routeOf( search: string ): Route {
	const query = new URLSearchParams( search );
	const code = query.get( 'code' );
	const element = query.get( 'element' );
	const reason = query.get( 'reason' );
	return {
		tab: TABS.find( ( tab ) => tab === query.get( 'tab' ) ) ?? START.tab,
		excluded: element && reason ? { element, reason } : null,
		order: query.get( 'order' ),
		approval: code
			? { code, api: query.get( 'api' ), state: query.get( 'state' ) }
			: null,
		refused: query.get( 'error' ),
	};
}

/**
 * The query of that route. Foreign parameters in the URL (`page` above all) are kept.
 *
 * @param search  The current `location.search`.
 * @param changes Relative to the panel's start, not to the current route.
 */
export function searchOf( search: string, changes: Partial< Route > ): string {
	const route = { ...START, ...changes };
	const query = new URLSearchParams( search );
	for ( const name of [
		'tab',
		'element',
		'reason',
		'order',
		'code',
		'api',
		'state',
		'error',
		'error_description',
	] ) {
		query.delete( name );
	}
	if ( route.tab !== START.tab ) {
		query.set( 'tab', route.tab );
	}
	if ( route.excluded ) {
		query.set( 'element', route.excluded.element );
		query.set( 'reason', route.excluded.reason );
	}
	if ( route.order !== null ) {
		query.set( 'order', route.order );
	}
	return `?${ query }`;
}
