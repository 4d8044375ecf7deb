/** `npm run check`: types, lint, static analysis and the generated contract. Prints one line per step at the end. */
import { availableParallelism } from 'node:os';
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

/** The steps run in parallel, the slowest first. */
const STEPS: Step[] = [
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
	{ name: 'types', command: 'tsc', args: [ '-p', 'tsconfig.json' ] },
	{
		name: 'types of the panel',
		command: 'tsc',
		args: [ '-p', 'admin-ui/tsconfig.json' ],
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
];

const php = await ensurePhpTools();
const results = new Map< Step, string[] >();
const waiting = [ ...STEPS ];
await Promise.all(
	Array.from( { length: availableParallelism() }, async () => {
		for ( let step = waiting.shift(); step; step = waiting.shift() ) {
			results.set( step, await take( step ) );
		}
	} )
);
console.log(
	`\n${ STEPS.flatMap( ( step ) => results.get( step ) ?? [] ).join( '\n' ) }`
);

/** A step's output is shown in one piece when it ends, because other steps run beside it. */
async function take( step: Step ): Promise< string[] > {
	if ( step.needsPhp && ! php.available ) {
		return [ `– ${ step.name }: skipped, ${ php.reason }` ];
	}
	const started = performance.now();
	const run = await execa( step.command, step.args, {
		cwd: step.cwd ?? root,
		stdin: 'ignore',
		all: true,
		reject: false,
	} );
	const seconds = ( ( performance.now() - started ) / 1000 ).toFixed( 1 );
	console.log( `── ${ step.name } ──\n${ run.all || run.message || '' }` );
	if ( ! run.failed ) {
		return [ `✓ ${ step.name } (${ seconds } s)` ];
	}
	process.exitCode = 1;
	return [
		`✗ ${ step.name } (${ seconds } s)`,
		`    again: ${ [ step.command, ...step.args ].join( ' ' ) }${ step.cwd ? ` (in ${ path.relative( root, step.cwd ) })` : '' }`,
	];
}
