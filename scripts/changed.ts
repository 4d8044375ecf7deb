import { execa } from 'execa';
import { SHORT_SUITES, type Suite } from './suites.ts';

/** The tests to run. */
export interface Choice {
	suites: readonly Suite[];
	/** Arguments for vitest. */
	vitest: readonly string[];
	/** Parts of test names, for PHPUnit's two runs; empty for all tests. */
	plugin: readonly string[];
	woocommerce: readonly string[];
}

/** Paths that differ from a revision, relative to the root; includes untracked files. */
export async function changedFiles(
	root: string,
	revision = 'HEAD'
): Promise< string[] > {
	const git = async ( ...args: string[] ) =>
		( await execa( 'git', args, { cwd: root } ) ).stdout
			.split( '\n' )
			.filter( Boolean );
	return [
		...( await git( 'diff', '--name-only', revision ) ),
		...( await git( 'ls-files', '--others', '--exclude-standard' ) ),
	];
}

/**
 * Finds the tests that a change may have broken. Vitest follows the imports. In WooCommerce, the plugin's tests of
 * the changed areas run, or all of them if a change belongs to no area.
 */
export function choose( revision: string, files: readonly string[] ): Choice {
	const inPlugin = files.filter( ( file ) =>
		/^plugin\/.*\.(php|xml|json)$/.test( file )
	);
	const areas = new Set( inPlugin.map( areaOf ) );
	const suites: Suite[] = SHORT_SUITES.filter( ( suite ) =>
		suite === 'plugin' || suite === 'woocommerce'
			? inPlugin.length > 0
			: files.some( ( file ) => /\.(ts|tsx|mts|mjs|json)$/.test( file ) )
	);
	return {
		suites,
		vitest: [ `--changed=${ revision }` ],
		plugin: [],
		woocommerce: areas.has( null )
			? []
			: [ ...areas ].map( ( area ) => `Integration\\\\${ area }\\\\` ),
	};
}

/** The folder of plugin/src that a file belongs to; null if all areas depend on it. */
function areaOf( file: string ): string | null {
	const area = /^plugin\/(?:src|tests\/Integration|tests)\/([A-Z]\w+)\//.exec(
		file
	)?.[ 1 ];
	return area === undefined || [ 'Support', 'Contract' ].includes( area )
		? null
		: area;
}
