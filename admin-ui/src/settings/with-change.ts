import type { Settings } from '@ivorey/shared';
import type { SettingsChange } from '../api';

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
