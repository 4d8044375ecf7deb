import { gzipSync } from 'node:zlib';
import { request as httpRequest } from 'node:http';
import { sql } from 'kysely';
import { BATCH_LIMITS } from '@ivorey/shared';
import { sampleAddress, sampleOrderLine } from '@ivorey/shared/testing';
import { describe, expect, test } from 'vitest';
import { waitFor } from '../../../test/wait.ts';
import { startTestApi, type TestApi } from '../testing/api.ts';
import { contactRecord, orderRecord } from '../testing/records.ts';
import { batchBody, problemOf, type TestStore } from '../testing/store.ts';

async function connected(
	env: Record< string, string > = {}
): Promise< { api: TestApi; store: TestStore } > {
	const api = await startTestApi( env );
	return { api, store: await api.connect() };
}

async function countOrders( api: TestApi ): Promise< number > {
	return (
		await api.db.selectFrom( 'orders' ).select( 'order_id' ).execute()
	).length;
}

let zippedSpaces: Buffer | undefined;

/** 400 megabytes of spaces, which are gzipped once for all tests. */
function bomb(): { body: Buffer; headers: Record< string, string > } {
	zippedSpaces ??= gzipSync( Buffer.alloc( 400 * 1024 * 1024, ' ' ) );
	return {
		body: zippedSpaces,
		headers: { 'content-encoding': 'gzip' },
	};
}

describe( 'a valid batch', () => {
	test( 'R2 R5 R6 R7 a guest order is stored in every field, with its contact', async () => {
		const { api, store } = await connected();
		const record = orderRecord( '1001', 7 );
		const receipt = await store.send( [ record ] );
		expect( receipt.outcomes ).toEqual( [
			{ element: 'orders', id: '1001', outcome: 'applied' },
		] );
		expect( receipt.settings_version ).toBe( 1 );

		const order = await api.db
			.selectFrom( 'orders' )
			.selectAll()
			.executeTakeFirstOrThrow();
		expect( order ).toMatchObject( {
			account_id: store.accountId,
			connection_id: store.connectionId,
			order_id: '1001',
			version: '7',
			number: '1001',
			number_sort: '00000000000000001001',
			subtype: 'WooCommerce',
			status: 'Pending',
			woocommerce_status: 'processing',
			currency: 'EUR',
			total: '28.56000000',
			total_sort: 28.56,
			total_refunded: '0.00000000',
			date_created: new Date( '2026-01-31T08:15:00Z' ),
			date_paid: new Date( '2026-01-31T08:16:00Z' ),
			customer_id: null,
			billing_email: 'ada@example.com',
			product_ids: [ '501' ],
		} );
		expect( JSON.parse( order.record_text ) ).toEqual( record.data );
		expect(
			await api.db.selectFrom( 'order_products' ).selectAll().execute()
		).toEqual( [
			{
				account_id: store.accountId,
				connection_id: store.connectionId,
				product_id: '501',
				date_created: new Date( '2026-01-31T08:15:00Z' ),
				order_id: '1001',
			},
		] );
		const contact = await api.db
			.selectFrom( 'contacts' )
			.selectAll()
			.executeTakeFirstOrThrow();
		expect( contact ).toMatchObject( {
			contact_id: order.contact_id,
			kind: 'guest',
			email: 'ada@example.com',
			email_key: 'ada@example.com',
			first_name: 'Ada',
			last_name: 'Example',
			phone: '+49 30 5550100',
			billing: record.data.billing,
			shipping: record.data.shipping,
		} );
	} );

	test( 'an order that changes keeps one row, and is found by the products of its new lines only', async () => {
		const { api, store } = await connected();
		const lines = ( ...products: ( string | null )[] ) =>
			products.map( ( product, n ) =>
				sampleOrderLine( { id: String( n + 1 ), product_id: product } )
			);
		const found = () =>
			api.db
				.selectFrom( 'order_products' )
				.select( [ 'product_id', 'date_created' ] )
				.orderBy( 'product_id' )
				.execute();
		const created = new Date( '2026-01-31T08:15:00Z' );
		await store.send( [
			orderRecord( '5', 1, { line_items: lines( '1', '2', '2', null ) } ),
		] );
		expect( await found() ).toEqual( [
			{ product_id: '1', date_created: created },
			{ product_id: '2', date_created: created },
		] );
		await store.send( [
			orderRecord( '5', 2, {
				status: 'completed',
				line_items: lines( '3', '2' ),
			} ),
		] );
		expect(
			await api.db
				.selectFrom( 'orders' )
				.select( [
					'status',
					'woocommerce_status',
					'version',
					'product_ids',
				] )
				.execute()
		).toEqual( [
			{
				status: 'Completed',
				woocommerce_status: 'completed',
				version: '2',
				product_ids: [ '2', '3' ],
			},
		] );
		expect( await found() ).toEqual( [
			{ product_id: '2', date_created: created },
			{ product_id: '3', date_created: created },
		] );
		await store.send( [
			orderRecord( '5', 3, {
				date_created: '2026-01-30T08:15:00Z',
				line_items: lines( '3' ),
			} ),
		] );
		expect( await found() ).toEqual( [
			{
				product_id: '3',
				date_created: new Date( '2026-01-30T08:15:00Z' ),
			},
		] );
	} );

	test( 'gzip is accepted like plain JSON, and the same batch in either is the same batch', async () => {
		const { api, store } = await connected();
		const body = batchBody( [ orderRecord( '5', 1 ) ] );
		const zipped = await store.sendGzipped( body, { id: 'msg_same' } );
		expect( zipped.status ).toBe( 200 );
		const plain = await store.request( { body, id: 'msg_same' } );
		expect( plain.text ).toBe( zipped.text );
		expect( await countOrders( api ) ).toBe( 1 );
	} );

	test( 'money and ids keep every digit', async () => {
		const { api, store } = await connected();
		const totals = {
			items: '999999999999999999.12345678',
			discount: '0',
			shipping: '0',
			fees: '-3',
			tax: '0',
			refunded: '0.00000001',
			total: '999999999999999996.12345678',
		};
		await store.send( [
			orderRecord( '18446744073709551615', 9_007_199_254_740_991, {
				totals,
			} ),
		] );
		expect(
			await api.db
				.selectFrom( 'orders' )
				.select( [ 'order_id', 'version', 'total', 'total_refunded' ] )
				.execute()
		).toEqual( [
			{
				order_id: '18446744073709551615',
				version: '9007199254740991',
				total: '999999999999999996.12345678',
				total_refunded: '0.00000001',
			},
		] );
	} );

	test( 'an order without e-mail and without user has no contact', async () => {
		const { api, store } = await connected();
		await store.send( [
			orderRecord( '5', 1, {
				billing_email: null,
				billing: sampleAddress( { first_name: '' } ),
			} ),
		] );
		expect(
			await api.db.selectFrom( 'orders' ).select( 'contact_id' ).execute()
		).toEqual( [ { contact_id: null } ] );
		expect(
			await api.db
				.selectFrom( 'contacts' )
				.select( 'contact_id' )
				.execute()
		).toEqual( [] );
	} );
} );

describe( 'a repeated webhook-id', () => {
	test( 'gets the same receipt, and changes nothing', async () => {
		const { api, store } = await connected();
		const body = batchBody( [
			orderRecord( '5', 1 ),
			{ element: 'orders', id: '6' },
		] );
		const first = await store.request( { body } );
		const updated = await api.db
			.selectFrom( 'orders' )
			.select( 'updated_at' )
			.executeTakeFirstOrThrow();
		const second = await store.request( {
			body,
			timestamp: Math.floor( Date.now() / 1_000 ) + 5,
		} );
		expect( second.status ).toBe( 200 );
		expect( second.text ).toBe( first.text );
		expect(
			await api.db
				.selectFrom( 'orders' )
				.select( 'updated_at' )
				.executeTakeFirstOrThrow()
		).toEqual( updated );
	} );

	test( 'with another body is id-reused', async () => {
		const { api, store } = await connected();
		await store.send( [ orderRecord( '5', 1 ) ], { id: 'msg_1' } );
		const answer = await store.post( [ orderRecord( '6', 1 ) ], {
			id: 'msg_1',
		} );
		expect( problemOf( answer ) ).toMatchObject( {
			status: 409,
			name: 'id-reused',
		} );
		expect( await countOrders( api ) ).toBe( 1 );
	} );

	test( 'sent many times at once is applied once, and all get the same receipt', async () => {
		const { api, store } = await connected( {
			MAX_BATCHES_IN_FLIGHT: '20',
			LOG_ORDERS: 'true',
		} );
		const body = batchBody( [
			orderRecord( '5', 1 ),
			orderRecord( '6', 1 ),
		] );
		const answers = await Promise.all(
			// These are separate attempts, not the same request replayed. An attempt that is overtaken by a later one
			// counts as a replay, and may have to wait its turn.
			Array.from( { length: 12 }, async ( _, n ) =>
				waitFor( async () => {
					const answer = await store.request( {
						body,
						timestamp: Math.floor( Date.now() / 1_000 ) - n,
					} );
					return answer.status !== 429 && answer;
				} )
			)
		);
		expect(
			new Set(
				answers.map( ( { status, text } ) => `${ status } ${ text }` )
			).size
		).toBe( 1 );
		expect( answers[ 0 ]!.status ).toBe( 200 );
		expect(
			JSON.parse( answers[ 0 ]!.text ).outcomes.map(
				( { outcome }: { outcome: string } ) => outcome
			)
		).toEqual( [ 'applied', 'applied' ] );
		expect(
			api.log.filter( ( line ) => line.includes( '"order applied"' ) )
		).toHaveLength( 2 );
	} );

	test( 'is another batch on another connection', async () => {
		const { api, store } = await connected();
		const other = await api.connect( {
			storeUrl: 'https://other.example.com',
		} );
		await store.send( [ orderRecord( '5', 1 ) ], { id: 'msg_1' } );
		const receipt = await other.send( [ orderRecord( '6', 1 ) ], {
			id: 'msg_1',
		} );
		expect( receipt.outcomes ).toEqual( [
			{ element: 'orders', id: '6', outcome: 'applied' },
		] );
		expect( await countOrders( api ) ).toBe( 2 );
	} );
} );

describe( 'bad records among good ones', () => {
	test( 'affect only themselves, and get an error message', async () => {
		const { api, store } = await connected();
		const bad = orderRecord( '2', 1 );
		const receipt = await store.send( [
			orderRecord( '1', 1 ),
			{
				...bad,
				data: {
					...bad.data,
					currency: 'euro',
					date_created: 'yesterday',
				},
			},
			'nonsense',
			{ ...orderRecord( '3', 1 ), extra: true },
			orderRecord( '4', 1 ),
		] );
		expect( receipt.outcomes.map( ( { outcome } ) => outcome ) ).toEqual( [
			'applied',
			'rejected',
			'rejected',
			'rejected',
			'applied',
		] );
		expect( receipt.outcomes[ 1 ] ).toMatchObject( {
			element: 'orders',
			id: '2',
			errors: expect.arrayContaining( [
				expect.objectContaining( { path: '/data/currency' } ),
				expect.objectContaining( { path: '/data/date_created' } ),
			] ),
		} );
		expect( receipt.outcomes[ 2 ] ).toMatchObject( {
			element: null,
			id: null,
		} );
		expect(
			(
				await api.db
					.selectFrom( 'orders' )
					.select( 'order_id' )
					.orderBy( 'order_id' )
					.execute()
			).map( ( row ) => row.order_id )
		).toEqual( [ '1', '4' ] );
	} );

	test( 'are found and rejected at any position if only Postgres refuses them, and the rest is applied', async () => {
		const { api, store } = await connected();
		const records = [
			contactRecord( '70', 1, { email: 'user@example.com' } ),
			...Array.from( { length: 9 }, ( _, index ) =>
				orderRecord( String( index + 1 ), 1, {
					billing_email: `buyer${ index }@example.com`,
				} )
			),
		];
		// The schema lets no such record through; this constraint simulates a gap in it.
		await sql`alter table orders add constraint planted check ( order_id <> '6' )`.execute(
			api.db
		);
		const receipt = await store.send( records );
		expect( receipt.outcomes.map( ( { outcome } ) => outcome ) ).toEqual(
			records.map( ( { id } ) => ( id === '6' ? 'rejected' : 'applied' ) )
		);
		expect( await countOrders( api ) ).toBe( 8 );
		expect(
			await api.db
				.selectFrom( 'contacts' )
				.select( 'email' )
				.where( 'email', '=', 'buyer5@example.com' )
				.execute()
		).toEqual( [] );
		expect( ( await store.send( records ) ).outcomes ).toEqual(
			receipt.outcomes
		);
	} );

	test( 'are rejected alone even for an unforeseen reason', async () => {
		const { api, store } = await connected();
		await sql`alter table orders add check ( number <> 'unforeseen' )`.execute(
			api.db
		);
		const receipt = await store.send( [
			orderRecord( '1', 1 ),
			orderRecord( '2', 1, { number: 'unforeseen' } ),
			orderRecord( '3', 1 ),
		] );
		expect( receipt.outcomes ).toMatchObject( [
			{ id: '1', outcome: 'applied' },
			{ id: '2', outcome: 'rejected', errors: [ { path: '' } ] },
			{ id: '3', outcome: 'applied' },
		] );
		expect( await countOrders( api ) ).toBe( 2 );
	} );

	test( 'R1 R7 records that the store should have held back are excluded, with the reason', async () => {
		const { api, store } = await connected();
		const receipt = await store.send( [
			orderRecord( '1', 1, { status: 'checkout-draft' } ),
			orderRecord( '2', 1, { status: 'trash' } ),
			contactRecord( '3', 1, { roles: [ 'editor' ] } ),
			contactRecord( '4', 1, {
				roles: [ 'editor', 'subscriber' ],
				email: 'both@example.com',
			} ),
		] );
		expect( receipt.outcomes ).toEqual( [
			{
				element: 'orders',
				id: '1',
				outcome: 'excluded',
				reason: 'draft',
			},
			{
				element: 'orders',
				id: '2',
				outcome: 'excluded',
				reason: 'draft',
			},
			{
				element: 'contacts',
				id: '3',
				outcome: 'excluded',
				reason: 'role',
			},
			{ element: 'contacts', id: '4', outcome: 'applied' },
		] );
		expect( await countOrders( api ) ).toBe( 0 );
		expect(
			await api.db.selectFrom( 'contacts' ).select( 'email' ).execute()
		).toEqual( [ { email: 'both@example.com' } ] );
	} );

	test( 'R4 with contact sync off an order still makes its contact, from its own details', async () => {
		const { api, store } = await connected();
		const { settings } = await api.db
			.selectFrom( 'connections' )
			.select( 'settings' )
			.executeTakeFirstOrThrow();
		await api.db
			.updateTable( 'connections' )
			.set( {
				settings: JSON.stringify( {
					...settings,
					version: 2,
					import: { ...settings.import, contacts: false },
					sync: { ...settings.sync, contacts: false },
				} ),
			} )
			.execute();
		const receipt = await store.send( [
			contactRecord( '7', 1 ),
			orderRecord( '1', 1, { customer_id: '7' } ),
		] );
		expect( receipt.settings_version ).toBe( 2 );
		expect( receipt.outcomes ).toEqual( [
			{
				element: 'contacts',
				id: '7',
				outcome: 'excluded',
				reason: 'element_off',
			},
			{ element: 'orders', id: '1', outcome: 'applied' },
		] );
		expect(
			await api.db
				.selectFrom( 'contacts' )
				.select( [ 'kind', 'email' ] )
				.execute()
		).toEqual( [ { kind: 'guest', email: 'ada@example.com' } ] );
	} );
} );

describe( 'an invalid body', () => {
	const cases: {
		name: string;
		send: ( store: TestStore ) => ReturnType< TestStore[ 'request' ] >;
		status: number;
		problem: string;
	}[] = [
		{
			name: 'is no JSON',
			send: ( store ) => store.request( { body: '{"contract":1,' } ),
			status: 400,
			problem: 'malformed-json',
		},
		{
			name: 'is no UTF-8',
			send: ( store ) =>
				store.request( { body: Buffer.from( [ 0x22, 0xff, 0x22 ] ) } ),
			status: 400,
			problem: 'malformed-json',
		},
		{
			name: 'is empty',
			send: ( store ) => store.request( { body: '' } ),
			status: 400,
			problem: 'malformed-json',
		},
		{
			name: 'is no batch',
			send: ( store ) => store.request( { body: '[]' } ),
			status: 422,
			problem: 'invalid-batch',
		},
		{
			name: 'has no records',
			send: ( store ) => store.post( [] ),
			status: 422,
			problem: 'invalid-batch',
		},
		{
			name: 'has a contract that is not known yet, whatever else is new in it',
			send: ( store ) =>
				store.request( {
					body: batchBody( [ orderRecord( '1', 1 ) ] ).replace(
						'"contract":1',
						'"contract":2,"new":true'
					),
				} ),
			status: 400,
			problem: 'contract-too-new',
		},
		{
			name: 'has a contract that is not taken any more',
			send: ( store ) =>
				store.request( {
					body: batchBody( [ orderRecord( '1', 1 ) ] ).replace(
						'"contract":1',
						'"contract":0'
					),
				} ),
			status: 400,
			problem: 'contract-too-old',
		},
		{
			name: 'has a contract that is no number',
			send: ( store ) =>
				store.request( {
					body: batchBody( [ orderRecord( '1', 1 ) ] ).replace(
						'"contract":1',
						'"contract":"1"'
					),
				} ),
			status: 422,
			problem: 'invalid-batch',
		},
		{
			name: 'is nested too deep',
			send: ( store ) =>
				store.request( {
					body: `${ '['.repeat( 500_000 ) }${ ']'.repeat( 500_000 ) }`,
				} ),
			status: 422,
			problem: 'invalid-batch',
		},
		{
			name: 'is no JSON by its own account',
			send: ( store ) =>
				store.post( [ orderRecord( '1', 1 ) ], {
					headers: { 'content-type': 'text/plain' },
				} ),
			status: 415,
			problem: 'unsupported-media-type',
		},
		{
			name: 'is compressed in an unknown way',
			send: ( store ) =>
				store.post( [ orderRecord( '1', 1 ) ], {
					headers: { 'content-encoding': 'br' },
				} ),
			status: 415,
			problem: 'unsupported-media-type',
		},
		{
			name: 'does not inflate',
			send: ( store ) =>
				store.post( [ orderRecord( '1', 1 ) ], {
					headers: { 'content-encoding': 'gzip' },
				} ),
			status: 400,
			problem: 'malformed-encoding',
		},
		{
			name: 'is cut off in the middle of gzip',
			send: ( store ) =>
				store.request( {
					body: gzipSync(
						batchBody( [ orderRecord( '1', 1 ) ] )
					).subarray( 0, -20 ),
					headers: { 'content-encoding': 'gzip' },
				} ),
			status: 400,
			problem: 'malformed-encoding',
		},
		{
			name: 'is a gzip bomb',
			send: ( store ) => store.request( bomb() ),
			status: 413,
			problem: 'payload-too-large',
		},
		{
			name: 'has 10,000 records',
			send: ( store ) =>
				store.sendGzipped(
					batchBody(
						Array.from( { length: 10_000 }, ( _, index ) => ( {
							element: 'orders',
							id: String( index + 1 ),
						} ) )
					)
				),
			status: 413,
			problem: 'too-many-records',
		},
	];
	test.for( cases )(
		'that $name is $problem, and nothing is written',
		async ( { send, status, problem } ) => {
			const { api, store } = await connected();
			expect( problemOf( await send( store ) ) ).toMatchObject( {
				status,
				name: problem,
			} );
			expect(
				await api.db
					.selectFrom( 'batches' )
					.select( 'webhook_id' )
					.execute()
			).toEqual( [] );
			expect( await countOrders( api ) ).toBe( 0 );
			expect(
				( await store.send( [ orderRecord( '1', 1 ) ] ) ).outcomes
			).toHaveLength( 1 );
		}
	);

	test( 'a gzip bomb takes little memory', async () => {
		const { store } = await connected();
		const request = bomb();
		const before = process.memoryUsage().rss;
		const answer = await store.request( request );
		expect( answer.status ).toBe( 413 );
		expect( process.memoryUsage().rss - before ).toBeLessThan(
			100 * 1024 * 1024
		);
	} );

	test( 'names what is wrong with the envelope by its path', async () => {
		const { store } = await connected();
		const answer = await store.request( {
			body: JSON.stringify( {
				...JSON.parse( batchBody( [ 1 ] ) ),
				settings_version: -1,
			} ),
		} );
		expect( problemOf( answer ).errors ).toEqual( [
			expect.objectContaining( { path: '/settings_version' } ),
		] );
	} );

	test( 'one record more than allowed is too many, and the allowed number is not', async () => {
		const { store } = await connected();
		const records = Array.from(
			{ length: BATCH_LIMITS.records + 1 },
			( _, index ) => orderRecord( String( index + 1 ), 1 )
		);
		expect(
			problemOf( await store.sendGzipped( batchBody( records ) ) ).name
		).toBe( 'too-many-records' );
		expect(
			( await store.sendGzipped( batchBody( records.slice( 1 ) ) ) )
				.status
		).toBe( 200 );
	} );
} );

describe( 'a body of 50 MB', () => {
	const SIZE = 50 * 1024 * 1024;

	/** Counts the bytes accepted before the answer; `fetch` would hide them. */
	function push(
		store: TestStore,
		declared: boolean
	): Promise< { status: number; text: string; sent: number } > {
		return new Promise( ( resolve, reject ) => {
			const headers = {
				...store.headers( { body: 'x' } ),
				...( declared
					? { 'content-length': String( SIZE ) }
					: { 'transfer-encoding': 'chunked' } ),
			};
			const request = httpRequest(
				`${ store.credentials.api_url }/v1/batches`,
				{ method: 'POST', headers }
			);
			let sent = 0;
			let answered = false;
			request.on( 'response', ( response ) => {
				answered = true;
				const chunks: Buffer[] = [];
				response.on( 'data', ( chunk: Buffer ) =>
					chunks.push( chunk )
				);
				response.on( 'end', () => {
					resolve( {
						status: response.statusCode!,
						text: Buffer.concat( chunks ).toString(),
						sent,
					} );
					request.destroy();
				} );
			} );
			request.on( 'error', ( error ) =>
				answered ? undefined : reject( error )
			);
			const chunk = Buffer.alloc( 64 * 1024, 'x' );
			const write = (): void => {
				while ( ! answered && sent < SIZE ) {
					sent += chunk.length;
					if ( ! request.write( chunk ) ) {
						request.once( 'drain', write );
						return;
					}
				}
				if ( ! answered ) {
					request.end();
				}
			};
			write();
		} );
	}

	test.for( [
		{ how: 'that says so', declared: true },
		{ how: 'that does not say so', declared: false },
	] )( '$how is refused before it has arrived', async ( { declared } ) => {
		const { store } = await connected();
		const before = process.memoryUsage().rss;
		const { status, text, sent } = await push( store, declared );
		expect( status ).toBe( 413 );
		expect( JSON.parse( text ).type ).toBe(
			'urn:ivorey:problem:payload-too-large'
		);
		expect( sent ).toBeLessThan( SIZE );
		expect( process.memoryUsage().rss - before ).toBeLessThan(
			40 * 1024 * 1024
		);
		expect(
			( await store.send( [ orderRecord( '1', 1 ) ] ) ).outcomes
		).toHaveLength( 1 );
	} );

	test( 'is not read at all for an unknown connection', async () => {
		const { api, store } = await connected();
		await api.db.deleteFrom( 'connections' ).execute();
		const { status, sent } = await push( store, false );
		expect( status ).toBe( 401 );
		expect( sent ).toBeLessThan( SIZE / 2 );
	} );
} );

test( 'a body that does not arrive in time is request-timeout', async () => {
	const { store } = await connected( { BODY_TIMEOUT_MS: '200' } );
	const answer = await new Promise< { status: number; text: string } >(
		( resolve, reject ) => {
			const request = httpRequest(
				`${ store.credentials.api_url }/v1/batches`,
				{
					method: 'POST',
					headers: {
						...store.headers( { body: 'x' } ),
						'content-length': '100',
					},
				}
			);
			request.on( 'error', reject );
			request.on( 'response', ( response ) => {
				let text = '';
				response.on( 'data', ( chunk ) => ( text += String( chunk ) ) );
				response.on( 'end', () => {
					request.destroy();
					resolve( { status: response.statusCode!, text } );
				} );
			} );
			request.write( '{' );
		}
	);
	expect( answer.status ).toBe( 408 );
	expect( JSON.parse( answer.text ).type ).toBe(
		'urn:ivorey:problem:request-timeout'
	);
} );

test( 'each applied order is a line in the log if that is switched on, without personal data', async () => {
	const { api, store } = await connected( { LOG_ORDERS: 'true' } );
	await store.send( [
		orderRecord( '1', 1, { number: 'WC-1' } ),
		orderRecord( '2', 1, { status: 'trash' } ),
	] );
	const lines = api.log
		.map( ( line ) => JSON.parse( line ) )
		.filter( ( { msg } ) => msg === 'order applied' );
	expect( lines ).toEqual( [
		{
			level: 30,
			time: expect.any( String ),
			msg: 'order applied',
			order: 'WC-1',
			status: 'processing',
			connection: store.credentials.connection,
			element: 'orders',
			ms: expect.any( Number ),
		},
	] );
} );

test( 'a batch is one line in the log, however many orders it holds', async () => {
	const { api, store } = await connected();
	await store.send( [ orderRecord( '100', 1 ) ] );
	const before = api.log.length;
	await store.send(
		Array.from( { length: 20 }, ( _, n ) =>
			orderRecord( String( n + 1 ), 1 )
		)
	);
	expect(
		api.log
			.slice( before )
			.map( ( line ) => JSON.parse( line ) )
			// Logged at level debug.
			.filter( ( { msg } ) => msg !== 'request' )
			.map( ( { msg, applied } ) => ( { msg, applied } ) )
	).toEqual( [ { msg: 'batch applied', applied: 20 } ] );
} );
