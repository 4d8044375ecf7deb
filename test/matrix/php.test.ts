/** Runs one PHP version as WebAssembly, chosen by the environment, on the plugin without a store. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa, type Options } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plugin } from '../../scripts/composer.ts';
import { packPlugin } from '../../scripts/plugin-zip.ts';
import { makePhpCommand } from '../../scripts/store/webassembly/command.ts';
import {
	PHP_VARIABLE,
	isPhpVersion,
} from '../../scripts/store/webassembly/versions.ts';

const version = process.env[ PHP_VARIABLE ] ?? '';

describe.runIf( isPhpVersion( version ) )( `PHP ${ version }`, () => {
	let folder: string;
	let command: string;
	const php = ( args: readonly string[], options: Options = {} ) =>
		execa(
			command,
			[ '-d', 'error_reporting=-1', '-d', 'display_errors=1', ...args ],
			{ reject: false, all: true, ...options }
		);
	beforeAll( async () => {
		folder = await mkdtemp( path.join( tmpdir(), 'ivorey-php-' ) );
		command = await makePhpCommand( version as never, folder );
	} );
	afterAll( () => rm( folder, { recursive: true, force: true } ) );

	test( 'is the one that runs, and that PHP starts itself', async () => {
		const { stdout } = await php( [
			'-r',
			'echo PHP_VERSION, " ", exec( PHP_BINARY . " -r \'echo PHP_VERSION;\'" );',
		] );
		const [ outer, inner ] = String( stdout ).split( ' ' );
		expect( outer ).toMatch( new RegExp( `^${ version }\\.` ) );
		expect( inner ).toBe( outer );
	} );

	test( 'passes the plugin’s unit tests, where a deprecation is a failure', async () => {
		const run = await php(
			[ 'vendor/bin/phpunit', '--do-not-cache-result' ],
			{ cwd: plugin }
		);
		expect( run.exitCode, String( run.all ) ).toBe( 0 );
		expect( run.all ).toMatch( /OK[ ,(]/ );
	} );

	test( 'compiles every file of the plugin’s zip without a message', async () => {
		const zip = await packPlugin();
		const file = path.join( folder, zip.name );
		await writeFile( file, zip.bytes );
		const { all } = await php( [
			path.join( import.meta.dirname, 'compile.php' ),
			file,
			path.join( folder, 'unpacked' ),
		] );
		expect( all ).toMatch( /^\d+$/ );
		expect( Number( all ) ).toBeGreaterThan( 250 );
	} );
} );
