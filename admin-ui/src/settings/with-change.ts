import type { Settings } from '@ivorey/shared';
import type { SettingsChange } from '../api';

/** Whether each switch of the change has the wanted value. */
export function hasChange(
	settings: Settings,
	change: SettingsChange
): boolean {
	const are = (
		switches: Record< string, boolean >,
		wanted: Record< string, boolean | undefined > = {}
	) =>
		Object.entries( wanted ).every(
			( [ name, isOn ] ) => switches[ name ] === isOn
		);
	return (
		are( settings.import, change.import ) &&
		are( settings.sync, change.sync )
	);
}

export function withChange(
	settings: Settings,
	change: SettingsChange
): Settings {
	return {
		...settings,
		import: { ...settings.import, ...change.import },
		sync: { ...settings.sync, ...change.sync },
	};
}
