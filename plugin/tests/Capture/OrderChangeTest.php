<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Capture;

use Ivorey\WooCommerce\Capture\OrderChange;
use PHPUnit\Framework\TestCase;

final class OrderChangeTest extends TestCase {

	/**
	 * @dataProvider payments
	 * @param array<string, mixed> $stored
	 * @param array<string, mixed> $changes
	 */
	public function test_R10_a_save_that_makes_an_order_paid_is_recognized( bool $isPayment, array $stored, array $changes ): void {
		self::assertSame( $isPayment, ( new OrderChange( $stored, $changes ) )->isPayment() );
	}

	/** @return iterable<string, array{bool, array<string, mixed>, array<string, mixed>}> */
	public function payments(): iterable {
		$order = [
			'status'         => 'processing',
			'total'          => '10.00',
			'payment_method' => 'bacs',
			'date_paid'      => null,
		];
		$paid  = [ 'date_paid' => 'then' ];
		yield 'that dates it' => [ true, $order, $paid ];
		yield 'that makes an order with a date' => [ true, [], [ ...$order, ...$paid ] ];
		yield 'not that changes the date' => [ false, [ ...$order, ...$paid ], [ 'date_paid' => 'later' ] ];
		yield 'not that takes the date away' => [ false, [ ...$order, ...$paid ], [ 'date_paid' => null ] ];
		yield 'not that changes something else' => [ false, [ ...$order, ...$paid ], [ 'customer_note' => 'x' ] ];
		yield 'not that completes what is paid' => [ false, [ ...$order, ...$paid ], [ 'status' => 'completed' ] ];
		yield 'that gives an order its total which was dated before' => [
			true,
			[
				...$order,
				...$paid,
				'total' => '0',
			],
			[ 'total' => '12.50' ],
		];
		yield 'not that raises a total' => [ false, [ ...$order, ...$paid ], [ 'total' => '12.50' ] ];
		yield 'that completes cash on delivery which was dated before' => [
			true,
			[
				...$order,
				...$paid,
				'payment_method' => 'cod',
			],
			[ 'status' => 'completed' ],
		];
		yield 'not that cancels it' => [
			false,
			[
				...$order,
				...$paid,
				'payment_method' => 'cod',
			],
			[ 'status' => 'cancelled' ],
		];
	}

	/**
	 * @dataProvider drafts
	 * @param array<string, mixed> $stored
	 * @param array<string, mixed> $changes
	 */
	public function test_R9_a_save_that_ends_a_draft_is_recognized( bool $ends, array $stored, array $changes ): void {
		self::assertSame( $ends, ( new OrderChange( $stored, $changes ) )->endsDraft() );
	}

	/** @return iterable<string, array{bool, array<string, mixed>, array<string, mixed>}> */
	public function drafts(): iterable {
		yield 'of the block checkout' => [ true, [ 'status' => 'checkout-draft' ], [ 'status' => 'pending' ] ];
		yield 'of wp-admin' => [ true, [ 'status' => 'auto-draft' ], [ 'status' => 'pending' ] ];
		yield 'not by saving a draft' => [ false, [ 'status' => 'checkout-draft' ], [ 'total' => '1' ] ];
		yield 'not of an order' => [ false, [ 'status' => 'pending' ], [ 'status' => 'processing' ] ];
		yield 'not of what is new' => [ false, [], [ 'status' => 'pending' ] ];
	}

	public function test_R43_a_save_that_moves_an_order_to_the_trash_is_recognized(): void {
		self::assertTrue( ( new OrderChange( [ 'status' => 'pending' ], [ 'status' => 'trash' ] ) )->entersTrash() );
		self::assertFalse( ( new OrderChange( [ 'status' => 'trash' ], [ 'customer_note' => 'x' ] ) )->entersTrash() );
		self::assertFalse( ( new OrderChange( [ 'status' => 'trash' ], [ 'status' => 'trash' ] ) )->entersTrash() );
		self::assertFalse( ( new OrderChange( [ 'status' => 'trash' ], [ 'status' => 'pending' ] ) )->entersTrash() );
	}

	public function test_R9_a_save_that_takes_an_order_out_of_the_trash_is_recognized(): void {
		self::assertTrue( ( new OrderChange( [ 'status' => 'trash' ], [ 'status' => 'processing' ] ) )->leavesTrash() );
		self::assertFalse( ( new OrderChange( [ 'status' => 'trash' ], [ 'customer_note' => 'x' ] ) )->leavesTrash() );
		self::assertFalse( ( new OrderChange( [ 'status' => 'pending' ], [ 'status' => 'trash' ] ) )->leavesTrash() );
		self::assertFalse( ( new OrderChange( [], [ 'status' => 'pending' ] ) )->leavesTrash() );
	}
}
