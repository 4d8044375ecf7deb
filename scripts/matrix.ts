/**
 * `npm run test:matrix [-- <words>]`: tests the plugin's zip in each installed pair of WordPress and WooCommerce, and
 * on each version of PHP. With words, only the rows that contain one of them run. Passed rows are saved to
 * test/matrix/passed.json.
 */
import { writeFile } from 'node:fs/promises';
import { execa } from 'execa';
import { VERSION_VARIABLES, chooseVersion } from './store/cache.ts';
import { root } from './composer.ts';
import { ensurePanel } from './panel.ts';
import {
	PHP_VARIABLE,
	PHP_VERSIONS,
	type PhpVersion,
} from './store/webassembly/versions.ts';
import {
	PAIRS,
	PASSED_FILE,
	readPassed,
	type Passed,
} from '../test/matrix/versions.ts';

interface Row {
	name: string;
	/** The reason why the row cannot run; null if it can. */
	missing: string | null;
	env: Record< string, string >;
	/** Adds the row to the passed ones, or removes it. */
	note: ( passed: Passed, hasPassed: boolean ) => void;
}

/** Several times the duration of a row. */
const LIMIT_MS = 20 * 60_000;

const words = process.argv.slice( 2 );
const rows = [ ...PAIRS.map( pairRow ), ...PHP_VERSIONS.map( phpRow ) ].filter(
	( { name } ) =>
		words.length === 0 || words.some( ( word ) => name.includes( word ) )
);
await ensurePanel();
const passed = await readPassed();
const results: string[] = [];
let failed = 0;
for ( const row of rows ) {
	if ( row.missing !== null ) {
		results.push( `not tried   ${ row.name }: ${ row.missing }` );
		continue;
	}
	console.log( `\n── ${ row.name } ──` );
	const began = performance.now();
	const { exitCode } = await execa(
		'vitest',
		[ 'run', '--config=test/vitest.config.ts', '--project=matrix' ],
		{
			cwd: root,
			stdio: 'inherit',
			reject: false,
			env: row.env,
			timeout: LIMIT_MS,
		}
	);
	const seconds = ( ( performance.now() - began ) / 1000 ).toFixed( 0 );
	row.note( passed, exitCode === 0 );
	await writeFile(
		PASSED_FILE,
		`${ JSON.stringify( passed, null, '\t' ) }\n`
	);
	failed += exitCode === 0 ? 0 : 1;
	results.push(
		`${ exitCode === 0 ? 'passed   ' : 'FAILED   ' }   ${ row.name } (${ seconds } s)`
	);
}
console.log( `\n${ results.join( '\n' ) }` );
process.exitCode = failed > 0 ? 1 : 0;

function pairRow( pair: ( typeof PAIRS )[ number ] ): Row {
	const { wordpress, woocommerce } = pair;
	const missing = ( [ 'wordpress', 'woocommerce' ] as const ).flatMap(
		( component ) => {
			const choice = chooseVersion( component, pair[ component ] );
			return 'missing' in choice ? [ choice.missing ] : [];
		}
	);
	return {
		name: `WordPress ${ wordpress }, WooCommerce ${ woocommerce }`,
		missing: missing.join( ', ' ) || null,
		env: {
			[ VERSION_VARIABLES.wordpress ]: wordpress,
			[ VERSION_VARIABLES.woocommerce ]: woocommerce,
		},
		note( known, hasPassed ) {
			known.stores = PAIRS.filter( ( one ) =>
				one === pair
					? hasPassed
					: known.stores.some(
							( other ) =>
								other.wordpress === one.wordpress &&
								other.woocommerce === one.woocommerce
						)
			);
		},
	};
}

function phpRow( version: PhpVersion ): Row {
	return {
		name: `PHP ${ version }`,
		missing: null,
		env: { [ PHP_VARIABLE ]: version },
		note( known, hasPassed ) {
			known.php = PHP_VERSIONS.filter( ( one ) =>
				one === version ? hasPassed : known.php.includes( one )
			);
		},
	};
}
