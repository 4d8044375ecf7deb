import type { Rules } from './violations.ts';

/** The floors of plugin/src. */
export const RULES: Rules = {
	floors: [
		[
			'autoload.php',
			'features.php',
			'missing.php',
			'requirements.php',
			'Model',
			'Contract',
			'Database',
		],
		[ 'Http', 'Outbox' ],
		[ 'Connection', 'Records' ],
		[ 'Delivery', 'Capture' ],
		[ 'Import', 'Reconcile', 'Schedule' ],
		[ 'Diagnostics' ],
		[ 'Admin', 'Rest', 'Cli', 'Email', 'Privacy' ],
		[ 'Abilities' ],
		[ 'Wiring' ],
		[ 'Plugin.php', 'Lifecycle.php', 'Uninstall.php' ],
	],
	// This list may only get shorter.
	exceptions: [],
};
