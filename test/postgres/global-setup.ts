import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, chmod } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../ingest-api/src/db/embedded/server.ts';
import { migrate } from '../../ingest-api/src/db/migrate.ts';
import { scratchFolder } from '../../scripts/scratch-folder.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** A server where tests may create databases, and the migrated database that they copy. */
		postgres: { adminUrl: string; template: string };
	}
}

interface TestServer {
	adminUrl: string;
	stop: () => Promise< void >;
}

/** vitest's globalSetup: the server of DATABASE_URL, or a new one for the duration of the run. */
export default async function setup(
	project: TestProject
): Promise< () => Promise< void > > {
	const server = await startServer( process.env.DATABASE_URL );
	const template = `ivorey_test_template_${ randomBytes( 6 ).toString( 'hex' ) }`;
	try {
		await query(
			server.adminUrl,
			`create database ${ template } encoding 'UTF8' template template0`
		);
		await migrate( databaseUrl( server.adminUrl, template ) );
	} catch ( error ) {
		await server.stop();
		throw error;
	}
	project.provide( 'postgres', { adminUrl: server.adminUrl, template } );
	return async () => {
		await query(
			server.adminUrl,
			`drop database if exists ${ template }`
		).catch( () => undefined );
		await server.stop();
	};
}

async function startServer( url: string | undefined ): Promise< TestServer > {
	if ( url !== undefined && url !== '' ) {
		return { adminUrl: url, stop: async () => undefined };
	}
	const dataDir = await mkdtemp(
		path.join( scratchFolder(), 'ivorey-test-postgres-' )
	);
	// As root, the server runs as another user, who needs access.
	await chmod( dataDir, 0o755 );
	const server = await startEmbeddedPostgres( {
		dataDir,
		// Surviving a power cut does not matter here; speed does. Tests that run in parallel hold many
		// connections.
		settings: {
			fsync: 'off',
			synchronous_commit: 'off',
			full_page_writes: 'off',
			max_connections: '300',
			// Each database is dropped before there is anything to vacuum.
			autovacuum: 'off',
			max_wal_size: '512MB',
		},
	} );
	const adminUrl = databaseUrl( server.url, 'postgres' );
	await quickenSignIn( adminUrl );
	return {
		adminUrl,
		async stop() {
			await server.stop();
			await rm( dataDir, { recursive: true, force: true } );
		},
	};
}

/** Thousands of connections are opened, and 4,096 hash rounds on both sides are most of the cost of each. */
async function quickenSignIn( adminUrl: string ): Promise< void > {
	const { password } = new URL( adminUrl );
	await query(
		adminUrl,
		`set scram_iterations = 1; alter role current_user password '${ password }'`
	);
}

function databaseUrl( adminUrl: string, database: string ): string {
	const url = new URL( adminUrl );
	url.pathname = `/${ database }`;
	return url.href;
}

async function query( url: string, text: string ): Promise< void > {
	const client = new pg.Client( { connectionString: url } );
	await client.connect();
	try {
		await client.query( text );
	} finally {
		await client.end();
	}
}
