import { useEffect, useRef } from '@wordpress/element';
import type { ReactNode } from 'react';
import { useNavigation } from '../navigation/use-route';

/**
 * The heading of a screen. It takes the focus if the screen was opened inside the panel, so that a screen reader
 * starts there; not if the page was loaded, because then the browser's own order is right.
 */
export function ScreenTitle( { children }: { children: ReactNode } ) {
	const { steps } = useNavigation();
	const heading = useRef< HTMLHeadingElement >( null );
	useEffect( () => {
		if ( steps > 0 ) {
			heading.current?.focus();
		}
	}, [ steps ] );
	return (
		<h2 className="ivorey-screen-title" tabIndex={ -1 } ref={ heading }>
			{ children }
		</h2>
	);
}
