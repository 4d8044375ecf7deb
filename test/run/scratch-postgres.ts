import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '@ivorey/ingest-api/db/embedded/server.ts';
import type { PipeDatabase } from '../e2e/pipe.ts';

/** A Postgres for the time of one program, with the safety of a real one. */
export async function startScratchPostgres(): Promise< PipeDatabase > {
	const dataDir = await mkdtemp( path.join( os.tmpdir(), 'ivorey-' ) );
	// As root, the server runs as another user, who has to get in.
	await chmod( dataDir, 0o755 );
	const server = await startEmbeddedPostgres( { dataDir } );
	return {
		url: server.url,
		async drop() {
			await server.stop();
			await rm( dataDir, { recursive: true, force: true } );
		},
	};
}
