import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeMany } from '../../scripts/store/bulk.ts';
import { describeStore } from '../describe-store.ts';
import { blockCheckout } from '../../scripts/store/shopper.ts';
import { TestBed } from '../e2e/test-bed.ts';
import { waitFor } from '../wait.ts';
import { startTestBed } from '../e2e/start-test-bed.ts';
import { verify } from '../e2e/verify.ts';

const MANY = { orders: 10_000, products: 2_000, customers: 3_000 };
/** Shares of the import that are done when PHP is killed. */
const KILLED_AT = [ 0.2, 0.45, 0.7 ];
const IMPORT_MS = 300_000;

interface StoredJob {
	state: string;
	finished_at: number | null;
	progress: Record< string, { done: number; total: number } >;
}

describeStore( 'an import of a large store', () => {
	let bed: TestBed;
	beforeAll( async () => {
		bed = await startTestBed(
			{},
			{
				RATE_LIMIT_ADDRESS_PER_MINUTE: '1000000',
				RATE_LIMIT_CONNECTION_PER_MINUTE: '1000000',
			}
		);
		await bed.reset();
	} );
	afterAll( () => bed?.stop() );

	/** From the database: a request would wake the import. */
	async function job(): Promise< StoredJob | null > {
		const [ row ] = await bed.store.sql< { value: string } >(
			`select option_value as value from ${ bed.store.tablePrefix }options where option_name = 'ivorey_import'`
		);
		return row
			? ( JSON.parse( row.value ) as { job: StoredJob | null } ).job
			: null;
	}

	const isOver = async () =>
		( ( await job() )?.finished_at ?? null ) !== null;

	async function share(): Promise< number > {
		const all = Object.values( ( await job() )?.progress ?? {} );
		const sum = ( key: 'done' | 'total' ) =>
			all.reduce( ( total, progress ) => total + progress[ key ], 0 );
		return sum( 'done' ) / Math.max( 1, sum( 'total' ) );
	}

	/** Buys repeatedly until the import is over. A buyer who is cut off by a kill comes back with a new cart. */
	async function shop( placed: number[] ): Promise< void > {
		for ( let buyer = 1; ! ( await isOver() ); buyer++ ) {
			try {
				const { orderId } = await blockCheckout( bed.store, {
					items: [ { id: bed.store.products.MUG! } ],
					billing: { email: `live-${ buyer }@example.com` },
					report: false,
				} );
				placed.push( orderId );
			} catch {
				await sleep( 100 );
			}
		}
	}

	/** The work of each minute's cron in a shop without visitors. */
	async function cron(): Promise< void > {
		while ( ! ( await isOver() ) ) {
			await bed.store.fetch( '/wp-cron.php' ).catch( () => null );
			await sleep( 1_000 );
		}
	}

	/** As if a minute had passed: the sweep is due, and a killed cron no longer holds its lock. */
	async function minuteLater(): Promise< void > {
		await bed.store.php(
			`$recurrence = wp_get_schedule( 'ivorey_sweep' );
				wp_clear_scheduled_hook( 'ivorey_sweep' );
				wp_schedule_event( time(), $recurrence, 'ivorey_sweep' );
				delete_transient( 'doing_cron' );`
		);
	}

	async function killOnTheWay(): Promise< number[] > {
		const killed: number[] = [];
		for ( const at of KILLED_AT ) {
			const done = await waitFor( async () => {
				const now = await share();
				return now >= at ? now : undefined;
			} );
			await bed.store.killPhp();
			if ( await isOver() ) {
				break;
			}
			killed.push( done );
			await minuteLater();
		}
		return killed;
	}

	test(
		'R9 R11 R24 10,000 orders, killed three times, while people buy: everything arrives once, and only what they bought is Submitted',
		async () => {
			await bed.store.wp( [ 'ivorey', 'disconnect' ] );
			const made = await makeMany( bed.store, MANY );
			const credentials = await bed.createCredentials();
			bed.credentials = credentials;
			const connected = await bed.store.fetch(
				'/wp-json/ivorey/v1/connection',
				{
					method: 'POST',
					headers: {
						...bed.store.restHeaders(),
						'content-type': 'application/json',
					},
					body: JSON.stringify( credentials ),
				}
			);
			expect( connected.status ).toBe( 201 );

			const live: number[] = [];
			const [ killed ] = await Promise.all( [
				killOnTheWay(),
				shop( live ),
				cron(),
			] );
			expect( killed ).toHaveLength( KILLED_AT.length );
			expect( await job() ).toMatchObject( { state: 'done' } );
			expect( live.length ).toBeGreaterThan( 10 );

			await waitFor( async () => {
				await bed.store.wp( [ 'ivorey', 'drain' ] );
				return ( await bed.waiting() ) === 0 ? true : undefined;
			} );
			const { agrees, compared, differences } = await verify( bed.store );
			expect( differences ).toEqual( [] );
			expect( agrees ).toBe( true );
			// Each order has its payment as well; a shop's pages add a few records.
			expect( compared ).toBeGreaterThanOrEqual(
				MANY.orders * 2 + MANY.products + MANY.customers
			);

			const [ account ] = TestBed.keyOf( credentials );
			const { rows } = await bed.pool.query< {
				type: string;
				id: string;
			} >(
				'select type, order_id as id from trigger_events where account_id = $1',
				[ account ]
			);
			const submitted = rows
				.filter( ( { type } ) => type === 'order_submitted' )
				.map( ( { id } ) => Number( id ) );
			expect( new Set( submitted ).size ).toBe( submitted.length );
			expect( submitted ).toEqual( expect.arrayContaining( live ) );
			const imported = new Set( made.orders );
			expect(
				rows.filter( ( { id } ) => imported.has( Number( id ) ) )
			).toEqual( [] );

			// A buyer whose answer was cut off may have bought anyway: that is an order like any other.
			const [ placed ] = await bed.store.sql< { number: number } >(
				`select count(*) as number from ${ bed.store.tablePrefix }wc_orders
					where type = 'shop_order' and billing_email like 'live-%' and status not in ( 'wc-checkout-draft', 'trash' )`
			);
			expect( submitted ).toHaveLength( Number( placed!.number ) );
		},
		IMPORT_MS * 2
	);
} );
