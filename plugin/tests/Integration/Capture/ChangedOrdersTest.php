<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Capture;

use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\PausedStoreTestCase;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use RuntimeException;
use WC_Order_Refund;
use WC_Privacy_Erasers;

/**
 * The marks of changes to an existing order.
 *
 * @group order-storage
 */
final class ChangedOrdersTest extends PausedStoreTestCase {

	private int $order;

	protected function setUp(): void {
		parent::setUp();
		$this->order = $this->request( static fn (): int => Shop::cliOrder( 'processing', 'bacs' ) );
		$this->forgetMarks();
	}

	public function test_R5_R7_a_change_is_marked_even_if_another_plugin_throws_during_its_save(): void {
		$this->request(
			function (): void {
				add_action( 'woocommerce_update_order', static fn () => throw new RuntimeException( 'Another plugin' ) );
				// Avoids changes, such as of the status, for which WooCommerce saves the order again.
				$order = Shop::order( $this->order );
				$order->set_billing_city( 'Berkeley' );
				$order->save();
			}
		);
		$this->assertMarkedAsChanged();
	}

	public function test_R5_a_change_of_status_is_marked_as_a_change_and_not_as_a_payment(): void {
		$this->request( fn () => Shop::order( $this->order )->update_status( 'on-hold' ) );
		$this->assertMarkedAsChanged();
	}

	public function test_a_refund_and_its_deletion_mark_their_order(): void {
		$refund = $this->refund();
		$this->assertMarkedAsChanged();

		$this->forgetMarks();
		$this->request( fn () => Shop::rest( 'DELETE', "/wc/v3/orders/$this->order/refunds/$refund", [ 'force' => true ] ) );
		$this->assertMarkedAsChanged();
	}

	public function test_a_refund_that_is_saved_alone_marks_its_order(): void {
		$refund = $this->refund();
		$this->forgetMarks();
		$this->request(
			static function () use ( $refund ): void {
				$found = wc_get_order( $refund );
				self::assertInstanceOf( WC_Order_Refund::class, $found );
				$found->set_amount( '6.00' );
				$found->save();
			}
		);
		$this->assertMarkedAsChanged();
	}

	public function test_the_order_of_a_deleted_refund_is_marked_before_and_after_the_deletion(): void {
		$refund = $this->refund();
		$this->forgetMarks();
		$seen = [];
		$this->request(
			static function () use ( $refund, &$seen ): void {
				add_filter(
					'query',
					static function ( string $query ) use ( &$seen ): string {
						if ( 1 === preg_match( '/^\s*INSERT.*ivorey_outbox/s', $query ) ) {
							$seen[] = 'mark';
						} elseif ( 1 === preg_match( '/^DELETE FROM .*(?:wc_orders|posts)`? /', $query ) ) {
							$seen[] = 'delete';
						}
						return $query;
					}
				);
				$found = wc_get_order( $refund );
				self::assertInstanceOf( WC_Order_Refund::class, $found );
				$found->delete( true );
			}
		);
		self::assertContains( 'delete', $seen );
		self::assertSame( 'mark', $seen[0] );
		self::assertSame( 'mark', $seen[ count( $seen ) - 1 ] );
		$this->assertMarkedAsChanged();
	}

	public function test_a_refund_whose_deletion_is_prevented_leaves_no_mark(): void {
		$refund = $this->refund();
		$this->forgetMarks();
		$this->request(
			static function () use ( $refund ): void {
				add_filter( 'woocommerce_pre_delete_order_refund', '__return_false' );
				$found = wc_get_order( $refund );
				self::assertInstanceOf( WC_Order_Refund::class, $found );
				$found->delete( true );
			}
		);
		self::assertSame( [], $this->marks() );
	}

	public function test_R43_an_order_is_marked_when_it_is_trashed_and_when_it_is_restored(): void {
		$this->request( fn () => Shop::rest( 'DELETE', "/wc/v3/orders/$this->order" ) );
		$this->assertMarkedAsChanged();

		$this->forgetMarks();
		$this->request( fn () => Shop::untrash( $this->order ) );
		$this->assertMarkedAsChanged();
	}

	public function test_R16_a_deleted_order_that_Ivorey_never_had_is_marked_and_not_sent(): void {
		$this->request( fn () => Shop::order( $this->order )->delete( true ) );
		$this->assertMarkedAsChanged();

		Plugin::instance()->connecting->connection->check();
		$this->drain();
		self::assertSame( 'deleted', $this->exclusion( 'orders', $this->order ) );
		self::assertSame( [], $this->ivorey->batches() );
	}

	public function test_the_erasure_of_an_orders_personal_data_marks_the_order(): void {
		$this->request( fn () => WC_Privacy_Erasers::remove_order_personal_data( Shop::order( $this->order ) ) );
		self::assertSame( [ 'changed' ], $this->marks()[ "orders:$this->order" ] ?? null );
	}

	public function test_the_orders_of_a_deleted_user_are_marked_although_WooCommerce_does_not_save_them(): void {
		$user = $this->request( static fn (): int => Shop::register( 'leaving@example.com' ) );
		$this->request(
			function () use ( $user ): void {
				$order = Shop::order( $this->order );
				$order->set_customer_id( $user );
				$order->save();
			}
		);
		$this->forgetMarks();
		$this->request( static fn () => wp_delete_user( $user ) );
		self::assertSame( 0, Shop::order( $this->order )->get_customer_id() );
		self::assertSame( [ 'changed' ], $this->marks()[ "orders:$this->order" ] ?? null );
	}

	public function test_R11_guest_orders_taken_over_by_an_account_are_marked_without_a_reason_for_a_trigger(): void {
		$user = $this->request( static fn (): int => Shop::register( Shop::BUYER['email'] ) );
		$this->forgetMarks();
		$this->request( static fn () => wc_update_new_customer_past_orders( $user ) );
		self::assertSame(
			[
				"contacts:$user"      => [ 'changed' ],
				"orders:$this->order" => [ 'changed' ],
			],
			$this->marks()
		);
	}

	private function refund(): int {
		$refund = $this->request(
			fn (): array => Shop::rest(
				'POST',
				"/wc/v3/orders/$this->order/refunds",
				[
					'amount'     => '5.00',
					'api_refund' => false,
				]
			)
		);
		return is_int( $refund['id'] ?? null ) ? $refund['id'] : 0;
	}

	private function assertMarkedAsChanged(): void {
		self::assertSame( [ "orders:$this->order" => [ 'changed' ] ], $this->marks() );
	}
}
