/**
 * Runs a program of the project on Node 24, and first installs missing packages:
 * `node scripts/with-install.mjs <program.ts> [arguments]`.
 *
 * Plain JavaScript without dependencies, because it has to run in a fresh clone on Node 20.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The first version with `randomUUIDv7()`. */
const NODE = { major: 24, minor: 16 };
const root = path.resolve(
	path.dirname( fileURLToPath( import.meta.url ) ),
	'..'
);

if ( ! isInstalled() ) {
	// stderr, because some programs print a result on stdout for other programs.
	console.error( 'Installing packages (about two minutes the first time) …' );
	const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
	const install = spawnSync(
		npm,
		[ 'ci', '--no-audit', '--no-fund', '--loglevel=error' ],
		{
			cwd: root,
			stdio: [ 'ignore', 2, 2 ],
		}
	);
	if ( install.status !== 0 ) {
		console.error(
			'npm ci failed. Fix what it says above, then run the command again.'
		);
		process.exit( install.status ?? 1 );
	}
}

const node = findNode();
const [ program, ...args ] = process.argv.slice( 2 );
const child = spawn( node, [ path.join( root, program ), ...args ], {
	cwd: root,
	stdio: 'inherit',
	env: {
		...process.env,
		// Programs that the program starts by name come from the project too, including Node.
		PATH:
			path.join( root, 'node_modules/.bin' ) +
			path.delimiter +
			process.env.PATH,
	},
} );
for ( const signal of [ 'SIGINT', 'SIGTERM', 'SIGHUP' ] ) {
	// A terminal sends Ctrl-C to both processes; the program decides when to end.
	process.on( signal, () => signal !== 'SIGINT' && child.kill( signal ) );
}
child.on( 'exit', ( code, signal ) =>
	process.exit( code ?? ( signal ? 1 : 0 ) )
);

/** Whether each package of the lock file is installed in its version (except for packages of other platforms). */
function isInstalled() {
	const hidden = path.join( root, 'node_modules/.package-lock.json' );
	if ( ! existsSync( hidden ) ) {
		return false;
	}
	const there = JSON.parse( readFileSync( hidden, 'utf8' ) ).packages;
	const wanted = JSON.parse(
		readFileSync( path.join( root, 'package-lock.json' ), 'utf8' )
	).packages;
	return Object.entries( wanted ).every(
		( [ place, { version, optional, devOptional, peer, link } ] ) =>
			! place.startsWith( 'node_modules/' ) ||
			link ||
			there[ place ]?.version === version ||
			( ! there[ place ] && ( optional || devOptional || peer ) )
	);
}

function findNode() {
	for ( const arch of [ 'x64', 'arm64' ] ) {
		try {
			const require = createRequire( path.join( root, 'package.json' ) );
			const manifest = require.resolve(
				`node-linux-${ arch }/package.json`
			);
			const bundled = path.join( path.dirname( manifest ), 'bin/node' );
			if (
				process.platform === 'linux' &&
				process.arch === arch &&
				existsSync( bundled )
			) {
				return bundled;
			}
		} catch {
			// The package is for another platform.
		}
	}
	const [ major, minor ] = process.versions.node.split( '.' ).map( Number );
	if (
		major > NODE.major ||
		( major === NODE.major && minor >= NODE.minor )
	) {
		return process.execPath;
	}
	console.error(
		`Node ${ NODE.major }.${ NODE.minor } or later is needed here, this is ${ process.version }. Install it from https://nodejs.org and run the command again.`
	);
	process.exit( 1 );
}
