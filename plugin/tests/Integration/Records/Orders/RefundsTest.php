<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records\Orders;

use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/**
 * Refunds: R8, R16.
 *
 * @group order-storage
 */
final class RefundsTest extends StoreTestCase {

	/** The amount paid for the order: a mug, a cap and a poster. */
	private const PAID = '36.50';

	private int $order;

	protected function setUp(): void {
		parent::setUp();
		$this->order = $this->request( static fn (): int => Shop::restOrder( isPaid: true, items: Shop::items( 'MUG', 'CAP', 'POSTER' ) ) );
	}

	public function test_R8_each_partial_or_full_refund_is_its_own_record_and_the_payment_stays_unchanged(): void {
		$first  = $this->refund( '10.00', 'Chipped <b>&' );
		$second = $this->refund( '2.5' );
		self::assertSame(
			[
				"payment:$this->order" => self::PAID,
				"refund:$first"        => '10.00',
				"refund:$second"       => '2.50',
			],
			$this->amounts()
		);
		$order = Shop::rest( 'GET', "/wc/v3/orders/$this->order/refunds/$first" );
		self::assertSame(
			[
				'amount'               => '10.00',
				'currency'             => 'USD',
				'date'                 => "{$order['date_created_gmt']}Z",
				'order_id'             => (string) $this->order,
				'payment_method'       => 'cod',
				'payment_method_title' => $this->ivorey->record( 'transactions', "payment:$this->order" )['payment_method_title'] ?? null,
				'reason'               => 'Chipped <b>&',
				'transaction_id'       => '',
				'type'                 => 'refund',
				'voided'               => false,
			],
			$this->ivorey->record( 'transactions', "refund:$first" )
		);

		$rest = $this->refund( '24.00' );
		self::assertSame( [ self::PAID, '24.00' ], [ $this->amounts()[ "payment:$this->order" ], $this->amounts()[ "refund:$rest" ] ] );
		self::assertSame( 'refunded', $this->ivorey->record( 'orders', $this->order )['status'] ?? null );
	}

	public function test_R8_an_order_that_is_set_to_refunded_by_hand_has_a_refund_of_the_rest(): void {
		$part = $this->refund( '1' );
		$this->request( fn () => Shop::order( $this->order )->update_status( 'refunded' ) );
		$amounts = $this->amounts();
		self::assertSame( [ self::PAID, '1.00' ], [ $amounts[ "payment:$this->order" ], $amounts[ "refund:$part" ] ] );
		unset( $amounts[ "payment:$this->order" ], $amounts[ "refund:$part" ] );
		self::assertSame( [ '35.50' ], array_values( $amounts ) );
	}

	public function test_R8_a_refund_of_zero_is_not_a_transaction(): void {
		$id = $this->refund( '0' );
		self::assertSame( [ "payment:$this->order" ], array_keys( $this->amounts() ) );
		self::assertSame( 'no_money_moved', $this->exclusion( 'transactions', "refund:$id" ) );
	}

	public function test_R8_a_deleted_refund_is_voided_and_one_that_Ivorey_never_had_is_not_sent(): void {
		$kept    = $this->refund( '1' );
		$deleted = $this->refund( '2', 'A mistake' );
		$this->request( fn () => Shop::rest( 'DELETE', "/wc/v3/orders/$this->order/refunds/$deleted", [ 'force' => true ] ) );
		$never = $this->request(
			function (): int {
				$id = Shop::refund( $this->order, '3' );
				Shop::deleteRefund( $id );
				return $id;
			}
		);
		self::assertSame(
			[
				"payment:$this->order" => self::PAID,
				"refund:$kept"         => '1.00',
				"refund:$deleted"      => '(2.00)',
			],
			$this->amounts()
		);
		self::assertSame( 'A mistake', $this->ivorey->record( 'transactions', "refund:$deleted" )['reason'] ?? null );
		self::assertSame( 'deleted', $this->exclusion( 'transactions', "refund:$never" ) );
	}

	public function test_R8_R16_transactions_stay_if_a_refunds_deletion_is_prevented_or_their_order_is_deleted(): void {
		$id = $this->refund( '2' );
		$this->request(
			static function () use ( $id ): void {
				// WordPress refuses only after WooCommerce has fired its hook.
				add_filter( 'pre_delete_post', '__return_false' );
				add_filter( 'query', static fn ( string $sql ): string => 1 === preg_match( '/^DELETE FROM .*wc_orders/', $sql ) ? 'SELECT 1' : $sql );
				Shop::deleteRefund( $id );
			}
		);
		$before = [
			"payment:$this->order" => self::PAID,
			"refund:$id"           => '2.00',
		];
		self::assertSame( $before, $this->amounts() );

		$this->request( fn () => Shop::order( $this->order )->delete( true ) );
		self::assertSame( $before, $this->amounts() );
		self::assertSame( [], $this->marks() );
	}

	private function refund( string $amount, string $reason = '' ): int {
		return $this->request( fn (): int => Shop::refund( $this->order, $amount, $reason ) );
	}

	/** @return array<string, string> By wire ID; a voided one in brackets. */
	private function amounts(): array {
		return array_map(
			static fn ( array $data ): string => true === $data['voided'] ? "({$data['amount']})" : $data['amount'],
			$this->ivorey->records( 'transactions' )
		);
	}
}
