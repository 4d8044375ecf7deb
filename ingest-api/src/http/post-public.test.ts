import type { Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { waitFor } from '../../../test/wait.ts';
import { startTlsServer } from '../testing/tls-server.ts';
import { redirect, startWebServer } from '../testing/web-server.ts';
import { ANSWER_BYTES, PublicPoster } from './post-public.ts';
import type { PublicHttpOptions } from './public-http.ts';

const POST = { headers: { 'content-type': 'application/json' }, body: '{}' };
const SWITCHING =
	'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n';
const HERE = async () => [ '127.0.0.1' ];

async function open(
	url: string,
	options: Partial< PublicHttpOptions > = {},
	connections = 5
): Promise< PublicPoster > {
	const poster = await PublicPoster.open(
		new URL( url ),
		{ allowLocal: true, timeoutMs: 500, ...options },
		connections
	);
	if ( ! ( poster instanceof PublicPoster ) ) {
		throw new Error( poster.why );
	}
	onTestFinished( () => poster.close() );
	return poster;
}

describe( 'R45 PublicPoster', () => {
	test( 'posts over TLS to a name with its own certificate, and reuses a connection', async () => {
		const seen: string[] = [];
		const { cert, connections, port } = await startTlsServer(
			( response, request ) => {
				request.on( 'data', ( chunk ) =>
					seen.push(
						`${ request.method } ${ request.headers.host } ${ chunk }`
					)
				);
				request.on( 'end', () => response.end( 'ok' ) );
			}
		);
		const url = `https://shop.example.com:${ port }/`;
		const poster = await open( url, { ca: cert, lookup: HERE } );
		for ( let n = 0; n < 3; n++ ) {
			expect( await poster.post( POST ) ).toMatchObject( {
				status: 200,
				text: 'ok',
			} );
		}
		expect( seen ).toEqual(
			Array( 3 ).fill( `POST shop.example.com:${ port } {}` )
		);
		expect( connections() ).toBe( 1 );
		const other = await open( `https://other.example.com:${ port }/`, {
			ca: cert,
			lookup: HERE,
		} );
		expect( await other.post( POST ) ).toEqual( {
			kind: 'failed',
			why: 'certificate',
		} );
	} );

	test.for( [
		[ 'http://shop.example.com/', [ '93.184.215.14' ], 'not_https' ],
		[ 'https://shop.example.com/', [ '10.0.0.1' ], 'internal_address' ],
		[
			'https://shop.example.com/',
			[ '93.184.215.14', '127.0.0.1' ],
			'internal_address',
		],
		[
			'https://shop.example.com/',
			[ '::ffff:169.254.169.254' ],
			'internal_address',
		],
		[ 'https://127.0.0.1/', [], 'internal_address' ],
		[ 'https://[::1]/', [], 'internal_address' ],
		[ 'https://2130706433/', [], 'internal_address' ],
		[ 'https://shop.example.com/', [], 'unknown_host' ],
	] as const )(
		'opens nothing to %s at %s: %s',
		async ( [ url, addresses, why ] ) => {
			expect(
				await PublicPoster.open(
					new URL( url ),
					{ allowLocal: false, lookup: async () => addresses },
					1
				)
			).toEqual( { kind: 'failed', why } );
		}
	);

	test( 'goes to the address that was checked on opening, even if the name leads elsewhere by now', async () => {
		const server = await startWebServer( ( _, response ) =>
			response.end( 'here' )
		);
		const answers = [ [ '127.0.0.1' ], [ '10.0.0.1' ] ];
		const poster = await open(
			`http://shop.example.com:${ server.port }/`,
			{
				lookup: async () => answers.shift()!,
			}
		);
		expect( await poster.post( POST ) ).toMatchObject( { text: 'here' } );
		expect( answers ).toHaveLength( 1 );
	} );

	test( 'follows no redirect', async () => {
		const inside = await startWebServer( ( _, response ) =>
			response.end( 'secret' )
		);
		const outside = await startWebServer( ( _, response ) =>
			redirect( response, inside.url )
		);
		const poster = await open( outside.url );
		expect( await poster.post( POST ) ).toMatchObject( { status: 302 } );
		expect( inside.asked ).toEqual( [] );
	} );

	test( 'keeps the first bytes of an answer, however long it is or takes', async () => {
		const server = await startWebServer( ( request, response ) => {
			response.writeHead( 201 );
			if ( request.url === '/slow' ) {
				response.write( 'slow' );
				return;
			}
			const more = () => {
				while (
					! response.destroyed &&
					response.write( 'x'.repeat( 65_536 ) )
				) {}
			};
			response.on( 'drain', more );
			more();
		} );
		const long = await ( await open( server.url ) ).post( POST );
		expect( long ).toMatchObject( {
			status: 201,
			text: 'x'.repeat( ANSWER_BYTES ),
		} );
		const slow = await (
			await open( `${ server.url }/slow` )
		).post( POST );
		expect( slow ).toMatchObject( { status: 201, text: 'slow' } );
	} );

	test( 'treats a protocol upgrade as an answer, and closes the connection', async () => {
		const sockets: Socket[] = [];
		const server = await startWebServer( ( { socket } ) => {
			sockets.push( socket );
			socket.write( SWITCHING );
		} );
		const poster = await open( server.url, { timeoutMs: 60_000 } );
		expect( await poster.post( POST ) ).toMatchObject( { status: 101 } );
		await waitFor(
			() => sockets[ 0 ]!.destroyed,
			'The end of the connection'
		);
	} );

	test( 'reports why there was no answer', async () => {
		const server = await startWebServer( ( request, response ) => {
			if ( request.url === '/broken' ) {
				response.destroy();
			}
		} );
		const why = async ( url: string ) => {
			const result = await ( await open( url ) ).post( POST );
			return result.kind === 'failed' ? result.why : result.status;
		};
		expect( await why( `${ server.url }/silent` ) ).toBe( 'timeout' );
		expect( await why( `${ server.url }/broken` ) ).toBe( 'broken' );
		expect( await why( 'http://127.0.0.1:1/' ) ).toBe( 'refused' );
	} );
} );
