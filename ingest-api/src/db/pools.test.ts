import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/api.ts';
import { untilBlocked } from '../testing/locks.ts';
import { orderRecord } from '../testing/records.ts';
import type { TestStore } from '../testing/store.ts';
import type { Database } from './schema.ts';

/** The size of the pool for batches; the other pools are at least as large. */
const POOL = 2;

const askAbout = ( _api: TestApi, store: TestStore ) =>
	store.request( {
		path: '/v1/explain',
		body: JSON.stringify( { element: 'products', id: '1' } ),
	} );

const openLink = ( api: TestApi, store: TestStore ) =>
	fetch( `${ api.url }/sign-in/${ store.accountId }.${ 'x'.repeat( 43 ) }` );

test.for( [
	{ name: 'questions', table: 'products', ask: askAbout },
	{ name: 'pages', table: 'sign_in_links', ask: openLink },
] as const )(
	'$name that wait for the database hold up no batch, though they take all of their own connections',
	async ( { table, ask } ) => {
		const api = await startTestApi( {
			DATABASE_POOL_SIZE: String( POOL ),
			DATABASE_CONNECT_TIMEOUT_MS: '2000',
		} );
		const stores: TestStore[] = [];
		for ( let n = 0; n <= POOL; n++ ) {
			const store = await api.connect();
			await store.ask();
			stores.push( store );
		}
		const answers = await api.db.transaction().execute( async ( tx ) => {
			await lock( tx, table );
			const asked = stores.map( ( store ) => ask( api, store ) );
			await untilBlocked( api.databaseUrl, `%${ table }%` );
			for ( const store of stores ) {
				const { status } = await store.post( [
					orderRecord( '1', 1 ),
				] );
				expect( status ).toBe( 200 );
			}
			return asked;
		} );
		await Promise.all( answers );
	}
);

async function lock(
	tx: TestApi[ 'db' ],
	table: keyof Database
): Promise< void > {
	await sql`lock table ${ sql.table( table ) } in access exclusive mode`.execute(
		tx
	);
}
