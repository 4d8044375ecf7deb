/**
 * `npm test [-- unit|store|plugin …] [-- <vitest filters>]`: all tests, or the named suites.
 * Ends with one line for all of them: `N passed, N failed, N skipped`.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { ensurePhpTools, plugin, root } from './composer.ts';
import {
	addCounts,
	countsOfJUnit,
	countsOfVitest,
	NO_COUNTS,
	type Counts,
} from './counts.ts';

const SUITES = [ 'unit', 'plugin', 'store' ] as const;
type Suite = ( typeof SUITES )[ number ];

const words = process.argv.slice( 2 );
const named = SUITES.filter( ( suite ) => words.includes( suite ) );
const filters = words.filter(
	( word ) => ! ( SUITES as readonly string[] ).includes( word )
);
const suites = named.length > 0 ? named : SUITES;

const reports = await mkdtemp( path.join( os.tmpdir(), 'ivorey-test-' ) );
try {
	// First, because the store's tests use wp-cli from there.
	const php = await ensurePhpTools();
	let counts: Counts = NO_COUNTS;
	for ( const suite of suites ) {
		console.log( `\n── ${ suite } ──` );
		counts = addCounts(
			counts,
			suite === 'plugin'
				? await runPhpUnit( php )
				: await runVitest( suite )
		);
	}
	console.log(
		`\n${ counts.passed } passed, ${ counts.failed } failed, ${ counts.skipped } skipped`
	);
	process.exitCode = counts.failed > 0 ? 1 : 0;
} finally {
	await rm( reports, { recursive: true, force: true } );
}

async function runVitest(
	project: Exclude< Suite, 'plugin' >
): Promise< Counts > {
	const report = path.join( reports, `${ project }.json` );
	const run = await execa(
		'vitest',
		[
			'run',
			'--config=test/vitest.config.ts',
			`--project=${ project }`,
			'--reporter=default',
			'--reporter=json',
			`--outputFile.json=${ report }`,
			'--passWithNoTests',
			...filters,
		],
		{ cwd: root, stdio: 'inherit', reject: false }
	);
	return countsOfVitest( await readReport( report ), run.exitCode === 0 );
}

async function runPhpUnit(
	php: Awaited< ReturnType< typeof ensurePhpTools > >
): Promise< Counts > {
	if ( ! php.available ) {
		console.log(
			`Skipped the plugin's unit tests (PHPUnit): ${ php.reason }.`
		);
		return { ...NO_COUNTS, skipped: 1 };
	}
	const report = path.join( reports, 'plugin.xml' );
	const run = await execa(
		'php',
		[ 'vendor/bin/phpunit', '--log-junit', report ],
		{
			cwd: plugin,
			stdio: 'inherit',
			reject: false,
		}
	);
	return countsOfJUnit( await readReport( report ), run.exitCode === 0 );
}

/** A runner that died leaves no report; its exit code then counts as one failure. */
async function readReport( file: string ): Promise< string > {
	return readFile( file, 'utf8' ).catch( () => '' );
}
