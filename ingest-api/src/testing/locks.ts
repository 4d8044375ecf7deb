import pg from 'pg';
import { waitFor } from '../../../test/wait.ts';

/**
 * Waits until one of the API's statements waits for a lock.
 *
 * @param databaseUrl
 * @param text        A `like` pattern for the statement.
 * @return The process that waits.
 */
export function untilBlocked(
	databaseUrl: string,
	text = '%'
): Promise< number > {
	return withClient( databaseUrl, ( client ) =>
		waitFor( async () => {
			const { rows } = await client.query< { pid: number } >(
				`select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
					and wait_event_type = 'Lock' and query like $1`,
				[ text ]
			);
			return rows[ 0 ]?.pid;
		}, 'A statement that waits for a lock' )
	);
}

/** Waits until nobody has an open statement or transaction. */
export async function untilIdle( databaseUrl: string ): Promise< void > {
	await withClient( databaseUrl, ( client ) =>
		waitFor( async () => {
			const { rows } = await client.query(
				"select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'"
			);
			return rows.length === 0;
		}, 'The end of all transactions' )
	);
}

async function withClient< T >(
	databaseUrl: string,
	work: ( client: pg.Client ) => Promise< T >
): Promise< T > {
	const client = new pg.Client( { connectionString: databaseUrl } );
	await client.connect();
	try {
		return await work( client );
	} finally {
		await client.end();
	}
}
