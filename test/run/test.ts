/**
 * `npm test [-- unit|plugin|woocommerce|store …] [-- <filters>]`: all tests, or the named suites.
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
import { missingForWooCommerce, runInWooCommerce } from './woocommerce.ts';

const SUITES = [ 'unit', 'plugin', 'woocommerce', 'store' ] as const;
type Suite = ( typeof SUITES )[ number ];

const words = process.argv.slice( 2 );
const named = SUITES.filter( ( suite ) => words.includes( suite ) );
const filters = words.filter(
	( word ) => ! ( SUITES as readonly string[] ).includes( word )
);
const suites = named.length > 0 ? named : SUITES;

const reports = await mkdtemp( path.join( os.tmpdir(), 'ivorey-test-' ) );
// First, because the store's tests use wp-cli from there.
const php = await ensurePhpTools();
try {
	let counts: Counts = NO_COUNTS;
	for ( const suite of suites ) {
		console.log( `\n── ${ suite } ──` );
		counts = addCounts( counts, await runSuite( suite ) );
	}
	console.log(
		`\n${ counts.passed } passed, ${ counts.failed } failed, ${ counts.skipped } skipped`
	);
	process.exitCode = counts.failed > 0 ? 1 : 0;
} finally {
	await rm( reports, { recursive: true, force: true } );
}

function runSuite( suite: Suite ): Promise< Counts > {
	switch ( suite ) {
		case 'plugin':
			return runPhpUnit();
		case 'woocommerce':
			return runPhpUnitInWooCommerce();
		default:
			return runVitest( suite );
	}
}

async function runVitest( project: 'unit' | 'store' ): Promise< Counts > {
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

async function runPhpUnit(): Promise< Counts > {
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

async function runPhpUnitInWooCommerce(): Promise< Counts > {
	const missing = php.available ? missingForWooCommerce() : php.reason;
	if ( missing !== null ) {
		console.log(
			`Skipped the plugin's tests in WooCommerce (PHPUnit): ${ missing }.`
		);
		return { ...NO_COUNTS, skipped: 1 };
	}
	const runs = await runInWooCommerce(
		reports,
		filters.length > 0 ? [ '--filter', filters.join( '|' ) ] : []
	);
	let counts = NO_COUNTS;
	for ( const { report, succeeded } of runs ) {
		counts = addCounts(
			counts,
			countsOfJUnit( await readReport( report ), succeeded )
		);
	}
	return counts;
}

/** A runner that died leaves no report; its exit code then counts as one failure. */
async function readReport( file: string ): Promise< string > {
	return readFile( file, 'utf8' ).catch( () => '' );
}
