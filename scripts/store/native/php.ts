import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import type { ProcessKeeper } from '../processes.ts';
import type { PhpOptions, WpResult } from '../types.ts';
import { PLUGIN_FOLDER } from './files.ts';

export interface PhpSite {
	php: string;
	root: string;
	/** The URL of the site that the code runs in. */
	url: string;
	/**
	 * The cache of compiled scripts, so that the next process does not compile all of WordPress again. null if that
	 * takes longer than it saves.
	 */
	opcache: string | null;
	/** Ends PHP when this process ends. */
	keeper: ProcessKeeper;
}

const MAX_OUTPUT = 64 * 1024 * 1024;
const RUNNER = path.resolve( import.meta.dirname, '../wordpress/run.php' );
const WP_CLI = `${ PLUGIN_FOLDER }/vendor/wp-cli/wp-cli/php/boot-fs.php`;
const WP_CLI_EXTRAS = path.resolve(
	import.meta.dirname,
	'../wordpress/wp-cli.php'
);

/** Settings of every PHP process of a store. */
export const PHP_SETTINGS = [
	'memory_limit=512M',
	'error_reporting=-1',
	'log_errors=On',
	'upload_max_filesize=64M',
	'post_max_size=64M',
	'date.timezone=UTC',
	'sendmail_path=/bin/false',
	'opcache.enable=On',
	'opcache.memory_consumption=192',
	'opcache.max_accelerated_files=20000',
	'opcache.revalidate_freq=0',
];

const CLI_SETTINGS = [
	...PHP_SETTINGS,
	'display_errors=stderr',
	'html_errors=Off',
	'max_execution_time=0',
	'xdebug.mode=off',
];

/** A boot takes a third of the time if compiled scripts of an earlier boot are cached. */
function cliArguments( { opcache }: PhpSite ): string[] {
	return [
		...CLI_SETTINGS,
		...( opcache === null
			? [ 'opcache.enable=Off' ]
			: [
					'opcache.enable_cli=On',
					`opcache.file_cache=${ opcache }`,
					'opcache.file_cache_only=On',
				] ),
	].flatMap( ( setting ) => [ '-d', setting ] );
}

/** Runs code inside the loaded WordPress; returns its output and its return value. */
export async function runCode(
	site: PhpSite,
	code: string,
	options: PhpOptions = {}
): Promise< { stdout: string; value: unknown } > {
	const results = await mkdtemp( path.join( tmpdir(), 'ivorey-run-' ) );
	try {
		return await runWithResult(
			site,
			code,
			options,
			path.join( results, 'result.json' )
		);
	} finally {
		await rm( results, { recursive: true, force: true } );
	}
}

async function runWithResult(
	site: PhpSite,
	code: string,
	options: PhpOptions,
	resultFile: string
): Promise< { stdout: string; value: unknown } > {
	const php = execa(
		site.php,
		[ ...cliArguments( site ), RUNNER, site.root, resultFile ],
		{
			detached: true,
			input: JSON.stringify( { code, args: options.args ?? {} } ),
			env: { ...environment( site ), ...options.env },
			stripFinalNewline: false,
			maxBuffer: MAX_OUTPUT,
			reject: false,
			forceKillAfterDelay: false,
			killSignal: 'SIGKILL',
			...( options.signal ? { cancelSignal: options.signal } : {} ),
		}
	);
	site.keeper.adopt( php.nodeChildProcess );
	const result = await php;
	if ( result.failed ) {
		throw new PhpError( describe( result ) );
	}
	// Code that ends the process leaves no result file.
	const value = await readFile( resultFile, 'utf8' ).catch( () => '' );
	return {
		stdout: result.stdout,
		value: value === '' ? undefined : JSON.parse( value ),
	};
}

export class PhpError extends Error {
	override name = 'PhpError';
}

/** Runs a separate PHP file, before there is a WordPress to load. */
export async function runFile(
	site: PhpSite,
	file: string,
	env: Readonly< Record< string, string > >
): Promise< void > {
	const php = execa( site.php, [ ...cliArguments( site ), file, site.root ], {
		detached: true,
		env: { ...environment( site ), ...env },
		stdin: 'ignore',
		reject: false,
	} );
	site.keeper.adopt( php.nodeChildProcess );
	const result = await php;
	if ( result.failed ) {
		throw new PhpError( describe( result ) );
	}
}

export async function runWpCli(
	site: PhpSite,
	args: readonly string[],
	options: { input?: string; env?: Readonly< Record< string, string > > } = {}
): Promise< WpResult > {
	const php = execa(
		site.php,
		[
			...cliArguments( site ),
			WP_CLI,
			`--path=${ site.root }`,
			`--url=${ site.url }`,
			`--require=${ WP_CLI_EXTRAS }`,
			'--allow-root',
			'--no-color',
			...args,
		],
		{
			env: {
				...environment( site ),
				// Ignores the user's own WP-CLI configuration.
				WP_CLI_CONFIG_PATH: '/dev/null',
				WP_CLI_PACKAGES_DIR: '/nonexistent',
				WP_CLI_DISABLE_AUTO_CHECK_UPDATE: '1',
				...options.env,
			},
			input: options.input ?? '',
			detached: true,
			reject: false,
			maxBuffer: MAX_OUTPUT,
		}
	);
	site.keeper.adopt( php.nodeChildProcess );
	const result = await php;
	if ( result.exitCode === undefined ) {
		throw new PhpError( describe( result ) );
	}
	return {
		exitCode: result.exitCode,
		stdout: result.stdout,
		stderr: result.stderr,
	};
}

/** The environment of a web request, because plugins build URLs from it. */
function environment( site: PhpSite ): Record< string, string > {
	const url = new URL( site.url );
	return {
		HTTP_HOST: url.host,
		SERVER_NAME: url.hostname,
		SERVER_PORT: url.port,
		SERVER_PROTOCOL: 'HTTP/1.1',
		REQUEST_METHOD: 'GET',
		REQUEST_URI: `${ url.pathname.replace( /\/$/, '' ) }/`,
		REMOTE_ADDR: '127.0.0.1',
	};
}

function describe( result: {
	stdout: unknown;
	stderr: unknown;
	exitCode?: number | undefined;
	shortMessage?: string | undefined;
} ): string {
	const output = [ result.stderr, result.stdout ]
		.map( ( text ) => String( text ?? '' ).trim() )
		.filter( Boolean )
		.join( '\n' );
	return `PHP ended with ${ result.exitCode ?? result.shortMessage ?? 'an error' }${ output ? `:\n${ output.slice( 0, 8_000 ) }` : '' }`;
}
