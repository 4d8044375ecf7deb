import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { StatusReport } from '@ivorey/shared';
import { makeMany } from '../../scripts/store/bulk.ts';
import { describeStore } from '../describe-store.ts';
import { jsonOf } from './fault-proxy.ts';
import { TestBed } from './test-bed.ts';
import { waitFor } from '../wait.ts';
import { startTestBed } from './start-test-bed.ts';

interface ImportView {
	id: string;
	state: string;
	finished_at: string | null;
	elements: Record<
		string,
		{
			state: string;
			done: number;
			total: number;
			excluded: Record< string, number >;
			rejected: number;
		}
	>;
}

describeStore( 'an import on a real store', () => {
	let bed: TestBed;
	beforeAll( async () => {
		bed = await startTestBed(
			{},
			{
				RATE_LIMIT_ADDRESS_PER_MINUTE: '1000000',
				RATE_LIMIT_CONNECTION_PER_MINUTE: '1000000',
			}
		);
	} );
	afterAll( () => bed?.stop() );
	beforeEach( () => bed.reset() );

	async function rest(
		method: string,
		route: string,
		body?: unknown
	): Promise< { status: number; body: ImportView } > {
		const response = await bed.store.fetch(
			`/wp-json/ivorey/v1${ route }`,
			{
				method,
				headers: {
					...bed.store.restHeaders(),
					'content-type': 'application/json',
				},
				...( body === undefined
					? {}
					: { body: JSON.stringify( body ) } ),
			}
		);
		return {
			status: response.status,
			body: ( await response.json() ) as ImportView,
		};
	}

	const current = async () => ( await rest( 'GET', '/import' ) ).body;

	/** Runs the sweep like the system's cron, but more often than once a minute. */
	async function finished(): Promise< ImportView > {
		return waitFor( async () => {
			await bed.store.fetch( '/wp-cron.php' );
			await bed.store.runActionScheduler();
			const view = await current();
			return view.finished_at === null ? undefined : view;
		} );
	}

	async function reported(
		until: ( report: StatusReport ) => boolean
	): Promise< StatusReport > {
		return waitFor( async () => {
			const { rows } = await bed.pool.query< { report: StatusReport } >(
				'select report from connection_status where account_id = $1 and connection_id = $2',
				TestBed.keyOf( bed.credentials )
			);
			const report = rows[ 0 ]?.report;
			return report && until( report ) ? report : undefined;
		} );
	}

	/** Runs in a store that had a history before Ivorey. */
	async function disconnectedWith(
		many: Parameters< typeof makeMany >[ 1 ]
	): Promise< Awaited< ReturnType< typeof makeMany > > > {
		await bed.store.wp( [ 'ivorey', 'disconnect' ] );
		const made = await makeMany( bed.store, many );
		bed.proxy.reset();
		return made;
	}

	/** Makes each run find most of PHP's memory in use, so that it takes one object. */
	async function leaveLittleMemory(): Promise< () => Promise< void > > {
		const file = path.join(
			bed.store.root,
			'wp-content/mu-plugins/little-memory.php'
		);
		await writeFile(
			file,
			// Found before PHP's own function, whose result no web server setting lets a test change.
			'<?php namespace Ivorey\\WooCommerce\\Delivery; function memory_get_usage() { return 1 << 40; }'
		);
		return () => rm( file, { force: true } );
	}

	test( 'R24 the import continues by a chain of requests from the site to itself', async () => {
		await finished();
		const { customers } = await makeMany( bed.store, { customers: 3 } );
		await bed.drained();
		const restore = await leaveLittleMemory();
		try {
			bed.proxy.reset();
			expect(
				(
					await rest( 'POST', '/import', {
						elements: [ 'contacts' ],
					} )
				).status
			).toBe( 202 );
			const view = await waitFor( async () => {
				const now = await current();
				return now.finished_at === null ? undefined : now;
			} );
			expect( view ).toMatchObject( { state: 'done' } );
		} finally {
			await restore();
		}
		// Each in its own process, the last one first.
		expect(
			bed.proxy.batches.map( ( exchange ) =>
				(
					jsonOf( exchange ) as { records: { id: string }[] }
				 ).records.map( ( { id } ) => Number( id ) )
			)
		).toEqual( customers.toReversed().map( ( id ) => [ id ] ) );
		// Includes the customer that the copies were made from.
		expect( await bed.contacts() ).toHaveLength( customers.length + 1 );
	} );

	test( 'R11 R18 R24 an import survives kill -9, brings in everything, fires nothing, and is reported', async () => {
		const { orders } = await disconnectedWith( { orders: 600 } );
		await bed.store.php(
			`wc_create_order( array( 'status' => 'checkout-draft' ) );`
		);
		bed.proxy.treat = ( { path: asked } ) =>
			asked === '/v1/batches'
				? { kind: 'delay', ms: 3_000 }
				: { kind: 'pass' };
		const credentials = await bed.createCredentials();
		bed.credentials = credentials;
		await rest( 'POST', '/connection', credentials );
		await waitFor( async () => {
			const { elements } = await current();
			return elements.orders!.done > 0 ? true : undefined;
		} );
		await bed.store.killPhp();
		const killed = await current();
		expect( killed.state ).toBe( 'running' );
		await bed.store.sql(
			`update ${ bed.store.tablePrefix }options set option_value = 0 where option_name = '_transient_doing_cron'`
		);
		// Runs the sweep in its own process, without waiting for it.
		void bed.store
			.php( `do_action( 'ivorey_sweep' );` )
			.catch( () => undefined );
		bed.proxy.treat = () => ( { kind: 'pass' } );

		const view = await finished();
		expect( view ).toMatchObject( { id: killed.id, state: 'done' } );
		// Includes the order that the copies were made from, and the draft.
		expect( view.elements.orders ).toMatchObject( {
			state: 'done',
			done: orders.length + 2,
			total: orders.length + 2,
			excluded: { draft: 1 },
			rejected: 0,
		} );
		const there = ( await bed.orders() ).map( ( order ) =>
			Number( order.order_id )
		);
		expect( there ).toEqual( expect.arrayContaining( orders ) );
		expect( there ).toHaveLength( orders.length + 1 );
		const { rows } = await bed.pool.query(
			'select * from trigger_events where account_id = $1',
			[ TestBed.keyOf( credentials )[ 0 ] ]
		);
		expect( rows ).toEqual( [] );
		const report = await reported(
			( { import: told } ) => told?.state === 'done'
		);
		expect( report.import!.elements.orders ).toMatchObject( {
			done: orders.length + 2,
			excluded: { draft: 1 },
		} );
	} );

	test( 'R20 R24 WP-CLI imports only the named and wanted elements, and prints only JSON', async () => {
		bed.proxy.reset();
		for ( const [ option, message ] of [
			[ '--elements=', 'No elements were given.' ],
			[ '--elements', 'No elements were given.' ],
			[ '--elements=coupons', 'coupons' ],
		] as const ) {
			const { exitCode, stderr } = await bed.store.wp( [
				'ivorey',
				'import',
				option,
			] );
			expect( exitCode ).toBe( 1 );
			expect( stderr ).toContain( message );
		}
		expect( bed.proxy.batches ).toEqual( [] );

		// The connection's import is in progress, and nothing continues it.
		const under = await bed.store.phpJson< string >(
			`$plugin = \\Ivorey\\WooCommerce\\Plugin::instance();
			$plugin->importing->imports->cancel();
			remove_all_actions( 'shutdown' );
			return $plugin->importing->imports->start( array( \\Ivorey\\WooCommerce\\Model\\Element::Orders ) )->id;`
		);
		expect( under ).not.toBe( '' );
		const refused = await bed.store.wp( [
			'ivorey',
			'import',
			'--elements=contacts',
		] );
		expect( refused.exitCode ).toBe( 1 );
		expect( refused.stderr ).toContain( 'orders' );
		expect( refused.stderr ).toContain( 'cancel' );
		const cancelled = await bed.store.wp( [
			'ivorey',
			'import',
			'--cancel',
		] );
		expect( cancelled.stdout ).toContain( 'Cancelled.' );

		const off = { orders: false, transactions: false };
		await rest( 'PUT', '/settings', {
			import: off,
			sync: { ...off, payment_received_triggers: false },
		} );
		const unwanted = await bed.store.wp( [
			'ivorey',
			'import',
			'--elements=orders',
		] );
		expect( unwanted.exitCode ).toBe( 1 );
		expect( unwanted.stderr ).toContain( 'orders' );
		const { exitCode, stdout } = await bed.store.wp( [
			'ivorey',
			'import',
			'--format=json',
		] );
		expect( exitCode ).toBe( 0 );
		const view = JSON.parse( stdout ) as ImportView;
		expect( view.state ).toBe( 'done' );
		expect( Object.keys( view.elements ) ).toEqual( [
			'collections',
			'products',
			'contacts',
		] );
	} );
} );
