/** `npm run check`: types, lint, static analysis and the generated contract. Ends with a line per step. */
import path from 'node:path';
import { execa } from 'execa';
import { ensurePhpTools, plugin, root } from './composer.ts';

interface Step {
	name: string;
	command: string;
	args: string[];
	cwd?: string;
	needsPhp?: boolean;
}

const STEPS: Step[] = [
	{ name: 'types', command: 'tsc', args: [ '-p', 'tsconfig.json' ] },
	{
		name: 'types of the panel',
		command: 'tsc',
		args: [ '-p', 'admin-ui/tsconfig.json' ],
	},
	{
		name: 'lint',
		command: 'wp-scripts',
		args: [
			'lint-js',
			'--config',
			'scripts/eslint.config.mjs',
			'shared',
			'ingest-api',
			'admin-ui/src',
			'scripts',
			'test',
		],
	},
	{
		name: 'lint of styles',
		command: 'wp-scripts',
		args: [ 'lint-style', 'admin-ui/src/**/*.scss' ],
	},
	{
		name: 'floors',
		command: 'depcruise',
		args: [ '--config', 'scripts/floors.config.mjs', 'ingest-api/src' ],
	},
	{
		name: 'floors of the plugin',
		command: 'node',
		args: [ 'scripts/plugin-floors/main.ts' ],
	},
	{
		name: 'generated contract',
		command: 'node',
		args: [ 'shared/generate/main.ts', '--check' ],
	},
	{
		name: 'generated client',
		command: 'node',
		args: [ 'ingest-api/generate/main.ts', '--check' ],
	},
	{
		name: 'translations',
		command: 'node',
		args: [ 'scripts/translations/main.ts', '--check' ],
	},
	{
		name: 'PHPStan',
		command: 'php',
		args: [
			'vendor/bin/phpstan',
			'analyse',
			'--no-progress',
			'--memory-limit=2G',
		],
		cwd: plugin,
		needsPhp: true,
	},
	{
		name: 'PHPStan, of the tests in WooCommerce',
		command: 'php',
		args: [
			'vendor/bin/phpstan',
			'analyse',
			'--configuration=phpstan-integration.neon',
			'--no-progress',
			'--memory-limit=2G',
		],
		cwd: plugin,
		needsPhp: true,
	},
	{
		name: 'PHPCS',
		command: 'php',
		args: [ 'vendor/bin/phpcs' ],
		cwd: plugin,
		needsPhp: true,
	},
];

const php = await ensurePhpTools();
const results: string[] = [];
for ( const step of STEPS ) {
	if ( step.needsPhp && ! php.available ) {
		results.push( `– ${ step.name }: skipped, ${ php.reason }` );
		continue;
	}
	const started = performance.now();
	const run = await execa( step.command, step.args, {
		cwd: step.cwd ?? root,
		stdio: 'inherit',
		reject: false,
	} );
	const seconds = ( ( performance.now() - started ) / 1000 ).toFixed( 1 );
	results.push(
		`${ run.failed ? '✗' : '✓' } ${ step.name } (${ seconds } s)`
	);
	if ( run.failed ) {
		process.exitCode = 1;
		results.push(
			`    again: ${ [ step.command, ...step.args ].join( ' ' ) }${ step.cwd ? ` (in ${ path.relative( root, step.cwd ) })` : '' }`
		);
	}
}
console.log( `\n${ results.join( '\n' ) }` );
