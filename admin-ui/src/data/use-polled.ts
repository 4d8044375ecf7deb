import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import { apiErrorOf, errorText, type ApiError } from './error-text';

export interface Polled< T > {
	/** The last good answer; null before the first one. */
	data: T | null;
	/** Why the last request failed. */
	error: string | null;
	/** The same error, for programs. */
	failure: ApiError | null;
	/** Asks now. */
	refresh: () => Promise< void >;
}

/**
 * Polls while the page is visible.
 *
 * @param ask     Keep its identity stable (`useCallback`): another function is another question, with no answer yet.
 * @param everyMs 0 asks only once, and on refresh().
 */
export function usePolled< T >(
	ask: () => Promise< T >,
	everyMs = 0
): Polled< T > {
	const [ answer, setAnswer ] = useState< {
		of: () => Promise< T >;
		data: T | null;
		failure: ApiError | null;
	} >( { of: ask, data: null, failure: null } );
	/** Answers can overtake each other: only the newest request counts. */
	const asked = useRef( 0 );

	const refresh = useCallback( async () => {
		const number = ++asked.current;
		try {
			const data = await ask();
			if ( number === asked.current ) {
				setAnswer( { of: ask, data, failure: null } );
			}
		} catch ( error ) {
			if ( number === asked.current ) {
				setAnswer( ( last ) => ( {
					of: ask,
					data: last.of === ask ? last.data : null,
					failure: apiErrorOf( error ),
				} ) );
			}
		}
	}, [ ask ] );

	useEffect( () => {
		const numbers = asked;
		void refresh();
		return () => {
			numbers.current++;
		};
	}, [ refresh ] );

	useEffect( () => {
		if ( everyMs === 0 ) {
			return undefined;
		}
		const look = () => {
			if ( ! document.hidden ) {
				void refresh();
			}
		};
		const timer = setInterval( look, everyMs );
		document.addEventListener( 'visibilitychange', look );
		window.addEventListener( 'online', look );
		return () => {
			clearInterval( timer );
			document.removeEventListener( 'visibilitychange', look );
			window.removeEventListener( 'online', look );
		};
	}, [ refresh, everyMs ] );

	const { data, failure } =
		answer.of === ask ? answer : { data: null, failure: null };
	return {
		data,
		failure,
		error: failure && errorText( failure, everyMs > 0 ? 'polled' : 'read' ),
		refresh,
	};
}
