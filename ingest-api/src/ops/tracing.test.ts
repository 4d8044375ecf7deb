import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startTestApi } from '../testing/api.ts';
import { orderRecord } from '../testing/records.ts';
import { describeStatement } from './tracing.ts';

interface Span {
	traceId: string;
	spanId: string;
	parentSpanId?: string;
	name: string;
	kind: number;
	startTimeUnixNano: string;
	endTimeUnixNano: string;
	attributes: Array< { key: string; value: object } >;
	status: { code: number };
}
interface Export {
	resourceSpans: Array< {
		resource: Pick< Span, 'attributes' >;
		scopeSpans: Array< { spans: Span[] } >;
	} >;
}

/** A collector; its spans can be read once the API is stopped. */
async function startCollector( status = 200 ) {
	const spans: Span[] = [];
	const bodies: string[] = [];
	const headers: IncomingHttpHeaders[] = [];
	const server = createServer( ( request, response ) => {
		void ( async () => {
			const body = ( await json( request ) ) as Export;
			expect( request.url ).toBe( '/otlp/v1/traces' );
			headers.push( request.headers );
			bodies.push( JSON.stringify( body ) );
			spans.push(
				...body.resourceSpans.flatMap( ( { scopeSpans } ) =>
					scopeSpans.flatMap( ( scope ) => scope.spans )
				)
			);
			response.writeHead( status ).end( '{}' );
		} )();
	} );
	await new Promise< void >( ( resolve ) =>
		server.listen( 0, '127.0.0.1', resolve )
	);
	onTestFinished( () => void server.close() );
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${ port }/otlp`, spans, bodies, headers };
}

describe( 'traces', () => {
	test( 'lead from a request to its statements, by name, and reveal nothing of their content', async () => {
		const collector = await startCollector();
		const api = await startTestApi( {
			OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
			OTEL_EXPORTER_OTLP_HEADERS: 'x-key=a%20b,x-team=shop',
		} );
		const store = await api.connect();
		await store.send( [ orderRecord( '1', 1 ) ] );
		await fetch( `${ api.url }/v1/triggers`, {
			headers: { authorization: 'Bearer hunter2' },
		} );
		await api.stop();

		const { spans } = collector;
		const batch = spans.find(
			( { name } ) => name === 'POST /v1/batches'
		)!;
		expect( batch.parentSpanId ).toBeUndefined();
		expect( batch.kind ).toBe( 2 );
		expect( valuesOf( batch ) ).toEqual( {
			'http.request.method': 'POST',
			'http.route': '/v1/batches',
			'http.response.status_code': 200,
			'ivorey.request_id': expect.stringMatching( /^[\w-]{36}$/ ),
		} );
		const statements = spans.filter(
			( { parentSpanId } ) => parentSpanId === batch.spanId
		);
		expect( statements.map( ( { name } ) => name ) ).toEqual(
			expect.arrayContaining( [ 'insert batches', 'insert orders' ] )
		);
		for ( const statement of statements ) {
			expect( statement.traceId ).toBe( batch.traceId );
			expect( statement.kind ).toBe( 3 );
			expect( [
				'db.collection.name',
				'db.operation.name',
				'db.system.name',
			] ).toEqual(
				expect.arrayContaining( Object.keys( valuesOf( statement ) ) )
			);
			const [ start, end ] = [ statement, batch ].map( ( span ) =>
				[ span.startTimeUnixNano, span.endTimeUnixNano ].map( BigInt )
			) as [ [ bigint, bigint ], [ bigint, bigint ] ];
			expect( start[ 0 ] <= start[ 1 ] ).toBe( true );
			expect( start[ 1 ] <= end[ 1 ] + 2_000_000n ).toBe( true );
		}
		expect( collector.headers[ 0 ] ).toMatchObject( {
			'x-key': 'a b',
			'x-team': 'shop',
		} );
		// Statements of workers belong to no request.
		for ( const { parentSpanId, name } of spans ) {
			expect( parentSpanId === undefined ).toBe( / \//.test( name ) );
		}

		const told = collector.bodies.join();
		for ( const secret of [
			'hunter2',
			'@example.com',
			'whsec',
			store.accountId,
			'$1',
		] ) {
			expect( told ).not.toContain( secret );
		}
	} );

	test( 'cannot be requested by a caller', async () => {
		const collector = await startCollector();
		const api = await startTestApi( {
			OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
			OTEL_TRACES_SAMPLER_ARG: '0',
		} );
		await fetch( `${ api.url }/healthz`, {
			headers: {
				traceparent: `00-${ 'a'.repeat( 32 ) }-${ 'b'.repeat( 16 ) }-01`,
			},
		} );
		await api.stop();
		expect( collector.spans ).toEqual( [] );
	} );

	test( 'that the collector refuses hold up nothing, and are in the log', async () => {
		const collector = await startCollector( 500 );
		const api = await startTestApi( {
			OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
		} );
		expect( ( await fetch( `${ api.url }/readyz` ) ).status ).toBe( 200 );
		await api.stop();
		expect( collector.spans.length ).toBeGreaterThan( 0 );
		expect( api.log.join( '\n' ) ).toContain( 'traces lost' );
	} );
} );

test.for( [
	[ 'select * from "orders" where account_id = $1', 'select orders' ],
	[ 'insert into "orders" ("a") select * from x', 'insert orders' ],
	[ 'update "connections" set state = $1', 'update connections' ],
	[ 'delete from batches where account_id = $1', 'delete batches' ],
	[
		'with new as ( select 1 ) insert into products select * from new',
		'insert products',
	],
	[
		'with a as ( select * from b where ( c ) = ( 1 ) ), d as ( select 1 ) update orders set e = 1',
		'update orders',
	],
	[ 'select * from ( select * from "contacts" ) as c', 'select contacts' ],
	[
		"with old as ( select a from orders for no key update ), new as ( insert into orders values ( ')' ) ) select 1",
		'insert orders',
	],
	[
		'insert into orders ( a ) values ( 1 ) on conflict ( a ) do update set b = 1',
		'insert orders',
	],
	[ '/* prepared: update x */ select 1', 'select null' ],
	[ 'show server_encoding', 'other null' ],
] as const )( 'the statement %s is called %s', ( [ sql, name ] ) => {
	const { operation, table } = describeStatement( sql );
	expect( `${ operation } ${ table }` ).toBe( name );
} );

function valuesOf( { attributes }: Span ): Record< string, unknown > {
	return Object.fromEntries(
		attributes.map( ( { key, value } ) => [
			key,
			Object.values( value )[ 0 ],
		] )
	);
}
