import { Hono } from 'hono';
import { sql } from 'kysely';
import { Pool } from 'pg';
import { expect, test } from 'vitest';
import type { Environment } from '../http/request.ts';
import { Heartbeats, type PartHealth } from '../ops/heartbeats.ts';
import { createMetrics } from '../ops/metrics.ts';
import { startTestApi } from '../testing/api.ts';
import { getWorkers } from './health-page.ts';

const PARTS = [ 'automations', 'filling', 'notices', 'pruning', 'webhooks' ];

test( 'a worker reports the state of its parts, as JSON and as a page', async () => {
	const api = await startTestApi( { ROLES: 'worker' } );
	await expect
		.poll( async () => {
			const { parts } = ( await (
				await fetch( `${ api.url }/workers` )
			).json() ) as { parts: PartHealth[] };
			return parts
				.map( ( { part, state } ) => `${ part } ${ state }` )
				.sort();
		} )
		.toEqual( [
			'automations running',
			// A new database has no rows from an older version.
			'filling finished',
			'notices running',
			'pruning running',
			'webhooks running',
		] );
	const answer = await fetch( `${ api.url }/workers`, {
		headers: { accept: 'text/html' },
	} );
	expect( answer.status ).toBe( 200 );
	expect( answer.headers.get( 'content-security-policy' ) ).toContain(
		"default-src 'none'"
	);
	const page = await answer.text();
	for ( const part of PARTS ) {
		expect( page ).toContain( `<th scope="row">${ part }</th>` );
	}
	expect( page ).toContain( 'None is due' );
} );

test( 'a copy without a worker says so', async () => {
	const api = await startTestApi( { ROLES: 'ingest' } );
	const answer = await fetch( `${ api.url }/workers`, {
		headers: { accept: 'text/html' },
	} );
	expect( answer.status ).toBe( 200 );
	expect( await answer.text() ).toContain( 'This copy runs no worker' );
} );

test( 'the page is served on the metrics port if there is one, and only in development otherwise', async () => {
	const api = await startTestApi( { METRICS_PORT: '0' } );
	expect( ( await fetch( `${ api.metricsUrl! }/workers` ) ).status ).toBe(
		200
	);
	expect( ( await fetch( `${ api.url }/workers` ) ).status ).toBe( 404 );
	const closed = await startTestApi( { IVOREY_DEVELOPMENT: '' } );
	expect( ( await fetch( `${ closed.url }/workers` ) ).status ).toBe( 404 );
} );

test( 'a part whose turns fail shows an error code but no data, while the others keep running', async () => {
	const api = await startTestApi( { ROLES: 'worker' } );
	await sql`alter table due_accounts rename to away`.execute( api.db );
	const read = async () => {
		const answer = await fetch( `${ api.url }/workers` );
		const { parts } = ( await answer.json() ) as { parts: PartHealth[] };
		return { status: answer.status, parts };
	};
	await expect
		.poll( async () => ( await read() ).parts )
		.toContainEqual(
			expect.objectContaining( {
				part: 'automations',
				state: 'failing',
				lastFailure: expect.objectContaining( {
					// Postgres' error code for "undefined table".
					error: expect.stringContaining( '42P01' ),
				} ),
			} )
		);
	const { status, parts } = await read();
	expect( status ).toBe( 200 );
	expect( parts.find( ( { part } ) => part === 'webhooks' )?.state ).toBe(
		'running'
	);
	await sql`alter table away rename to due_accounts`.execute( api.db );
	await expect
		.poll(
			async () =>
				( await read() ).parts.find(
					( { part } ) => part === 'automations'
				)?.state,
			{ timeout: 5_000 }
		)
		.toBe( 'running' );
} );

test( 'a stalled part gives status 503, so that an orchestrator restarts the copy, and the page still shows the work done', async () => {
	const clock = { ms: 0 };
	const heartbeats = new Heartbeats( () => clock.ms );
	heartbeats.start( 'automations' );
	const metrics = createMetrics( new Pool() );
	const app = new Hono< Environment >();
	app.get( '/workers', ( c ) => getWorkers( { heartbeats, metrics }, c ) );
	expect( ( await app.request( '/workers' ) ).status ).toBe( 200 );

	clock.ms = 301_000;
	metrics.automationRuns( 'acting', 3 );
	metrics.automationsDue( 2 );
	metrics.automationsLate( 61 );
	metrics.message( 'sent', 0.25 );
	metrics.message( 'unknown', null );
	metrics.webhookAttempt( 'failed' );
	const answer = await app.request( '/workers' );
	expect( answer.status ).toBe( 503 );
	expect( await answer.json() ).toMatchObject( {
		parts: [ { part: 'automations', state: 'stalled' } ],
		automations: { due: 2, lateSeconds: 61, runs: { acting: 3 } },
		emails: {
			outcomes: { sent: 1, unknown: 1 },
			delaySeconds: { p50: 0.25, p95: 0.25 },
		},
		webhooks: { due: 0, attempts: { failed: 1 } },
	} );
	const page = await (
		await app.request( '/workers', { headers: { accept: 'text/html' } } )
	).text();
	expect( page ).toContain( 'Stalled: restart this copy' );
	expect( page ).toContain( '2 due, the oldest for 61 s' );
	expect( page ).toContain( 'p50 0.25 s, p95 0.25 s' );
} );
