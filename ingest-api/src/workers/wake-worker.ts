import pg from 'pg';
import { sql, type Kysely } from 'kysely';
import { APPLICATION_NAME } from '../db/open.ts';
import type { Database } from '../db/schema.ts';

const CHANNEL = 'ivorey_work';
const RECONNECT_MS = 1_000;
/** Triggers that commit within this time share one NOTIFY, since NOTIFY slows commits down. */
const COALESCE_MS = 5;

/** Tells the workers of all copies that there may be work. Ignores failures: the workers look every second anyway. */
export function createWaker( db: Kysely< Database > ): () => void {
	let timer: NodeJS.Timeout | null = null;
	return () => {
		timer ??= setTimeout( () => {
			timer = null;
			sql`select pg_notify( ${ CHANNEL }, '' )`
				.execute( db )
				.catch( () => undefined );
		}, COALESCE_MS );
		timer.unref();
	};
}

/**
 * Calls `wake` whenever there may be work. Listens on its own connection, which is reopened when it breaks.
 *
 * @return Stops listening.
 */
export function listenForWork( url: string, wake: () => void ): () => void {
	let client: pg.Client | null = null;
	let retry: NodeJS.Timeout | null = null;
	let isOver = false;
	const again = () => {
		client = null;
		if ( ! isOver ) {
			retry = setTimeout( open, RECONNECT_MS );
			retry.unref();
		}
	};
	function open() {
		const opened = new pg.Client( {
			connectionString: url,
			application_name: APPLICATION_NAME,
			keepAlive: true,
		} );
		client = opened;
		opened.on( 'error', () => undefined );
		opened.on( 'end', again );
		opened.on( 'notification', wake );
		opened
			.connect()
			.then( () => opened.query( `listen ${ CHANNEL }` ) )
			.then( wake )
			.catch( () => opened.end().catch( () => undefined ) );
	}
	open();
	return () => {
		isOver = true;
		if ( retry !== null ) {
			clearTimeout( retry );
		}
		void client?.end().catch( () => undefined );
	};
}
