/** What the address of the panel says. The browser's history is the only place where this is kept. */

export const TABS = [ 'overview', 'activity', 'settings' ] as const;
export type Tab = ( typeof TABS )[ number ];

/** A code that Ivorey sent the owner back with, to be approved (or why there is none). */
export interface Approval {
	code: string;
	/** Of Ivorey's API; missing where the store itself began, since it knows. */
	api: string | null;
	/** Where the store itself began. */
	state: string | null;
}

export interface Route {
	tab: Tab;
	/** On the overview: the list of what is excluded for this. */
	excluded: { element: string; reason: string } | null;
	/** In the activity: the order that is looked for. */
	order: string | null;
	approval: Approval | null;
	/** RFC 6749, 4.1.2.1: what Ivorey answered instead of a code. */
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
 * The query that leads there. What others have put into the address (`page` above all) stays.
 *
 * @param search  `location.search` of now.
 * @param changes From the start of the panel, not from where it is now.
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
