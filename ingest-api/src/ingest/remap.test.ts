import { describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/api.ts';
import {
	orderRecord,
	paymentRecord,
	productRecord,
	refundRecord,
} from '../testing/records.ts';
import type { TestStore } from '../testing/store.ts';
import { MAPPINGS, type MappedElement } from './mapped-columns.ts';
import { remap, type RemapOptions } from './remap.ts';

const ALL = Object.keys( MAPPINGS ) as MappedElement[];

/** A possible future version of R5: a buyer who has not paid yet is no customer. */
const CHANGED = {
	...MAPPINGS,
	orders: {
		...MAPPINGS.orders,
		columnsOf( record: never ) {
			const columns = MAPPINGS.orders.columnsOf( record );
			return {
				...columns,
				status:
					columns.woocommerce_status === 'on-hold'
						? 'Cancelled'
						: columns.status!,
			};
		},
	},
};

const run = ( api: TestApi, options: Partial< RemapOptions > = {} ) =>
	remap( api.db, {
		elements: ALL,
		apply: false,
		mappings: CHANGED,
		pauseMs: () => 0,
		...options,
	} );

async function statuses( api: TestApi ): Promise< Record< string, string > > {
	const rows = await api.db
		.selectFrom( 'orders' )
		.select( [ 'order_id', 'status' ] )
		.orderBy( 'order_id' )
		.execute();
	return Object.fromEntries(
		rows.map( ( { order_id: id, status } ) => [ id, status ] )
	);
}

const onHold = ( ...ids: number[] ) =>
	ids.map( ( id ) => orderRecord( String( id ), 1, { status: 'on-hold' } ) );

async function sendMany( store: TestStore, number: number ): Promise< void > {
	for ( let from = 1; from <= number; from += 100 ) {
		await store.send(
			onHold(
				...Array.from(
					{ length: Math.min( 100, number + 1 - from ) },
					( _, index ) => from + index
				)
			)
		);
	}
}

describe( 'npm run remap', () => {
	test( 'has nothing to change in rows that this version has written', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		await store.send( [
			orderRecord( '1', 1, { status: 'completed', customer_id: '7' } ),
			orderRecord( '2', 1, {
				billing_email: null,
				date_paid: null,
				status: 'wc-odd',
			} ),
			orderRecord( '3', 1, { billing_email: 'Ünï@Example.com' } ),
			paymentRecord( '1', 1 ),
			refundRecord( '8', '1', 1 ),
			productRecord( '5', 1 ),
		] );
		await store.send( [
			paymentRecord( '1', 2, { voided: true } ),
			productRecord( '5', 2, { include_in_online_store: false } ),
		] );
		expect( await run( api, { mappings: MAPPINGS } ) ).toEqual( {
			read: 6,
			changed: 0,
			fields: [],
			examples: [],
		} );
	} );

	test( 'shows the changes by element and field with ten examples, and changes nothing', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		await sendMany( store, 250 );
		await store.send( [
			orderRecord( '999', 1, { status: 'completed' } ),
		] );
		const before = await statuses( api );
		const report = await run( api );
		expect( report ).toMatchObject( {
			read: 251,
			changed: 250,
			fields: [ { element: 'orders', field: 'status', rows: 250 } ],
		} );
		expect( report.examples ).toHaveLength( 10 );
		expect( report.examples[ 0 ] ).toEqual( {
			element: 'orders',
			id: '1',
			field: 'status',
			before: 'Pending',
			after: 'Cancelled',
		} );
		expect( await statuses( api ) ).toEqual( before );
	} );

	test( 'applies the mapping to every store of every account, and then has nothing left to do', async () => {
		const api = await startTestApi();
		const one = await api.connect();
		const other = await api.connect( { accountName: 'Another' } );
		await one.send( [ ...onHold( 1, 2 ), orderRecord( '3', 1 ) ] );
		await other.send( onHold( 4 ) );
		expect( await run( api, { apply: true } ) ).toMatchObject( {
			changed: 3,
		} );
		expect( await statuses( api ) ).toEqual( {
			1: 'Cancelled',
			2: 'Cancelled',
			3: 'Pending',
			4: 'Cancelled',
		} );
		expect( await run( api, { apply: true } ) ).toMatchObject( {
			read: 4,
			changed: 0,
		} );
	} );

	test( 'keeps finished slices when interrupted, and the same command resumes', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		await sendMany( store, 450 );
		await expect(
			run( api, {
				apply: true,
				onSlice: ( read ) => {
					if ( read >= 400 ) {
						throw new Error( 'killed' );
					}
				},
			} )
		).rejects.toThrow( 'killed' );
		const done = Object.values( await statuses( api ) ).filter(
			( status ) => status === 'Cancelled'
		);
		expect( done ).toHaveLength( 400 );
		expect( await run( api, { apply: true } ) ).toMatchObject( {
			changed: 50,
		} );
	} );

	test( 'loses to a batch that changes a row meanwhile, and no batch is refused', async () => {
		const api = await startTestApi();
		const store = await api.connect();
		await sendMany( store, 600 );
		let version = 1;
		const receipts: unknown[] = [];
		const paid = new Set< string >();
		let isOver = false;
		const ingest = ( async () => {
			while ( ! isOver ) {
				version++;
				const ids = Array.from( { length: 20 }, () =>
					String( 1 + Math.floor( Math.random() * 600 ) )
				);
				const unique = [ ...new Set( ids ) ];
				const receipt = await store.send(
					unique.map( ( id ) =>
						orderRecord( id, version, { status: 'completed' } )
					)
				);
				receipts.push( ...receipt.outcomes );
				unique.forEach( ( id ) => paid.add( id ) );
			}
		} )();
		// Several times, so that the two collide.
		for ( let turn = 0; turn < 5; turn++ ) {
			await run( api, { apply: true } );
		}
		isOver = true;
		await ingest;
		expect( receipts.length ).toBeGreaterThan( 0 );
		expect(
			receipts.filter(
				( outcome ) =>
					( outcome as { outcome: string } ).outcome !== 'applied'
			)
		).toEqual( [] );
		const found = await statuses( api );
		for ( let id = 1; id <= 600; id++ ) {
			expect( found[ id ], String( id ) ).toBe(
				paid.has( String( id ) ) ? 'Completed' : 'Cancelled'
			);
		}
	} );
} );
