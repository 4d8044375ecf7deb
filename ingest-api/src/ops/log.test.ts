import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Writable } from 'node:stream';
import pg from 'pg';
import { sampleAddress, sampleOrderLine } from '@ivorey/shared/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startTestApi } from '../testing/api.ts';
import { contactRecord, orderRecord } from '../testing/records.ts';
import { createLog, describeError, type LogFields } from './log.ts';

describe( 'the log', () => {
	test( 'contains no secret and no personal data, whatever is sent and whatever fails', async () => {
		const api = await startTestApi( {
			LOG_LEVEL: 'trace',
			MAX_BODY_BYTES: '100000',
		} );
		const store = await api.connect( {
			storeUrl: 'https://planted-store.example.com',
			accountName: 'Planted Account',
		} );
		const personal = {
			billing_email: 'planted.mail@example.com',
			customer_note: 'planted note',
			billing: sampleAddress( {
				first_name: 'Plantedfirst',
				last_name: 'Plantedlast',
				phone: 'planted-phone',
				address_1: 'Planted Street 1',
				city: 'Plantedcity',
			} ),
		};
		const order = orderRecord( '1', 1, personal );
		await store.send( [
			order,
			contactRecord( '7', 1, {
				email: 'planted.user@example.com',
				first_name: 'Planteduser',
			} ),
		] );
		// Postgres quotes the value that it refuses; the receipt quotes a rejected record.
		await store.send( [
			orderRecord( '2', 1, {
				...personal,
				line_items: [
					sampleOrderLine( { id: '1', name: 'planted line' } ),
					sampleOrderLine( { id: '1' } ),
				],
			} ),
		] );
		await store.send( [
			{
				...order,
				id: '3',
				data: { ...order.data, plantedkey: 'planted value' },
			},
		] );
		await store.post( [ order ], {
			headers: { authorization: 'Bearer plantedtoken' },
		} );
		await store.post( [ order ], {
			secret: `whsec_${ randomBytes( 24 ).toString( 'base64' ) }`,
		} );
		await store.post( [ order ], {
			headers: {
				'ivorey-install-id': 'x'.repeat( 101 ),
				'webhook-id': 'plantedid',
			},
		} );
		await store.request( { body: '{"plantedjson' } );
		await store.request( { body: 'planted'.repeat( 20_000 ) } );
		await fetch( `${ api.url }/planted/path?planted=query`, {
			headers: {
				'user-agent': 'plantedagent',
				'x-request-id': 'plantedrequest',
			},
		} );
		const admin = new pg.Client( { connectionString: api.databaseUrl } );
		await admin.connect();
		await admin.query(
			"alter table orders add constraint refusing check ( number <> 'planted-number' ); alter table contacts rename column phone to planted_phone"
		);
		await admin.end();
		expect(
			(
				await store.post( [
					orderRecord( '4', 1, {
						billing_email: 'planted.new@example.com',
					} ),
				] )
			).status
		).toBe( 500 );

		const text = api.log.join( '' );
		expect( api.log.length ).toBeGreaterThan( 8 );
		expect( text ).toContain( '"request failed"' );
		expect( text.toLowerCase() ).not.toContain( 'planted' );
		for ( const secret of [
			store.credentials.token,
			store.credentials.secret,
			store.credentials.secret.slice( 6 ),
			store.installId,
			api.encryptionKey.toString( 'base64' ),
		] ) {
			expect( text ).not.toContain( secret );
		}
		const password = new URL( api.databaseUrl ).password;
		expect( password === '' || ! text.includes( password ) ).toBe( true );
	} );

	test( 'leaves out unknown fields, and values that are not plain', () => {
		const lines: string[] = [];
		const log = createLog(
			'info',
			new Writable( {
				write: ( chunk, _encoding, done ) => (
					lines.push( String( chunk ) ),
					done()
				 ),
			} )
		);
		log.info( 'request', {
			route: '/v1/batches',
			email: 'planted@example.com',
			order: { toString: () => 'planted' },
		} as unknown as LogFields );
		log.debug( 'request', { route: 'below the level' } );
		expect( lines.map( ( line ) => JSON.parse( line ) ) ).toEqual( [
			{
				level: 30,
				time: expect.any( String ),
				msg: 'request',
				route: '/v1/batches',
			},
		] );
	} );

	test.each( [ 'warn', 'error' ] )(
		'a line of level %s is written at once, even if the program hangs afterwards',
		async ( level ) => {
			const program = `
				import { createLog } from ${ JSON.stringify( new URL( 'log.ts', import.meta.url ).href ) };
				createLog( 'info' ).${ level }( 'worker failed' );
				Atomics.wait( new Int32Array( new SharedArrayBuffer( 4 ) ), 0, 0 );
			`;
			const running = spawn( process.execPath, [
				'--input-type=module',
				'--eval',
				program,
			] );
			onTestFinished( () => void running.kill( 'SIGKILL' ) );
			const [ line ] = await once( running.stdout, 'data' );
			expect( String( line ) ).toContain( '"worker failed"' );
		}
	);

	test( 'describes an error without its message, even if the message looks like a stack', () => {
		const described = describeError(
			new TypeError( 'planted\n    at planted (planted.js:1:1)' )
		);
		expect( described ).toMatchObject( {
			error: 'TypeError',
			at: expect.stringContaining( 'log.test.ts' ),
		} );
		expect( JSON.stringify( described ) ).not.toContain( 'planted' );
		expect( describeError( 'planted' ) ).toEqual( { error: 'string' } );
	} );
} );
