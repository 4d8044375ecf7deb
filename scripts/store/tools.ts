import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import path from 'node:path';
import type { PhpVersion } from './webassembly/versions.ts';

export interface NativeTools {
	php: string;
	mariadbd: string;
	mariadbInstallDb: string;
	/** null if PHP's built-in server has to be used. */
	fpm: { phpFpm: string; nginx: string } | null;
	/** Serves the store instead of the system's PHP, which still sets it up; null otherwise. */
	webAssembly: PhpVersion | null;
}

/** PHP's extensions, by PHP's names, that WordPress and WooCommerce need to run as a shop. */
const PHP_EXTENSIONS = [
	'mysqli',
	'curl',
	'dom',
	'simplexml',
	'mbstring',
	'intl',
	'gd',
	'zip',
];

/** Folders of server programs that are often not on a user's PATH. */
const MORE_FOLDERS = [
	'/usr/local/sbin',
	'/usr/sbin',
	'/sbin',
	'/opt/homebrew/bin',
	'/opt/homebrew/sbin',
	'/opt/homebrew/opt/php/sbin',
];

/** The programs of the native runtime, or the names of the missing ones. */
export function findNativeTools(
	env: NodeJS.ProcessEnv = process.env
): { tools: NativeTools } | { missing: string[] } {
	const folders = [
		...( env.PATH ?? '' ).split( path.delimiter ).filter( Boolean ),
		...MORE_FOLDERS,
	];
	const php = find( folders, /^php$/ );
	const mariadbd = find( folders, /^mariadbd$/ );
	const mariadbInstallDb = find( folders, /^mariadb-install-db$/ );
	if ( ! php || ! mariadbd || ! mariadbInstallDb ) {
		return {
			missing: [
				...( php ? [] : [ 'PHP' ] ),
				...( mariadbd && mariadbInstallDb ? [] : [ 'MariaDB' ] ),
			],
		};
	}
	const extensions = missingExtensions( php );
	if ( extensions.length > 0 ) {
		return {
			missing: [
				`PHP's ${ extensions.length === 1 ? 'extension' : 'extensions' } ${ extensions.join( ', ' ) }`,
			],
		};
	}
	// Debian puts the version into the name.
	const phpFpm = find( folders, /^php-fpm(\d\.\d)?$/ );
	const nginx = find( folders, /^nginx$/ );
	return {
		tools: {
			php,
			mariadbd,
			mariadbInstallDb,
			fpm: phpFpm && nginx ? { phpFpm, nginx } : null,
			webAssembly: null,
		},
	};
}

const loaded = new Map< string, string[] >();

function missingExtensions( php: string ): string[] {
	let modules = loaded.get( php );
	if ( modules === undefined ) {
		const { stdout } = spawnSync( php, [ '-m' ], { encoding: 'utf8' } );
		modules = ( stdout ?? '' ).toLowerCase().split( /\s+/ );
		loaded.set( php, modules );
	}
	return PHP_EXTENSIONS.filter( ( name ) => ! modules.includes( name ) );
}

function find( folders: readonly string[], name: RegExp ): string | null {
	for ( const folder of folders ) {
		// The highest version, if there are several.
		const found = list( folder )
			.filter( ( entry ) => name.test( entry ) )
			.sort()
			.reverse();
		for ( const entry of found ) {
			const file = path.join( folder, entry );
			if ( isExecutable( file ) ) {
				return file;
			}
		}
	}
	return null;
}

function list( folder: string ): string[] {
	try {
		return readdirSync( folder );
	} catch {
		return [];
	}
}

function isExecutable( file: string ): boolean {
	try {
		accessSync( file, constants.X_OK );
		return true;
	} catch {
		return false;
	}
}
