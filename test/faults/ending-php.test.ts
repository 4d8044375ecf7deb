import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TestBed } from '../e2e/test-bed.ts';
import { startTestBed } from '../e2e/start-test-bed.ts';
import { describeStore } from '../describe-store.ts';
import { makeMany } from '../../scripts/store/bulk.ts';

const PLUGIN = '\\Ivorey\\WooCommerce';
/** Processes that may die before the object is found. */
const DEATHS = 12;

describeStore( 'when reading an object ends PHP', () => {
	let bed: TestBed;
	beforeAll( async () => {
		bed = await startTestBed();
	} );
	afterAll( () => bed?.stop() );
	beforeEach( () => bed.reset() );

	/** Runs the code each time a product is read. */
	async function onRead( code: string ): Promise< () => Promise< void > > {
		const file = path.join(
			bed.store.root,
			'wp-content/mu-plugins/on-read.php'
		);
		await writeFile(
			file,
			`<?php\nadd_action( 'woocommerce_product_read', static function ( $id ) { ${ code } } );`
		);
		return () => rm( file, { force: true } );
	}

	/** No memory is large enough for that. */
	const poison = ( id: number ) =>
		onRead(
			`if ( ${ id } === (int) $id ) { ini_set( 'memory_limit', memory_get_usage( true ) + ( 4 << 20 ) ); str_repeat( 'x', 1 << 30 ); }`
		);

	async function mark( ids: number[] ): Promise< void > {
		await bed.store.php(
			`${ PLUGIN }\\Plugin::instance()->core->outbox->mark( ...array_map( fn ( $id ) => new ${ PLUGIN }\\Model\\Mark( ${ PLUGIN }\\Model\\Element::Products, $id, ${ PLUGIN }\\Model\\Reason::Changed ), $args['ids'] ) );`,
			{ args: { ids } }
		);
	}

	async function makeProducts( products: number ): Promise< number[] > {
		await bed.store.wp( [ 'ivorey', 'import' ] );
		await bed.drained();
		return ( await makeMany( bed.store, { products } ) ).products;
	}

	const productIds = async () =>
		(
			await bed.pool.query< { id: string } >(
				'select product_id as id from products where account_id = $1',
				[ bed.credentials.connection.split( '.' )[ 0 ] ]
			)
		).rows.map( ( { id } ) => Number( id ) );

	const outbox = () =>
		bed.store.sql< {
			object_id: number;
			quarantined_at: number;
			error: string;
		} >(
			`select object_id, quarantined_at, error from ${ bed.store.tablePrefix }ivorey_outbox where element = 'products'`
		);

	/** As if the leases of the dead processes had expired. */
	const leasesRunOut = () =>
		bed.store.sql(
			`update ${ bed.store.tablePrefix }ivorey_outbox set due_at = 1 where quarantined_at = 0`
		);

	/** @return How many processes died. */
	async function drainDespiteDeaths(): Promise< number > {
		let deaths = 0;
		for ( ; deaths < DEATHS; deaths++ ) {
			await leasesRunOut();
			const { exitCode } = await bed.store.wp( [ 'ivorey', 'drain' ] );
			if ( exitCode === 0 ) {
				return deaths;
			}
		}
		return deaths;
	}

	test( 'R29 it is quarantined after some tries, and delays no others', async () => {
		const ids = await makeProducts( 30 );
		const poisoned = ids[ 7 ]!;
		const remove = await poison( poisoned );
		try {
			await mark( ids );
			expect( await drainDespiteDeaths() ).toBeLessThanOrEqual( 6 );
			expect( await productIds() ).toEqual(
				expect.arrayContaining(
					ids.filter( ( id ) => id !== poisoned )
				)
			);
			expect( await productIds() ).not.toContain( poisoned );
			const rows = await outbox();
			expect( rows ).toHaveLength( 1 );
			expect( Number( rows[ 0 ]!.object_id ) ).toBe( poisoned );
			expect( Number( rows[ 0 ]!.quarantined_at ) ).toBeGreaterThan( 0 );
			expect( rows[ 0 ]!.error ).toContain( 'memory_limit' );

			// Retried, it affects no other object, and one try is enough.
			await mark( ids );
			expect( await drainDespiteDeaths() ).toBe( 1 );
			expect( await outbox() ).toHaveLength( 1 );
		} finally {
			await remove();
		}
		await mark( [ poisoned ] );
		expect( await drainDespiteDeaths() ).toBe( 0 );
		expect( await productIds() ).toContain( poisoned );
	} );
} );
