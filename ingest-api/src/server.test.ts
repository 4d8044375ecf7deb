import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import pg from 'pg';
import { waitFor } from '../../test/wait.ts';
import { PROBLEMS } from '@ivorey/shared';
import { describe, expect, onTestFinished, test } from 'vitest';
import { addPerson } from './accounts/people.ts';
import { startTestApi } from './testing/api.ts';
import { untilBlocked, untilIdle } from './testing/locks.ts';
import { orderRecord } from './testing/records.ts';
import { batchBody, problemOf, type TestStore } from './testing/store.ts';
import { API_ROUTES } from './app.ts';
import { openApiDocument } from './http/openapi.ts';

describe( 'health', () => {
	test( 'is ready with the database, alive without it, and recovers with it', async () => {
		const api = await startTestApi( {
			DATABASE_CONNECT_TIMEOUT_MS: '500',
		} );
		const store = await api.connect();
		await store.ask();
		const status = async ( path: string ) =>
			( await fetch( api.url + path ) ).status;
		expect( [
			await status( '/healthz' ),
			await status( '/readyz' ),
		] ).toEqual( [ 200, 200 ] );

		const url = new URL( api.databaseUrl );
		const name = url.pathname.slice( 1 );
		url.pathname = '/postgres';
		const admin = new pg.Client( { connectionString: url.href } );
		await admin.connect();
		await admin.query(
			`alter database ${ name } with allow_connections false`
		);
		await admin.query(
			'select pg_terminate_backend( pid ) from pg_stat_activity where datname = $1',
			[ name ]
		);
		expect( [
			await status( '/healthz' ),
			await status( '/readyz' ),
		] ).toEqual( [ 200, 503 ] );
		const answer = await store.post( [ orderRecord( '1', 1 ) ] );
		expect( problemOf( answer ) ).toMatchObject( {
			status: 503,
			name: 'unavailable',
		} );
		expect( answer.headers.get( 'retry-after' ) ).toBe( '5' );

		await admin.query(
			`alter database ${ name } with allow_connections true`
		);
		await admin.end();
		expect( await status( '/readyz' ) ).toBe( 200 );
		expect( ( await store.post( [ orderRecord( '1', 1 ) ] ) ).status ).toBe(
			200
		);
	} );

	test( 'every answer has the security headers', async () => {
		const api = await startTestApi();
		for ( const path of [
			'/healthz',
			'/v1/batches',
			'/docs',
			'/nothing',
		] ) {
			const { headers } = await fetch( api.url + path );
			expect( headers.get( 'x-content-type-options' ), path ).toBe(
				'nosniff'
			);
			expect( headers.get( 'content-security-policy' ), path ).toContain(
				"default-src 'none'"
			);
			expect( headers.get( 'x-request-id' ), path ).toMatch(
				/^[0-9a-f-]{36}$/
			);
			expect( headers.get( 'x-powered-by' ), path ).toBeNull();
		}
	} );
} );

test( 'metrics count requests, records and refusals, and grow by nothing that a caller chooses', async () => {
	const api = await startTestApi();
	const store = await api.connect();
	const records = [
		orderRecord( '1', 1 ),
		orderRecord( '2', 1, { status: 'trash' } ),
		{ element: 'planted', id: 'planted' },
	];
	await store.send( records );
	await store.send( records );
	await store.ask( { secret: 'whsec_AAAA' } );
	await fetch( `${ api.url }/planted` );
	await fetch( `${ api.url }/settings/integration/woocommerce/con_planted`, {
		redirect: 'manual',
	} );
	const answer = await fetch( `${ api.url }/metrics` );
	expect( answer.headers.get( 'content-type' ) ).toContain( 'text/plain' );
	const text = await answer.text();
	for ( const line of [
		'ivorey_records_total{element="orders",outcome="applied"} 1',
		'ivorey_records_total{element="orders",outcome="excluded"} 1',
		'ivorey_records_total{element="unknown",outcome="rejected"} 1',
		'ivorey_batches_total{repeated="true"} 1',
		'ivorey_problems_total{problem="unauthorized"} 1',
		'ivorey_connection_transitions_total{to="active"} 1',
		'ivorey_connection_transitions_total{to="paused"} 1',
		'ivorey_http_request_duration_seconds_count{method="POST",route="/v1/batches",status="200"} 2',
		'ivorey_http_request_duration_seconds_count{method="GET",route="other",status="404"} 1',
		'ivorey_http_request_duration_seconds_count{method="GET",route="/settings/integration/woocommerce/:connection",status="303"} 1',
	] ) {
		expect( text ).toContain( line );
	}
	expect( text ).not.toContain( 'planted' );
	expect( text ).not.toContain( store.accountId );
} );

describe( 'the documentation', () => {
	test( 'is an OpenAPI 3.1 document that names every problem, and whose references resolve', () => {
		const document = openApiDocument(
			'https://api.example.com',
			API_ROUTES
		);
		const text = JSON.stringify( document );
		for ( const name of Object.keys( PROBLEMS ).filter(
			( problem ) =>
				! [ 'not-found', 'method-not-allowed' ].includes( problem )
		) ) {
			expect( text, name ).toContain( `urn:ivorey:problem:${ name }\`` );
		}
		const references = [
			...text.matchAll( /"\$ref":"(?<target>[^"]+)"/g ),
		].map( ( match ) => match.groups!.target! );
		expect( references.length ).toBeGreaterThan( 5 );
		for ( const reference of references ) {
			const found = reference
				.slice( 2 )
				.split( '/' )
				.reduce< unknown >(
					( node, part ) =>
						( node as Record< string, unknown > | undefined )?.[
							part
						],
					document
				);
			expect( found, reference ).toBeDefined();
		}
		expect( document ).toMatchObject( {
			openapi: '3.1.0',
			servers: [ { url: 'https://api.example.com' } ],
		} );
	} );

	test( 'is a page that loads everything from this server', async () => {
		const api = await startTestApi();
		const page = await ( await fetch( `${ api.url }/docs` ) ).text();
		const links = [
			...page.matchAll( /(?:src|href)="(?<link>[^"]+)"/g ),
		].map( ( match ) => match.groups!.link! );
		expect( links.length ).toBeGreaterThan( 10 );
		const ids = [ ...page.matchAll( /\sid="(?<id>[^"]+)"/g ) ].map(
			( match ) => match.groups!.id!
		);
		expect( new Set( ids ).size ).toBe( ids.length );
		expect( links ).toContain( '/openapi.json' );
		for ( const link of links ) {
			if ( link.startsWith( '#' ) ) {
				expect( ids, link ).toContain( link.slice( 1 ) );
				continue;
			}
			if ( link.startsWith( 'https://www.standardwebhooks.com' ) ) {
				continue;
			}
			expect( link ).toMatch( /^\// );
			const answer = await fetch( api.url + link );
			expect( answer.status, link ).toBe( 200 );
			await answer.arrayBuffer();
		}
	} );
} );

describe( 'rate limits', () => {
	test( 'by address stop strangers before any lookup, with Retry-After', async () => {
		const api = await startTestApi( {
			RATE_LIMIT_ADDRESS_PER_MINUTE: '5',
		} );
		const store = await api.connect();
		const wrong = {
			headers: { authorization: 'Bearer wrong' },
			secret: 'whsec_AAAA',
		};
		const answers = [];
		for ( let n = 0; n < 7; n++ ) {
			answers.push( await store.ask( wrong ) );
		}
		expect( answers.map( ( { status } ) => status ) ).toEqual( [
			401, 401, 401, 401, 401, 429, 429,
		] );
		expect( problemOf( answers[ 6 ]! ).name ).toBe( 'rate-limited' );
		const wait = Number( answers[ 6 ]!.headers.get( 'retry-after' ) );
		expect( wait ).toBeGreaterThan( 0 );
		expect( wait ).toBeLessThanOrEqual( 60 );
	} );

	test( 'R30 by address do not stop a store that was verified before, on the same address', async () => {
		const api = await startTestApi( {
			RATE_LIMIT_ADDRESS_PER_MINUTE: '3',
		} );
		const store = await api.connect();
		await store.ask();
		for ( let n = 0; n < 10; n++ ) {
			await store.ask( {
				headers: { authorization: 'Bearer wrong' },
				secret: 'whsec_AAAA',
			} );
			expect( ( await store.ask() ).status ).toBe( 200 );
		}
	} );

	test( 'by connection count verified requests only', async () => {
		const api = await startTestApi( {
			RATE_LIMIT_CONNECTION_PER_MINUTE: '3',
		} );
		const store = await api.connect();
		for ( let n = 0; n < 6; n++ ) {
			await store.ask( {
				headers: { authorization: 'Bearer wrong' },
				secret: 'whsec_AAAA',
			} );
		}
		const statuses = [];
		for ( let n = 0; n < 4; n++ ) {
			statuses.push( ( await store.ask() ).status );
		}
		expect( statuses ).toEqual( [ 200, 200, 200, 429 ] );
	} );

	test( 'X-Forwarded-For counts only if a proxy is trusted', async () => {
		const asked = async ( env: Record< string, string > ) => {
			const api = await startTestApi( {
				RATE_LIMIT_ADDRESS_PER_MINUTE: '2',
				...env,
			} );
			const store = await api.connect();
			const statuses = [];
			for ( let n = 0; n < 4; n++ ) {
				const headers = {
					authorization: 'Bearer wrong',
					'x-forwarded-for': `198.51.100.${ n }`,
				};
				statuses.push(
					( await store.ask( { headers, secret: 'whsec_AAAA' } ) )
						.status
				);
			}
			return statuses;
		};
		expect( await asked( {} ) ).toEqual( [ 401, 401, 429, 429 ] );
		expect( await asked( { TRUST_PROXY: '1' } ) ).toEqual( [
			401, 401, 401, 401,
		] );
	} );
} );

describe( 'the shutdown', () => {
	/**
	 * A batch that cannot continue until the lock is released; its receipt is sent together with the end of its
	 * transaction.
	 */
	async function batchInFlight(
		api: Awaited< ReturnType< typeof startTestApi > >,
		store: TestStore,
		table: 'batches' | 'orders' = 'batches'
	) {
		await store.ask();
		const holder = new pg.Client( { connectionString: api.databaseUrl } );
		await holder.connect();
		await holder.query( `begin; lock table ${ table } in share mode` );
		const answer = store.request( {
			body: batchBody( [ orderRecord( '1', 1 ) ] ),
		} );
		await untilBlocked( api.databaseUrl, `%into ${ table }%` );
		return {
			answer,
			release: async () => {
				await holder.query( 'rollback' );
				await holder.end();
			},
		};
	}

	test( 'finishes and answers a batch in flight', async () => {
		const api = await startTestApi( { SHUTDOWN_GRACE_MS: '5000' } );
		const { answer, release } = await batchInFlight(
			api,
			await api.connect()
		);
		const stopped = api.stop();
		await waitFor(
			() =>
				fetch( `${ api.url }/readyz` ).then(
					() => false,
					() => true
				),
			'A closed port'
		);
		await release();
		expect( ( await answer ).status ).toBe( 200 );
		await stopped;
		expect(
			await api.db.selectFrom( 'orders' ).select( 'order_id' ).execute()
		).toEqual( [ { order_id: '1' } ] );
	} );

	test( 'rolls back a batch that does not finish within the grace, and answers 503', async () => {
		const api = await startTestApi( { SHUTDOWN_GRACE_MS: '200' } );
		const { answer, release } = await batchInFlight(
			api,
			await api.connect(),
			'orders'
		);
		const startedAt = Date.now();
		const stopped = api.stop();
		expect( problemOf( await answer ) ).toMatchObject( {
			status: 503,
			name: 'unavailable',
		} );
		await stopped;
		expect( Date.now() - startedAt ).toBeLessThan( 2_500 );
		await release();
		await untilIdle( api.databaseUrl );
		expect(
			await api.db.selectFrom( 'orders' ).select( 'order_id' ).execute()
		).toEqual( [] );
		expect(
			await api.db
				.selectFrom( 'batches' )
				.select( 'webhook_id' )
				.execute()
		).toEqual( [] );
	} );

	test( 'answers 503 to a batch that is already committing, which is then stored with its receipt or not at all', async () => {
		const api = await startTestApi( { SHUTDOWN_GRACE_MS: '200' } );
		const { answer, release } = await batchInFlight(
			api,
			await api.connect()
		);
		const stopped = api.stop();
		expect( problemOf( await answer ) ).toMatchObject( { status: 503 } );
		await stopped;
		await release();
		await untilIdle( api.databaseUrl );
		const count = async ( table: 'orders' | 'batches' ) =>
			(
				await api.db
					.selectFrom( table )
					.select( 'account_id' )
					.execute()
			).length;
		// If it is stored, sending it again finds its receipt.
		expect( await count( 'orders' ) ).toBe( await count( 'batches' ) );
	} );

	test( 'refuses a request on a connection that is still open', async () => {
		const api = await startTestApi( { SHUTDOWN_GRACE_MS: '5000' } );
		const { answer, release } = await batchInFlight(
			api,
			await api.connect()
		);
		const { Agent, get } = await import( 'node:http' );
		const agent = new Agent( { keepAlive: true, maxSockets: 1 } );
		const ask = ( path: string ) =>
			new Promise< number >( ( resolve, reject ) => {
				get( api.url + path, { agent }, ( response ) => {
					response.resume();
					response.on( 'end', () => resolve( response.statusCode! ) );
				} ).on( 'error', reject );
			} );
		expect( await ask( '/readyz' ) ).toBe( 200 );
		const stopped = api.stop();
		// Idle connections are closed at once, so no answer can be sent on them.
		await expect( ask( '/readyz' ) ).rejects.toThrow();
		agent.destroy();
		await release();
		expect( ( await answer ).status ).toBe( 200 );
		await stopped;
	} );

	/** A mail server that accepts connections and never answers. */
	async function startSilentSmtp() {
		const sockets = new Set< Socket >();
		const server = createServer( ( socket ) => {
			sockets.add( socket );
			socket.on( 'error', () => undefined );
		} ).listen( 0, '127.0.0.1' );
		await once( server, 'listening' );
		onTestFinished( () => {
			sockets.forEach( ( socket ) => socket.destroy() );
			server.close();
		} );
		const { port } = server.address() as AddressInfo;
		return { url: `smtp://127.0.0.1:${ port }`, sockets };
	}

	test(
		'does not wait for a silent mail server; the e-mail is sent later',
		{ timeout: 10_000 },
		async () => {
			const smtp = await startSilentSmtp();
			const api = await startTestApi( {
				SMTP_URL: smtp.url,
				SHUTDOWN_GRACE_MS: '100',
			} );
			const accounts = [ 'A', 'B' ];
			for ( const accountName of accounts ) {
				const store = await api.connect( { accountName } );
				await addPerson( api.db, {
					email: 'ada@example.com',
					accountName,
					now: new Date(),
				} );
				await store.ask();
				await store.ask( { secret: 'whsec_AAAA' } );
			}
			await waitFor(
				async () => smtp.sockets.size > 0,
				'A mail on its way'
			);
			await api.stop();
			expect( smtp.sockets.size ).toBe( 1 );
			expect(
				await api.db
					.selectFrom( 'connection_notices' )
					.select( [ 'state', 'sent_at' ] )
					.execute()
			).toEqual(
				accounts.map( () => ( { state: 'waiting', sent_at: null } ) )
			);
		}
	);
} );

test( 'a port that is taken is an error at the start, and nothing is left running', async () => {
	const api = await startTestApi();
	const { port } = new URL( api.url );
	await expect( startTestApi( { PORT: port } ) ).rejects.toThrow(
		/EADDRINUSE/
	);
	expect( ( await fetch( `${ api.url }/readyz` ) ).status ).toBe( 200 );
} );

test( 'without the role ingest there is nothing to send to', async () => {
	const api = await startTestApi( {
		ROLES: 'worker',
		BATCH_RETENTION_DAYS: '1',
	} );
	expect(
		( await fetch( `${ api.url }/v1/batches`, { method: 'POST' } ) ).status
	).toBe( 404 );
	expect( ( await fetch( `${ api.url }/readyz` ) ).status ).toBe( 200 );
} );

test( 'metrics on a separate address are alone there, and nowhere else', async () => {
	const api = await startTestApi( { METRICS_PORT: '0' } );
	expect( api.log.join( '' ) ).toContain(
		JSON.stringify( { metrics: api.metricsUrl } ).slice( 1, -1 )
	);
	expect( new URL( api.metricsUrl! ).port ).not.toBe(
		new URL( api.url ).port
	);
	const statuses = async ( base: string, paths: readonly string[] ) =>
		Promise.all(
			paths.map( async ( path ) => ( await fetch( base + path ) ).status )
		);
	expect(
		await statuses( api.metricsUrl!, [ '/metrics', '/healthz', '/docs' ] )
	).toEqual( [ 200, 404, 404 ] );
	expect( await statuses( api.url, [ '/metrics', '/healthz' ] ) ).toEqual( [
		404, 200,
	] );
} );

test( 'outside of development metrics are only on a separate address', async () => {
	const api = await startTestApi( { IVOREY_DEVELOPMENT: '' } );
	expect( api.metricsUrl ).toBeNull();
	expect( ( await fetch( `${ api.url }/metrics` ) ).status ).toBe( 404 );
} );
