import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeMany } from '../../scripts/store/bulk.ts';
import { describeStore } from '../describe-store.ts';
import { loseOrders } from './lose-orders.ts';
import { TestBed } from './test-bed.ts';
import { startTestBed } from './start-test-bed.ts';
import { verify } from './verify.ts';

/** More than one step takes. */
const ORDERS = 3_000;

describeStore( 'verify', () => {
	let bed: TestBed;
	beforeAll( async () => {
		bed = await startTestBed();
	} );
	afterAll( () => bed?.stop() );
	beforeEach( () => bed.reset() );

	async function place( orders: number ): Promise< number[] > {
		const ids = await bed.store.phpJson< number[] >(
			`$ids = array();
			for ( $i = 0; $i < $args['orders']; $i++ ) {
				$order = wc_create_order( array( 'status' => 'processing' ) );
				$order->set_billing_email( "buyer$i@example.com" );
				$order->add_product( wc_get_product( $args['product'] ) );
				$order->calculate_totals();
				$order->save();
				$ids[] = $order->get_id();
			}
			return $ids;`,
			{ args: { orders, product: bed.store.products.MUG! } }
		);
		await bed.drained();
		return ids;
	}

	/** Changes Ivorey's database directly. */
	const tamper = ( sql: string, ...values: unknown[] ) =>
		bed.pool.query(
			sql.replace( 'MINE', 'account_id = $1 and connection_id = $2' ),
			[ ...TestBed.keyOf( bed.credentials ), ...values ]
		);

	test( 'finds missing and older records in Postgres, repairs just those, and says so', async () => {
		const ids = await place( 4 );
		const [ first, , third ] = ids;
		await loseOrders( bed, [ first! ] );
		await tamper(
			'update orders set version = version - 1, digest = $4 where MINE and order_id = $3',
			String( third ),
			'0'.repeat( 32 )
		);

		const differences = [
			{
				element: 'orders',
				id: String( first ),
				state: 'missing',
				why: '',
			},
			{ element: 'orders', id: String( third ), state: 'older', why: '' },
		];
		expect( await verify( bed.store, '--elements=orders' ) ).toEqual( {
			agrees: false,
			compared: 4,
			alike: 2,
			differing: 2,
			repaired: 0,
			counts: { alike: 2, missing: 1, older: 1 },
			differences,
		} );
		expect( await bed.waiting() ).toBe( 0 );

		bed.proxy.reset();
		const table = await bed.store.wp( [
			'ivorey',
			'verify',
			'--elements=orders',
			'--repair',
		] );
		expect( table.exitCode ).toBe( 1 );
		expect( table.stdout ).toMatch(
			new RegExp( `${ first }\\s.*missing` )
		);
		expect( table.stdout ).toContain( '2 sent again' );
		expect( table.stdout ).toMatch(
			/^Differences found: 2 of 4 match, \d\d:\d\d$/m
		);
		await bed.drained();
		expect( bed.proxy.batches ).toHaveLength( 1 );
		expect(
			( await bed.orders() ).map( ( order ) => Number( order.order_id ) )
		).toEqual( ids );
		expect( await verify( bed.store, '--elements=orders' ) ).toMatchObject(
			{ agrees: true, alike: 4 }
		);

		// The last result for all elements.
		await verify( bed.store );
		const { stdout } = await bed.store.wp( [
			'ivorey',
			'status',
			'--format=json',
		] );
		const { agreement } = JSON.parse( stdout );
		expect( agreement ).toMatchObject( { agrees: true } );
		expect( agreement.line ).toMatch(
			/^Everything matches: \d+ of \d+, \d\d:\d\d$/
		);
		const rest = await bed.store.fetch( '/wp-json/ivorey/v1/status', {
			headers: bed.store.restHeaders(),
		} );
		expect(
			( ( await rest.json() ) as { agreement: object } ).agreement
		).toEqual( agreement );
	} );

	test( 'says why it compares nothing', async () => {
		const refused = async ( ...options: string[] ) => {
			const { exitCode, stdout, stderr } = await bed.store.wp( [
				'ivorey',
				'verify',
				...options,
			] );
			expect( exitCode ).toBe( 1 );
			expect( stdout ).not.toContain( 'matches' );
			return stderr;
		};
		for ( const option of [ '--elements=', '--elements' ] ) {
			expect( await refused( option ) ).toContain(
				'No elements were given.'
			);
		}
		expect( await refused( '--elements=coupons' ) ).toContain( 'coupons' );
		bed.proxy.treat = () => ( {
			kind: 'answer',
			status: 503,
			body: 'busy',
		} );
		expect( await refused() ).toContain( 'http-503' );
		bed.proxy.reset();
		const off = { contacts: false, products: false };
		const { status } = await bed.store.fetch(
			'/wp-json/ivorey/v1/settings',
			{
				method: 'PUT',
				headers: {
					...bed.store.restHeaders(),
					'content-type': 'application/json',
				},
				body: JSON.stringify( { import: off, sync: off } ),
			}
		);
		expect( status ).toBe( 200 );
		expect(
			await refused( '--elements=contacts,products', '--repair' )
		).toContain( 'contacts, products' );
		await bed.store.wp( [ 'ivorey', 'disconnect' ] );
		expect( await refused() ).toContain( 'not connected' );
	} );

	/** Peak memory after each step, and the total duration. */
	const measured = () =>
		bed.store.phpJson< {
			peaks: number[];
			compared: number;
			alike: number;
			seconds: number;
		} >(
			`$peaks    = array();
			$began    = microtime( true );
			$progress = Ivorey\\WooCommerce\\Plugin::instance()->reconciling->full->run(
				null,
				false,
				function () use ( &$peaks ) {
					$peaks[] = memory_get_peak_usage();
				}
			);
			$agreement = $progress->agreement( 0 );
			return array( 'peaks' => $peaks, 'compared' => $agreement->compared, 'alike' => $agreement->alike, 'seconds' => microtime( true ) - $began );`
		);

	test( 'on a large store it needs memory for one step only, and finds the few that differ', async () => {
		await makeMany( bed.store, { orders: ORDERS } );
		const imported = await bed.store.wp( [ 'ivorey', 'import' ] );
		expect( imported.exitCode, imported.stderr ).toBe( 0 );
		await bed.drained();

		const { peaks, compared, alike, seconds } = await measured();
		console.log(
			`compared ${ compared } records in ${ seconds.toFixed( 1 ) } s, ${ Math.round( compared / seconds ) }/s, at most ${ ( Math.max( ...peaks ) / 2 ** 20 ).toFixed( 0 ) } MiB`
		);
		// Each order, and its payment.
		expect( compared ).toBeGreaterThan( 2 * ORDERS );
		expect( alike ).toBe( compared );
		// Collections, products and contacts take a step each, orders and transactions two.
		expect( peaks ).toHaveLength( 7 );
		const firstOfOrders = peaks[ 3 ]!;
		expect( peaks.at( -1 )! - firstOfOrders ).toBeLessThan( 4 * 2 ** 20 );

		const { rows } = await bed.pool.query< { order_id: string } >(
			'update orders set digest = $3 where account_id = $1 and connection_id = $2 and order_id::numeric % 1000 = 7 returning order_id',
			[ ...TestBed.keyOf( bed.credentials ), '0'.repeat( 32 ) ]
		);
		const found = await verify( bed.store, '--repair' );
		expect( found.differences.map( ( { id } ) => id ).sort() ).toEqual(
			rows.map( ( row ) => row.order_id ).sort()
		);
		expect( found.repaired ).toBe( rows.length );
		await bed.drained();
		expect( await verify( bed.store ) ).toMatchObject( { agrees: true } );
	}, 300_000 );

	test( 'quick: uses the ledger alone to find records that Ivorey lost or has in an older version, and repairs just those', async () => {
		const ids = await place( 5 );
		const [ lost, older, changed ] = ids;
		expect( await verify( bed.store, '--quick' ) ).toMatchObject( {
			agrees: true,
			differences: [],
		} );
		await loseOrders( bed, [ lost! ] );
		await tamper(
			'update orders set version = version - 1, digest = $4 where MINE and order_id = $3',
			String( older ),
			'0'.repeat( 32 )
		);
		// With the delivered version: only a full reconcile finds it.
		await tamper(
			'update orders set digest = $4 where MINE and order_id = $3',
			String( changed ),
			'0'.repeat( 32 )
		);
		const names = ( {
			differences,
		}: Awaited< ReturnType< typeof verify > > ) =>
			differences.map( ( { id, state } ) => [ Number( id ), state ] );
		const found = await verify( bed.store, '--quick', '--repair' );
		expect( names( found ) ).toEqual( [
			[ lost, 'missing' ],
			[ older, 'older' ],
		] );
		expect( found.repaired ).toBe( 2 );
		await bed.drained();
		expect( await verify( bed.store, '--quick' ) ).toMatchObject( {
			agrees: true,
		} );
		expect( names( await verify( bed.store, '--repair' ) ) ).toEqual( [
			[ changed, 'older' ],
		] );
		await bed.drained();
		expect( await verify( bed.store ) ).toMatchObject( { agrees: true } );
	} );
} );
