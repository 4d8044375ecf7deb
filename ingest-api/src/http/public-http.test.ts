import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { startTlsServer } from '../testing/tls-server.ts';
import { redirect, sendHtml, startWebServer } from '../testing/web-server.ts';
import { getPublic } from './public-http.ts';

describe( 'getPublic', () => {
	test( 'connects to the address that it checked, even if the name leads elsewhere the next time', async () => {
		const server = await startWebServer( ( request, response ) =>
			sendHtml( response, 200, request.headers.host ?? '' )
		);
		const answers = [ [ '127.0.0.1' ], [ '10.0.0.1' ] ];
		let asked = 0;
		const result = await getPublic(
			new URL( `http://shop.example.com:${ server.port }/` ),
			{
				allowLocal: true,
				async lookup() {
					return answers[ asked++ ] ?? [];
				},
			}
		);
		expect( result ).toMatchObject( {
			kind: 'answer',
			text: `shop.example.com:${ server.port }`,
		} );
		expect( asked ).toBe( 1 );
	} );

	test( 'asks nothing of an internal address, not even by redirect', async () => {
		const inside = await startWebServer( ( _, response ) =>
			sendHtml( response, 200, 'secret' )
		);
		const outside = await startWebServer( ( _, response ) =>
			redirect( response, `http://inside.example.com:${ inside.port }/` )
		);
		const result = await getPublic( new URL( outside.url ), {
			allowLocal: true,
			async lookup( hostname ) {
				return hostname === 'localhost'
					? [ '127.0.0.1' ]
					: [ '127.0.0.1', '192.168.0.1' ];
			},
		} );
		expect( result ).toMatchObject( {
			kind: 'failed',
			why: 'internal_address',
		} );
		expect( outside.asked ).toHaveLength( 1 );
		expect( inside.asked ).toEqual( [] );
	} );

	test( 'does not reach this machine unless that is allowed', async () => {
		const server = await startWebServer( ( _, response ) =>
			sendHtml( response, 200, 'secret' )
		);
		for ( const url of [
			server.url,
			`http://127.0.0.1:${ server.port }`,
			`http://[::ffff:127.0.0.1]:${ server.port }`,
			`http://0.0.0.0:${ server.port }`,
			`http://127.1:${ server.port }`,
		] ) {
			expect(
				await getPublic( new URL( url ), { allowLocal: false } ),
				url
			).toMatchObject( { why: 'internal_address' } );
		}
		expect( server.asked ).toEqual( [] );
	} );

	test( 'tries the next address if one refuses', async () => {
		const server = await startWebServer( ( _, response ) =>
			sendHtml( response, 200, 'here' )
		);
		const result = await getPublic(
			new URL( `http://shop.example.com:${ server.port }/` ),
			{
				allowLocal: true,
				async lookup() {
					return [ '127.0.0.2', '127.0.0.1' ];
				},
			}
		);
		expect( result ).toMatchObject( { kind: 'answer', text: 'here' } );
	} );

	test( 'reads no more than half a megabyte', async () => {
		const server = await startWebServer( ( _, response ) => {
			const chunk = Buffer.alloc( 65_536, 'x' );
			const more = () => {
				while ( ! response.destroyed && response.write( chunk ) ) {}
			};
			response.on( 'drain', more );
			more();
		} );
		const result = await getPublic( new URL( server.url ), {
			allowLocal: true,
		} );
		expect( result ).toMatchObject( { kind: 'answer' } );
		expect( 'text' in result && result.text.length ).toBe( 524_288 );
	} );

	test( 'gives up in time, even on a name that nobody resolves', async () => {
		const started = performance.now();
		const result = await getPublic( new URL( 'https://shop.example.com' ), {
			allowLocal: false,
			timeoutMs: 200,
			lookup: () => new Promise( () => undefined ),
		} );
		expect( result ).toMatchObject( { why: 'timeout' } );
		expect( performance.now() - started ).toBeLessThan( 2_000 );
	} );

	test( 'does not take a protocol upgrade for an answer', async () => {
		const server = await startWebServer( ( { socket } ) =>
			socket.write(
				'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n'
			)
		);
		expect(
			await getPublic( new URL( server.url ), {
				allowLocal: true,
				timeoutMs: 60_000,
			} )
		).toMatchObject( { kind: 'failed', why: 'broken' } );
	} );

	test( 'requires a certificate for the requested name', async () => {
		const { cert, ask } = await startTls( ( response ) =>
			response.end( 'secure' )
		);
		expect( await ask( 'shop.example.com', cert ) ).toMatchObject( {
			kind: 'answer',
			text: 'secure',
		} );
		expect( await ask( 'other.example.com', cert ) ).toMatchObject( {
			why: 'certificate',
		} );
		expect( await ask( 'shop.example.com' ) ).toMatchObject( {
			why: 'certificate',
		} );
	} );

	test( 'follows no redirect from https to http', async () => {
		const { cert, ask } = await startTls( ( response ) =>
			redirect( response, 'http://shop.example.com/' )
		);
		expect( await ask( 'shop.example.com', cert ) ).toMatchObject( {
			why: 'not_https',
		} );
	} );
} );

async function startTls( answer: ( response: ServerResponse ) => void ) {
	const { cert, port } = await startTlsServer( answer );
	return {
		cert,
		ask: ( host: string, ca?: string ) =>
			getPublic( new URL( `https://${ host }:${ port }/` ), {
				allowLocal: true,
				lookup: async () => [ '127.0.0.1' ],
				...( ca === undefined ? {} : { ca } ),
			} ),
	};
}
