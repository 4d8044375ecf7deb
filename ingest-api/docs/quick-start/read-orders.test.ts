import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeEach, expect, test } from 'vitest';
import { createAccountToken } from '../../src/accounts/api-tokens.ts';
import { startTestApi } from '../../src/testing/api.ts';
import { orderRecord } from '../../src/testing/records.ts';

const run = promisify( execFile );
const fileOf = ( name: string ) =>
	fileURLToPath( new URL( name, import.meta.url ) );

let env: NodeJS.ProcessEnv;
let documentation: string;

beforeEach( async () => {
	const api = await startTestApi();
	const store = await api.connect();
	await store.send(
		[ '1', '2', '3', '4' ].map( ( id ) =>
			orderRecord( id, 1, {
				date_created: `2026-01-0${ id }T10:00:00Z`,
				date_paid: id === '4' ? null : '2026-01-09T10:00:00Z',
			} )
		)
	);
	const { token } = await createAccountToken(
		api.db,
		store.accountId,
		new Date()
	);
	env = { ...process.env, IVOREY_URL: api.url, IVOREY_TOKEN: token };
	const answer = await fetch( `${ api.url }/openapi.json` );
	documentation = JSON.parse( await answer.text() ).info.description;
} );

test( 'R41 the quick start reads orders with curl', async () => {
	const file = fileOf( './read-orders.sh' );
	expect( documentation ).toContain( readFileSync( file, 'utf8' ).trim() );
	const { stdout } = await run( 'bash', [ file ], { env } );
	const { data, next_cursor: next } = JSON.parse( stdout );
	expect( data.map( ( { number }: { number: string } ) => number ) ).toEqual(
		[ '3', '2' ]
	);
	expect( next ).not.toBeNull();
} );

test( 'R41 the quick start reads all paid orders with TypeScript', async () => {
	const file = fileOf( './read-orders.ts' );
	expect( documentation ).toContain( readFileSync( file, 'utf8' ).trim() );
	const { stdout } = await run( process.execPath, [ file ], { env } );
	expect( stdout ).toMatch( /^3 [\d.]+ EUR\n2 [\d.]+ EUR\n1 [\d.]+ EUR\n$/ );
} );
