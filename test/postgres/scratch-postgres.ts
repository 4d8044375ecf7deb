import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { readPostmaster } from '@ivorey/ingest-api/db/embedded/postmaster.ts';
import { startEmbeddedPostgres } from '@ivorey/ingest-api/db/embedded/server.ts';
import type { TestBedDatabase } from '../e2e/test-bed.ts';

export interface ScratchPostgres extends TestBedDatabase {
	/** Kills the server at once, in the middle of its work. */
	kill: () => Promise< void >;
	/** After `kill`: starts it again at the same address. */
	restart: () => Promise< void >;
	/** After `kill`: starts it with the same data at another address. @return The address. */
	restartElsewhere: () => Promise< string >;
}

/** A Postgres for the lifetime of one program, with the durability of a real one. */
export async function startScratchPostgres(): Promise< ScratchPostgres > {
	const dataDir = await mkdtemp( path.join( os.tmpdir(), 'ivorey-' ) );
	// As root, the server runs as another user, who needs access.
	await chmod( dataDir, 0o755 );
	let server = await startEmbeddedPostgres( { dataDir } );
	let { url } = server;
	return {
		get url() {
			return url;
		},
		async drop() {
			await server.stop();
			await rm( dataDir, { recursive: true, force: true } );
		},
		async kill() {
			const postmaster = await readPostmaster(
				path.join( dataDir, 'postgres' )
			);
			// Its child processes would survive for a moment, finish their work, and block the next start.
			const { stdout } = await execa( 'pgrep', [
				'-P',
				String( postmaster!.pid ),
			] );
			const children = stdout.split( '\n' ).map( Number );
			for ( const pid of [ postmaster!.pid, ...children ] ) {
				kill( pid );
			}
		},
		async restart() {
			const { port } = new URL( url );
			server = await startEmbeddedPostgres( {
				dataDir,
				settings: { port },
			} );
		},
		async restartElsewhere() {
			server = await startEmbeddedPostgres( { dataDir } );
			url = server.url;
			return url;
		},
	};
}

/** The process may have ended in the meantime. */
function kill( pid: number ): void {
	try {
		process.kill( pid, 'SIGKILL' );
	} catch ( error ) {
		if ( ! (
			error instanceof Error &&
			'code' in error &&
			error.code === 'ESRCH'
		) ) {
			throw error;
		}
	}
}
