import { existsSync, globSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { findServerUser } from '@ivorey/ingest-api/db/embedded/server-user.ts';
import { freePort } from '../../scripts/api-process.ts';
import { scratchFolder } from '../../scripts/scratch-folder.ts';

/** Folders where Debian and Homebrew keep a server and its tools, by version. */
const PLACES = [
	'/usr/lib/postgresql/*/bin',
	'/opt/homebrew/opt/postgresql@*/bin',
	'/usr/local/opt/postgresql@*/bin',
];
const NEEDED = [ 'initdb', 'pg_ctl', 'postgres', 'pg_dump', 'pg_restore' ];

/** The newest complete Postgres on this machine; npm's has no pg_dump. */
export function findSystemPostgres(): string | null {
	return (
		PLACES.flatMap( ( place ) => globSync( place ) )
			.filter( ( bin ) =>
				NEEDED.every( ( name ) => existsSync( path.join( bin, name ) ) )
			)
			.toSorted( ( a, b ) =>
				b.localeCompare( a, 'en', { numeric: true } )
			)[ 0 ] ?? null
	);
}

export interface SystemPostgres {
	/** For its superuser, without a database. */
	url: string;
	stop: () => Promise< void >;
}

/** For the duration of a test; anybody who reaches 127.0.0.1 has full access. */
export async function startSystemPostgres(
	bin: string
): Promise< SystemPostgres > {
	const folder = await mkdtemp(
		path.join( scratchFolder(), 'ivorey-system-postgres-' )
	);
	// As root, the server runs as another user, who needs access.
	await chmod( folder, 0o755 );
	const user = await findServerUser( [ path.join( bin, 'initdb' ), folder ] );
	const data = path.join( folder, 'data' );
	await mkdir( data, { mode: 0o700 } );
	if ( user.ids !== null ) {
		await chown( data, user.ids.uid, user.ids.gid );
	}
	await user.run( path.join( bin, 'initdb' ), [
		`--pgdata=${ data }`,
		'--username=postgres',
		'--auth=trust',
		'--encoding=UTF8',
		'--no-locale',
	] );
	const port = await freePort();
	const pgCtl = path.join( bin, 'pg_ctl' );
	await user.run( pgCtl, [
		'start',
		`--pgdata=${ data }`,
		`--log=${ path.join( data, 'server.log' ) }`,
		`--options=-c port=${ port } -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off`,
		'--wait',
	] );
	return {
		url: `postgres://postgres@127.0.0.1:${ port }/`,
		async stop() {
			await user.run( pgCtl, [
				'stop',
				`--pgdata=${ data }`,
				'--mode=immediate',
			] );
			await rm( folder, { recursive: true, force: true } );
		},
	};
}
