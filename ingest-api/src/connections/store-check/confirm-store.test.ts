import { expect, test } from 'vitest';
import {
	sendHtml,
	sendJson,
	startWebServer,
} from '../../testing/web-server.ts';
import { confirmStore, proofOf } from './confirm-store.ts';

const SECRET = 's'.repeat( 43 );
const LOCAL = { allowLocal: true };

/** A store that knows this secret, or no code at all if null. */
async function storeThatKnows(
	secret: string | null,
	pretty = true
): Promise< string > {
	const server = await startWebServer( ( request, response ) => {
		const url = new URL( request.url ?? '', server.url );
		const route =
			url.searchParams.get( 'rest_route' ) ??
			( pretty ? url.pathname.replace( '/wp-json', '' ) : '' );
		const nonce = url.searchParams.get( 'nonce' ) ?? '';
		if ( route !== '/ivorey/v1/confirm' ) {
			sendHtml( response, 404, 'Not found' );
		} else if ( secret === null ) {
			sendJson( response, 404, { code: 'ivorey_no_code' } );
		} else {
			sendJson( response, 200, { proof: proofOf( secret, nonce ) } );
		}
	} );
	return server.url;
}

test.for( [
	[ 'the store knows the secret', SECRET, true, true ],
	[ 'it has no pretty permalinks', SECRET, false, true ],
	[ 'it knows another', 'x'.repeat( 43 ), true, false ],
	[ 'it knows none', null, true, false ],
] as const )( 'R22 when %s', async ( [ , secret, pretty, confirmed ] ) => {
	const store = await storeThatKnows( secret, pretty );
	expect( await confirmStore( store, SECRET, LOCAL ) ).toBe( confirmed );
} );

test( 'R22 an old proof does not confirm', async () => {
	const server = await startWebServer( ( _, response ) =>
		sendJson( response, 200, { proof: proofOf( SECRET, 'an old nonce' ) } )
	);
	expect( await confirmStore( server.url, SECRET, LOCAL ) ).toBe( false );
} );

test( 'R22 a store in a private network is not asked', async () => {
	const store = await storeThatKnows( SECRET );
	expect( await confirmStore( store, SECRET, { allowLocal: false } ) ).toBe(
		false
	);
} );
