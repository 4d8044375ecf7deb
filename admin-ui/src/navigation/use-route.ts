import {
	createContext,
	useCallback,
	useContext,
	useEffect,
	useMemo,
	useState,
} from '@wordpress/element';
import { routeOf, searchOf, type Route } from './route';

export interface Navigation {
	route: Route;
	/** Counts the navigations inside the panel, so that a screen can tell that it was opened, not loaded. */
	steps: number;
	go: ( to: Partial< Route >, options?: { replace?: boolean } ) => void;
	/** For links, so that they can also be opened in a new tab. */
	hrefOf: ( to: Partial< Route > ) => string;
}

/** The browser's address as state: links, the back button and a reload lead to the same screen. */
export function useLocation(): Navigation {
	const [ at, setAt ] = useState( () => ( {
		search: window.location.search,
		steps: 0,
	} ) );
	useEffect( () => {
		const follow = () =>
			setAt( ( { steps } ) => ( {
				search: window.location.search,
				steps: steps + 1,
			} ) );
		window.addEventListener( 'popstate', follow );
		return () => window.removeEventListener( 'popstate', follow );
	}, [] );

	const hrefOf = useCallback(
		( to: Partial< Route > ) =>
			window.location.pathname + searchOf( at.search, to ),
		[ at.search ]
	);
	const go = useCallback< Navigation[ 'go' ] >(
		( to, { replace = false } = {} ) => {
			const href = hrefOf( to );
			if ( replace ) {
				window.history.replaceState( null, '', href );
			} else {
				window.history.pushState( null, '', href );
			}
			setAt( ( { steps } ) => ( {
				search: window.location.search,
				steps: steps + 1,
			} ) );
		},
		[ hrefOf ]
	);
	return useMemo(
		() => ( {
			route: routeOf( at.search ),
			steps: at.steps,
			go,
			hrefOf,
		} ),
		[ at, go, hrefOf ]
	);
}

export const NavigationContext = createContext< Navigation | null >( null );

export function useNavigation(): Navigation {
	const navigation = useContext( NavigationContext );
	if ( ! navigation ) {
		throw new Error( 'There is no navigation around this.' );
	}
	return navigation;
}
