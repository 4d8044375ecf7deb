import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
	chown,
	mkdir,
	readFile,
	rename,
	rm,
	stat,
	writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { APPLICATION_NAME } from '../open.ts';
import { findPostgresBinaries, type PostgresBinaries } from './binaries.ts';
import {
	readPostmaster,
	removeStalePidFile,
	type Postmaster,
} from './postmaster.ts';
import { findServerUser, type ServerUser } from './server-user.ts';

const run = promisify( execFile );

const SUPERUSER = 'ivorey';
const DATABASE = 'ivorey';
/** Two programs that start at once race for the pid file; the loser finds the other's server. */
const ATTEMPTS = 3;
/** A server that was killed replays its log first. */
const START_TIMEOUT_SECONDS = 60;

export interface EmbeddedOptions {
	/** Created if missing; the cluster is in its folder `postgres`. */
	dataDir: string;
	/** Settings of the server, such as `{ fsync: 'off' }`. */
	settings?: Readonly< Record< string, string > >;
}

export interface EmbeddedPostgres {
	/** The URL of this program's database. */
	url: string;
	/** True if the server was already running. */
	reused: boolean;
	/** Stops the server, unless another program of ours uses it. */
	release: () => Promise< void >;
	/** Stops the server, even if others use it. */
	stop: () => Promise< void >;
}

/**
 * Starts the server of a data folder, or finds it running: one left behind by a program that was killed, or one that
 * another program of ours started.
 */
export async function startEmbeddedPostgres(
	options: EmbeddedOptions
): Promise< EmbeddedPostgres > {
	const dataDir = path.resolve( options.dataDir );
	const databaseDir = path.join( dataDir, 'postgres' );
	await mkdir( dataDir, { recursive: true } );
	const binaries = await findPostgresBinaries();
	const user = await findServerUser( [ binaries.initdb, dataDir ] );
	const password = await keepPassword(
		path.join( dataDir, 'postgres-password' )
	);
	if ( ! ( await exists( path.join( databaseDir, 'PG_VERSION' ) ) ) ) {
		await initialise( binaries, user, databaseDir, password );
	}
	const { port, reused } = await findOrStart(
		binaries,
		user,
		databaseDir,
		password,
		options.settings ?? {}
	);
	const url = ( database: string ) =>
		`postgres://${ SUPERUSER }:${ password }@127.0.0.1:${ port }/${ database }`;
	await createDatabase( url( 'postgres' ) );
	const stop = async () => {
		await user.run( binaries.pgCtl, [
			'stop',
			'-D',
			databaseDir,
			'-m',
			'fast',
			'-w',
		] );
	};
	return {
		url: url( DATABASE ),
		reused,
		stop,
		async release() {
			if ( ! ( await isUsed( url( 'postgres' ) ) ) ) {
				await stop();
			}
		},
	};
}

async function findOrStart(
	binaries: PostgresBinaries,
	user: ServerUser,
	databaseDir: string,
	password: string,
	settings: Readonly< Record< string, string > >
): Promise< { port: number; reused: boolean } > {
	let failure: unknown;
	for ( let attempt = 0; attempt < ATTEMPTS; attempt++ ) {
		const running = await readPostmaster( databaseDir );
		if ( running !== null && isAlive( running.pid ) ) {
			if ( await answers( running, databaseDir, password ) ) {
				return { port: running.port, reused: true };
			}
			if ( await isPostgres( running.pid ) ) {
				throw new Error(
					`A Postgres server (process ${ running.pid }) holds ${ databaseDir } but does not answer. Stop it, or set DATA_DIR or DATABASE_URL.`
				);
			}
			// The server is long gone, and its process ID was given to another process.
			await removeStalePidFile( databaseDir );
		}
		try {
			return {
				port: await start( binaries, user, databaseDir, settings ),
				reused: false,
			};
		} catch ( error ) {
			failure = error;
		}
	}
	throw new Error(
		`The embedded Postgres does not start; see ${ logFile( databaseDir ) }`,
		{ cause: failure }
	);
}

/**
 * Starts it with pg_ctl, which detaches it: Ctrl-C in the terminal must not reach the server before our last batch is
 * done.
 */
async function start(
	binaries: PostgresBinaries,
	user: ServerUser,
	databaseDir: string,
	settings: Readonly< Record< string, string > >
): Promise< number > {
	const all = {
		listen_addresses: '127.0.0.1',
		unix_socket_directories: '',
		port: settings.port ?? String( await freePort() ),
		...settings,
	};
	const flags = Object.entries( all ).map(
		( [ name, value ] ) => `-c ${ name }='${ value }'`
	);
	await user.run( binaries.pgCtl, [
		'start',
		'-D',
		databaseDir,
		'-l',
		logFile( databaseDir ),
		'-o',
		flags.join( ' ' ),
		'-t',
		String( START_TIMEOUT_SECONDS ),
		'-w',
	] );
	return Number( all.port );
}

function logFile( databaseDir: string ): string {
	return path.join( databaseDir, 'server.log' );
}

/** Uses a temporary folder that is renamed at the end, so that an interrupted attempt is not taken for a cluster. */
async function initialise(
	binaries: PostgresBinaries,
	user: ServerUser,
	databaseDir: string,
	password: string
): Promise< void > {
	const unfinished = `${ databaseDir }.${ process.pid }.unfinished`;
	const passwordFile = `${ unfinished }.password`;
	await mkdir( unfinished, { recursive: true, mode: 0o700 } );
	await writeFile( passwordFile, password, { mode: 0o600 } );
	try {
		if ( user.ids !== null ) {
			await chown( unfinished, user.ids.uid, user.ids.gid );
			await chown( passwordFile, user.ids.uid, user.ids.gid );
		}
		await user.run( binaries.initdb, [
			`--pgdata=${ unfinished }`,
			`--username=${ SUPERUSER }`,
			`--pwfile=${ passwordFile }`,
			'--auth=scram-sha-256',
			'--encoding=UTF8',
			'--no-locale',
			'--locale-provider=builtin',
			'--builtin-locale=C.UTF-8',
		] );
		await rename( unfinished, databaseDir );
	} finally {
		await rm( unfinished, { recursive: true, force: true } );
		await rm( passwordFile, { force: true } );
	}
}

/** `wx`: if two programs start at once, one creates the file and both read it. */
async function keepPassword( file: string ): Promise< string > {
	try {
		await writeFile( file, randomBytes( 24 ).toString( 'base64url' ), {
			mode: 0o600,
			flag: 'wx',
		} );
	} catch ( error ) {
		if ( ! (
			error instanceof Error &&
			'code' in error &&
			error.code === 'EEXIST'
		) ) {
			throw error;
		}
	}
	return readFile( file, 'utf8' );
}

async function createDatabase( adminUrl: string ): Promise< void > {
	await withClient( adminUrl, async ( client ) => {
		const { rowCount } = await client.query(
			'select from pg_database where datname = $1',
			[ DATABASE ]
		);
		if ( rowCount === 0 ) {
			await client
				.query( `create database ${ DATABASE }` )
				.catch( ( error: unknown ) => {
					const duplicate = [ '42P04', '23505' ];
					if ( ! (
						error instanceof pg.DatabaseError &&
						duplicate.includes( error.code ?? '' )
					) ) {
						throw error;
					}
				} );
		}
	} );
}

/** Looks several times: the server takes a moment to notice that a connection (our own, just closed) is gone. */
async function isUsed( adminUrl: string ): Promise< boolean > {
	return withClient( adminUrl, async ( client ) => {
		for ( let look = 0; look < 10; look++ ) {
			const { rows } = await client.query< { used: boolean } >(
				'select exists ( select from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid() ) as used',
				[ APPLICATION_NAME ]
			);
			if ( ! rows[ 0 ]!.used ) {
				return false;
			}
			await sleep( 50 );
		}
		return true;
	} );
}

/** Whether it is this folder's server, once it has finished starting. */
async function answers(
	{ port, pid }: Postmaster,
	databaseDir: string,
	password: string
): Promise< boolean > {
	const url = `postgres://${ SUPERUSER }:${ password }@127.0.0.1:${ port }/postgres`;
	for ( let second = 0; second < START_TIMEOUT_SECONDS; second++ ) {
		try {
			return await withClient( url, async ( client ) => {
				const { rows } = await client.query< {
					data_directory: string;
				} >( 'show data_directory' );
				return (
					path.resolve( rows[ 0 ]!.data_directory ) === databaseDir
				);
			} );
		} catch ( error ) {
			const starting =
				error instanceof pg.DatabaseError && error.code === '57P03';
			const notListening =
				error instanceof Error &&
				'code' in error &&
				error.code === 'ECONNREFUSED';
			if (
				! isAlive( pid ) ||
				! (
					starting ||
					( notListening && ( await isPostgres( pid ) ) )
				)
			) {
				return false;
			}
			await sleep( 1_000 );
		}
	}
	return false;
}

async function withClient< T >(
	url: string,
	work: ( client: pg.Client ) => Promise< T >
): Promise< T > {
	const client = new pg.Client( {
		connectionString: url,
		connectionTimeoutMillis: 5_000,
	} );
	client.on( 'error', () => undefined );
	await client.connect();
	try {
		return await work( client );
	} finally {
		await client.end().catch( () => undefined );
	}
}

function isAlive( pid: number ): boolean {
	try {
		process.kill( pid, 0 );
		return true;
	} catch ( error ) {
		return (
			error instanceof Error && 'code' in error && error.code === 'EPERM'
		);
	}
}

async function isPostgres( pid: number ): Promise< boolean > {
	if ( process.platform === 'win32' ) {
		const { stdout } = await run( 'tasklist', [
			'/FI',
			`PID eq ${ pid }`,
			'/NH',
		] );
		return /postgres/i.test( stdout );
	}
	// Without ps (a slim container), Linux itself tells it. If nobody reaps dead processes (a container again), a
	// killed server stays in the list with state Z.
	const line = await run( 'ps', [
		'-o',
		'stat=,comm=',
		'-p',
		String( pid ),
	] ).then(
		( { stdout } ) => stdout,
		() => readFile( `/proc/${ pid }/status`, 'utf8' ).catch( () => '' )
	);
	return /postgres/i.test( line ) && ! /^(State:\s*)?Z/m.test( line );
}

async function freePort(): Promise< number > {
	return new Promise( ( resolve, reject ) => {
		const probe = createServer();
		probe.once( 'error', reject );
		probe.listen( 0, '127.0.0.1', () => {
			const address = probe.address();
			probe.close( () =>
				resolve(
					typeof address === 'object' && address !== null
						? address.port
						: 0
				)
			);
		} );
	} );
}

async function exists( file: string ): Promise< boolean > {
	return stat( file ).then(
		() => true,
		() => false
	);
}
