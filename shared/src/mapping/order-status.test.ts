import { describe, expect, it } from 'vitest';
import {
	isUnplaced,
	ORDER_SUBTYPE,
	toIvoreyOrderStatus,
	UNPLACED_ORDER_STATUSES,
} from './order-status.ts';

describe( 'the order status', () => {
	it.each( [
		[ 'completed', 'Completed' ],
		[ 'refunded', 'Completed' ],
		[ 'cancelled', 'Cancelled' ],
		[ 'failed', 'Cancelled' ],
	] )( 'R5 %s is %s', ( status, expected ) => {
		expect( toIvoreyOrderStatus( status ) ).toBe( expected );
	} );

	it.each( [ 'pending', 'processing', 'on-hold' ] )(
		"R5 WooCommerce's own %s is Pending",
		( status ) => {
			expect( toIvoreyOrderStatus( status ) ).toBe( 'Pending' );
		}
	);

	it.each( [
		'awaiting-pickup',
		'Completed',
		'wc-completed',
		' completed',
		'',
		'完成',
	] )(
		'R5 a status that is not in the table is Pending: "%s"',
		( status ) => {
			expect( toIvoreyOrderStatus( status ) ).toBe( 'Pending' );
		}
	);

	it.each( [
		'constructor',
		'__proto__',
		'toString',
		'hasOwnProperty',
		'valueOf',
	] )(
		"R5 a custom status with the name of an object's own parts is Pending: %s",
		( status ) => {
			expect( toIvoreyOrderStatus( status ) ).toBe( 'Pending' );
		}
	);
} );

describe( 'an order that is not placed', () => {
	it.each( UNPLACED_ORDER_STATUSES )(
		'R7 never leaves the store: %s',
		( status ) => {
			expect( isUnplaced( status ) ).toBe( true );
		}
	);

	it( 'R7 may be a draft of any checkout', () => {
		expect( UNPLACED_ORDER_STATUSES ).toEqual(
			expect.arrayContaining( [
				'checkout-draft',
				'auto-draft',
				'draft',
				'new',
				'trash',
			] )
		);
	} );

	it.each( [
		'pending',
		'failed',
		'cancelled',
		'draft-approved',
		'constructor',
		'__proto__',
		'',
	] )( 'R7 is not one in any other state: "%s"', ( status ) => {
		expect( isUnplaced( status ) ).toBe( false );
	} );
} );

it( 'R6 orders have the subtype WooCommerce', () => {
	expect( ORDER_SUBTYPE ).toBe( 'WooCommerce' );
} );
