import { useCallback, useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Settings } from '@ivorey/shared';
import { checkNow, saveSettings, type SettingsChange } from '../api';
import { apiErrorOf, errorText } from '../data/error-text';
import { useToast } from '../ui/toasts';
import { hasChange, withChange } from './with-change';

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
				const outcome = await save( wanted );
				setError( outcome.error );
				// The switch goes back: the error may be out of sight.
				toast( outcome.toast );
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

interface Outcome {
	toast: string;
	error: string | null;
}

/** A change whose answer was lost may have been saved: then Ivorey is asked before anything is said. */
async function save( wanted: SettingsChange ): Promise< Outcome > {
	const saved = {
		toast: __( 'Saved.', 'ivorey-for-woocommerce' ),
		error: null,
	};
	try {
		await saveSettings( wanted );
		return saved;
	} catch ( thrown ) {
		const error = errorText( thrown, 'action' );
		const isSaved = isUnclear( thrown )
			? await isSavedNow( wanted )
			: false;
		if ( isSaved === true ) {
			return saved;
		}
		return {
			error,
			toast:
				isSaved === null
					? __(
							'It is not yet clear whether this was saved.',
							'ivorey-for-woocommerce'
						)
					: __(
							'Not saved. The switch was not changed.',
							'ivorey-for-woocommerce'
						),
		};
	}
}

/** Whether the change may have been made although an error came. */
function isUnclear( thrown: unknown ): boolean {
	return [
		'fetch_error',
		'invalid_json',
		'ivorey_settings_unknown',
		'internal_server_error',
		'unknown',
	].includes( apiErrorOf( thrown ).code );
}

/** null where Ivorey cannot be asked either. */
async function isSavedNow( wanted: SettingsChange ): Promise< boolean | null > {
	try {
		const { settings } = await checkNow();
		return settings === null ? null : hasChange( settings, wanted );
	} catch {
		return null;
	}
}
