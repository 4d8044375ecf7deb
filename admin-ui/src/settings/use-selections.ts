import { useCallback, useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Settings } from '@ivorey/shared';
import { saveSettings, type SettingsChange } from '../api';
import { errorText } from '../data/error-text';
import { useToast } from '../ui/toasts';
import { withChange } from './with-change';

export interface Selections {
	/** As the person has set them, saved or about to be. */
	shown: Settings;
	change: ( change: SettingsChange ) => void;
	/** When everything that was changed has been saved, or not. */
	settled: () => Promise< void >;
	error: string | null;
	clearError: () => void;
}

/**
 * R25: each switch is saved as it is flipped, one after the other, and shown at once as it was
 * flipped. Where Ivorey's are newer, those are taken over and the person is told.
 */
export function useSelections(
	saved: Settings,
	refresh: () => Promise< void >
): Selections {
	const [ pending, setPending ] = useState< SettingsChange[] >( [] );
	const [ error, setError ] = useState< string | null >( null );
	const queue = useRef( Promise.resolve() );
	const toast = useToast();

	const change = useCallback(
		( wanted: SettingsChange ) => {
			setPending( ( list ) => [ ...list, wanted ] );
			setError( null );
			queue.current = queue.current.then( async () => {
				try {
					await saveSettings( wanted );
					toast( __( 'Saved.', 'ivorey-for-woocommerce' ) );
				} catch ( thrown ) {
					setError( errorText( thrown, 'action' ) );
					// The switch goes back: the error may be out of sight.
					toast(
						__(
							'Not saved: the switch is as it was.',
							'ivorey-for-woocommerce'
						)
					);
				}
				// First what is saved, then no longer what was wanted: so no switch jumps back and forth.
				await refresh();
				setPending( ( list ) =>
					list.filter( ( other ) => other !== wanted )
				);
			} );
		},
		[ refresh, toast ]
	);

	return {
		shown: pending.reduce( withChange, saved ),
		change,
		settled: useCallback( () => queue.current, [] ),
		error,
		clearError: useCallback( () => setError( null ), [] ),
	};
}
