import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import { errorText } from './error-text';

export interface Action< A extends unknown[] > {
	/** Does nothing while the action runs, so that a second click starts nothing twice. */
	run: ( ...args: A ) => Promise< void >;
	busy: boolean;
	/** The error of the last run. */
	error: string | null;
	clearError: () => void;
}

/** An action that a person starts: one at a time, with its error. */
export function useAction< A extends unknown[] >(
	act: ( ...args: A ) => Promise< void >
): Action< A > {
	const [ state, setState ] = useState< {
		busy: boolean;
		error: string | null;
	} >( { busy: false, error: null } );
	const underWay = useRef( false );
	const mounted = useRef( true );
	const newest = useRef( act );
	newest.current = act;

	useEffect( () => {
		mounted.current = true;
		return () => {
			mounted.current = false;
		};
	}, [] );

	const run = useCallback( async ( ...args: A ) => {
		if ( underWay.current ) {
			return;
		}
		underWay.current = true;
		setState( { busy: true, error: null } );
		let error: string | null = null;
		try {
			await newest.current( ...args );
		} catch ( thrown ) {
			error = errorText( thrown, 'action' );
		}
		underWay.current = false;
		if ( mounted.current ) {
			setState( { busy: false, error } );
		}
	}, [] );

	const clearError = useCallback(
		() => setState( ( { busy } ) => ( { busy, error: null } ) ),
		[]
	);
	return { run, busy: state.busy, error: state.error, clearError };
}
