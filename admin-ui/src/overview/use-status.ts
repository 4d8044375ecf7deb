import { useEffect, useState } from '@wordpress/element';
import { fetchStatus, type Status } from '../api';

const ASK_EVERY_MS = 5_000;

export interface Asked {
	/** The last good answer; null before the first one. */
	status: Status | null;
	/** Why the last question got no answer. */
	error: string | null;
}

/** Asks for the status again and again while the page is looked at. */
export function useStatus(): Asked {
	const [ asked, setAsked ] = useState< Asked >( {
		status: null,
		error: null,
	} );
	useEffect( () => {
		let isOver = false;
		const ask = async () => {
			if ( document.hidden ) {
				return;
			}
			try {
				const status = await fetchStatus();
				if ( ! isOver ) {
					setAsked( { status, error: null } );
				}
			} catch ( error ) {
				if ( ! isOver ) {
					setAsked( ( { status } ) => ( {
						status,
						error: messageOf( error ),
					} ) );
				}
			}
		};
		void ask();
		const timer = setInterval( ask, ASK_EVERY_MS );
		document.addEventListener( 'visibilitychange', ask );
		return () => {
			isOver = true;
			clearInterval( timer );
			document.removeEventListener( 'visibilitychange', ask );
		};
	}, [] );
	return asked;
}

/** apiFetch rejects with what WordPress answered, which need not be an Error. */
function messageOf( error: unknown ): string {
	return typeof error === 'object' && error !== null && 'message' in error
		? String( error.message )
		: String( error );
}
