import { expect, test } from 'vitest';
import { startWebServer, type WebServer } from '../testing/web-server.ts';
import { wakeStore } from './wake-store.ts';

async function storeAnswering(
	answer: ( path: string, times: number ) => number
): Promise< WebServer > {
	const server = await startWebServer( ( request, response ) => {
		response
			.writeHead( answer( request.url ?? '', server.asked.length ) )
			.end();
	} );
	return server;
}

const LOCAL = { allowLocal: true, againAfterMs: [ 0, 0 ] };

test( 'R25 a store is woken by a request that carries nothing', async () => {
	const store = await storeAnswering( () => 204 );
	expect( await wakeStore( store.url, LOCAL ) ).toBe( true );
	expect( store.asked ).toEqual( [
		expect.stringMatching( /^\/wp-json\/ivorey\/v1\/wake\?moment=\d+$/ ),
	] );
} );

test( 'a store without pretty permalinks is woken, too', async () => {
	const store = await storeAnswering( ( path ) =>
		path.startsWith( '/?rest_route=' ) ? 204 : 404
	);
	expect( await wakeStore( store.url, LOCAL ) ).toBe( true );
} );

test( 'a store that was just woken is tried again a moment later, up to three times', async () => {
	const store = await storeAnswering( ( _, times ) =>
		times < 3 ? 429 : 204
	);
	expect( await wakeStore( store.url, LOCAL ) ).toBe( true );
	expect( store.asked ).toHaveLength( 3 );
	const busy = await storeAnswering( () => 429 );
	expect( await wakeStore( busy.url, LOCAL ) ).toBe( false );
	expect( busy.asked ).toHaveLength( 3 );
} );

test( 'nothing is sent into Ivorey’s own network', async () => {
	const store = await storeAnswering( () => 204 );
	expect( await wakeStore( store.url, { allowLocal: false } ) ).toBe( false );
	expect( store.asked ).toEqual( [] );
} );
