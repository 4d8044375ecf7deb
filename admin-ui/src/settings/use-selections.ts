import { useCallback, useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Settings } from '@ivorey/shared';
import { checkNow, saveSettings, type SettingsChange } from '../api';
import { apiErrorOf, errorText } from '../data/error-text';
import { useToast } from '../ui/toasts';
import { hasChange, withChange } from './with-change';

export interface Selections {
	/** The selections as the person has set them, saved or about to be saved. */
	shown: Settings;
	change: ( change: SettingsChange ) => void;
	/** Resolves when every change has been saved or has failed. */
	settled: () => Promise< void >;
	error: string | null;
	clearError: () => void;
}

/**
 * R25: each switch is saved when it is flipped, one after the other, and shown flipped at once. If the settings in
 * Ivorey are newer, those are taken over and the person is told.
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
				// The switch goes back, and the error may be out of sight.
				toast( outcome.toast );
				// Load the saved settings first, then drop the pending change, so that no switch jumps back and
				// forth.
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

/** A change whose answer was lost may have been saved: then Ivorey is asked before the result is reported. */
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

/** Whether the change may have been saved despite the error. */
function isUnclear( thrown: unknown ): boolean {
	return [
		'fetch_error',
		'invalid_json',
		'ivorey_settings_unknown',
		'internal_server_error',
		'unknown',
	].includes( apiErrorOf( thrown ).code );
}

/** null if Ivorey cannot be asked either. */
async function isSavedNow( wanted: SettingsChange ): Promise< boolean | null > {
	try {
		const { settings } = await checkNow();
		return settings === null ? null : hasChange( settings, wanted );
	} catch {
		return null;
	}
}
