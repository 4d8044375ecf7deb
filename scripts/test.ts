/**
 * `npm test [-- unit|plugin|woocommerce|store …] [-- <filters>]`: all tests, or the named suites.
 * `npm test -- changed [<git revision>]`: the tests that a change since then (HEAD) may have broken.
 * `npm run test:long`: the tests that take longer.
 * Prints one line for all of them at the end: `N passed, N failed, N skipped`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { ensureStoreComponents } from './store/ensure.ts';
import { makeSlots, SLOTS } from './store/slots.ts';
import { changedFiles, choose, type Choice } from './changed.ts';
import { ensurePhpTools, plugin, root } from './composer.ts';
import {
	addCounts,
	countsOfJUnit,
	countsOfVitest,
	NO_COUNTS,
	type Counts,
} from './counts.ts';
import {
	describeSlowest,
	readReport,
	timingsOfJUnit,
	timingsOfVitest,
} from './slowest.ts';
import { SECOND_TRIES } from './second-try-reporter.ts';
import { SHORT_SUITES, SUITES, type Suite } from './suites.ts';
import { missingForWooCommerce, runInWooCommerce } from './woocommerce.ts';

const words = process.argv.slice( 2 );
const isChanged = words[ 0 ] === 'changed';
const named = SUITES.filter( ( suite ) => words.includes( suite ) );
const choice: Choice = isChanged
	? choose( words[ 1 ] ?? 'HEAD', await changedFiles( root, words[ 1 ] ) )
	: {
			suites: named.length > 0 ? named : SHORT_SUITES,
			vitest: words.filter( isFilter ),
			plugin: words.filter( isFilter ),
			woocommerce: words.filter( isFilter ),
		};

const reports = await mkdtemp( path.join( os.tmpdir(), 'ivorey-test-' ) );
/** Reasons for skipped suites and other remarks; printed at the very end, where people read them. */
const remarks: string[] = [];
// This comes first, because the store's tests use its wp-cli.
const php = await ensurePhpTools();
const unobtainable = await ensureStoreComponents( { log: console.log } );
if ( unobtainable !== null ) {
	remarks.push(
		`The tests that need a store were skipped, each by its name; what was recorded from a real one was replayed: ${ unobtainable }`
	);
}
const slots = await makeSlots();
process.env[ SLOTS ] = slots;
// Tests start our own programs dozens of times; the cache compiles them once.
process.env.NODE_COMPILE_CACHE = path.join( reports, 'compiled' );
try {
	let counts: Counts = NO_COUNTS;
	for ( const suite of choice.suites ) {
		console.log( `\n── ${ suite } ──` );
		const began = performance.now();
		counts = addCounts( counts, await runSuite( suite ) );
		console.log(
			`── ${ suite }: ${ ( ( performance.now() - began ) / 1000 ).toFixed( 0 ) } s ──`
		);
	}
	if ( choice.suites.length === 0 ) {
		console.log( 'Nothing that has tests was changed.' );
	}
	console.log(
		`\n${ [ ...remarks, `${ counts.passed } passed, ${ counts.failed } failed, ${ counts.skipped } skipped` ].join( '\n' ) }`
	);
	process.exitCode = counts.failed > 0 ? 1 : 0;
} finally {
	for ( const folder of [ reports, slots ] ) {
		await rm( folder, { recursive: true, force: true } );
	}
}

function isFilter( word: string ): boolean {
	return ! ( SUITES as readonly string[] ).includes( word );
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

async function runVitest( project: string ): Promise< Counts > {
	const report = path.join( reports, `${ project }.json` );
	const secondTries = path.join( reports, `${ project }-second-tries.txt` );
	const run = await execa(
		'vitest',
		[
			'run',
			'--config=test/vitest.config.ts',
			`--project=${ project }`,
			'--reporter=default',
			'--reporter=json',
			'--reporter=./scripts/second-try-reporter.ts',
			`--outputFile.json=${ report }`,
			'--passWithNoTests',
			...choice.vitest,
		],
		{
			cwd: root,
			stdio: 'inherit',
			reject: false,
			env: { [ SECOND_TRIES ]: secondTries },
		}
	);
	for ( const test of ( await readReport( secondTries ) )
		.split( '\n' )
		.filter( Boolean ) ) {
		remarks.push( `Passed only at the second try: ${ test }` );
	}
	const json = await readReport( report );
	if ( json !== '' ) {
		console.log( describeSlowest( timingsOfVitest( json, root ) ) );
	}
	return countsOfVitest( json, run.exitCode === 0 );
}

async function runPhpUnit(): Promise< Counts > {
	if ( ! php.available ) {
		return skip( "The plugin's unit tests (PHPUnit)", php.reason );
	}
	const report = path.join( reports, 'plugin.xml' );
	const run = await execa(
		'php',
		[
			'vendor/bin/phpunit',
			'--log-junit',
			report,
			...filterOf( choice.plugin ),
		],
		{
			cwd: plugin,
			stdio: 'inherit',
			reject: false,
		}
	);
	const xml = await readReport( report );
	console.log( describeSlowest( timingsOfJUnit( xml ) ) );
	return countsOfJUnit( xml, run.exitCode === 0 );
}

async function runPhpUnitInWooCommerce(): Promise< Counts > {
	const missing = php.available ? missingForWooCommerce() : php.reason;
	if ( missing !== null ) {
		return skip( "The plugin's tests in WooCommerce (PHPUnit)", missing );
	}
	let counts = NO_COUNTS;
	const runs = await runInWooCommerce(
		reports,
		filterOf( choice.woocommerce )
	).catch( ( error: unknown ) => {
		console.error( error );
		return [];
	} );
	if ( runs.length === 0 ) {
		return { ...NO_COUNTS, failed: 1 };
	}
	for ( const { report, succeeded } of runs ) {
		const xml = await readReport( report );
		console.log( describeSlowest( timingsOfJUnit( xml ) ) );
		counts = addCounts( counts, countsOfJUnit( xml, succeeded ) );
	}
	return counts;
}

function filterOf( filters: readonly string[] ): string[] {
	return filters.length > 0 ? [ '--filter', filters.join( '|' ) ] : [];
}

function skip( what: string, why: string ): Counts {
	remarks.push( `${ what } were skipped: ${ why }.` );
	return { ...NO_COUNTS, skipped: 1 };
}
