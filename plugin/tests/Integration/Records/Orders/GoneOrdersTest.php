<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records\Orders;

use Ivorey\WooCommerce\Reconcile\Difference;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\Site;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/**
 * Notices to Ivorey about orders that are trashed or deleted in the store.
 *
 * @group order-storage
 */
final class GoneOrdersTest extends StoreTestCase {

	private int $order;

	protected function setUp(): void {
		parent::setUp();
		$this->order = $this->request( static fn (): int => Shop::restOrder( 'processing', true ) );
	}

	/** @return array<string, array{callable( int ): mixed}> */
	public function ways(): array {
		$ways = [
			'to the trash'                   => [ static fn ( int $order ): mixed => Shop::order( $order )->delete() ],
			'to the trash, through REST'     => [ static fn ( int $order ): mixed => Shop::rest( 'DELETE', "/wc/v3/orders/$order" ) ],
			'to the trash, by a save'        => [ static fn ( int $order ): mixed => Shop::order( $order )->update_status( 'trash' ) ],
			'deleted for good'               => [ static fn ( int $order ): mixed => Shop::order( $order )->delete( true ) ],
			'deleted for good, through REST' => [ static fn ( int $order ): mixed => Shop::rest( 'DELETE', "/wc/v3/orders/$order", [], [ 'force' => 'true' ] ) ],
		];
		return self::isHpos() ? $ways : $ways + [
			'to the trash, as in a list of posts' => [ static fn ( int $order ): mixed => wp_trash_post( $order ) ],
			'deleted for good, as a post'         => [ static fn ( int $order ): mixed => wp_delete_post( $order, true ) ],
		];
	}

	/**
	 * @dataProvider ways
	 * @param callable( int ): mixed $way
	 */
	public function test_R16_R43_Ivorey_keeps_a_gone_order_and_is_told_of_it_once_without_its_data( callable $way ): void {
		$before = $this->ivorey->record( 'orders', $this->order );
		$this->ivorey->forgetRequests();
		$this->request( fn (): mixed => $way( $this->order ) );

		self::assertTrue( $this->ivorey->isTrashed( $this->order ) );
		self::assertNotNull( $before );
		self::assertSame( $before, $this->ivorey->record( 'orders', $this->order ) );
		$told = $this->ivorey->sent( 'orders', $this->order );
		self::assertSame( [ [ 'trash', null, [] ] ], array_map( static fn ( array $data ): array => [ $data['status'], $data['billing_email'], $data['line_items'] ], $told ) );
		self::assertStringNotContainsString( Shop::BUYER['last_name'], (string) wp_json_encode( $told ) );
		self::assertSame( [], $this->ivorey->sent( 'transactions', "payment:$this->order" ) );

		self::assertSame( [], $this->verify()->differences );
		$this->drain();
		$this->import();
		self::assertCount( 1, $this->ivorey->sent( 'orders', $this->order ) );
		self::assertTrue( $this->ivorey->isTrashed( $this->order ) );
		self::assertSame( [], $this->marks() );
	}

	public function test_R43_an_order_that_is_changed_in_the_trash_and_then_deleted_is_not_reported_again(): void {
		$this->trash();
		$this->ivorey->forgetRequests();
		$this->request(
			function (): void {
				$order = Shop::order( $this->order );
				$order->set_customer_note( 'Changed' );
				$order->save();
			}
		);
		$this->request( fn () => Shop::order( $this->order )->delete( true ) );
		$this->drain();
		self::assertSame( [], $this->ivorey->sent( 'orders', $this->order ) );
		self::assertSame( 'deleted', $this->exclusion( 'orders', $this->order ) );
	}

	public function test_R43_a_restored_order_leaves_the_trash_in_Ivorey_and_can_be_trashed_again(): void {
		$this->trash();
		$this->request( fn () => Shop::untrash( $this->order ) );
		self::assertFalse( $this->ivorey->isTrashed( $this->order ) );
		self::assertNull( $this->exclusion( 'orders', $this->order ) );
		self::assertSame( 'processing', $this->ivorey->record( 'orders', $this->order )['status'] ?? null );

		$this->trash();
		self::assertTrue( $this->ivorey->isTrashed( $this->order ) );
		$this->request( fn () => Shop::order( $this->order )->update_status( 'completed' ) );
		self::assertFalse( $this->ivorey->isTrashed( $this->order ) );
		self::assertSame( 'completed', $this->ivorey->record( 'orders', $this->order )['status'] ?? null );
	}

	public function test_R43_an_order_that_is_trashed_and_restored_before_anything_is_sent_is_not_reported(): void {
		$this->ivorey->goAway();
		$this->trash();
		$this->request( fn () => Shop::untrash( $this->order ) );
		$this->ivorey->comeBack();
		$this->ivorey->forgetRequests();
		$this->later( 3_600 );
		$this->drain();
		self::assertSame( [ 'processing' ], array_column( $this->ivorey->sent( 'orders', $this->order ), 'status' ) );
		self::assertFalse( $this->ivorey->isTrashed( $this->order ) );
	}

	public function test_R7_R43_a_gone_order_that_Ivorey_never_had_is_not_reported(): void {
		[ $old, $draft ] = $this->beforeTheConnect( static fn (): array => [ Shop::cliOrder( 'processing' ), Shop::blockCheckoutDraft() ] );
		$this->ivorey->forgetRequests();
		foreach ( [ $old, $draft ] as $order ) {
			$this->request( static fn () => Shop::order( $order )->delete() );
			$this->request( static fn () => Shop::order( $order )->delete( true ) );
		}
		self::assertSame( [], $this->ivorey->batches() );
		self::assertSame( [], $this->marks() );
	}

	public function test_R43_a_trashed_order_whose_receipt_was_lost_is_reported(): void {
		$this->ivorey->loseAnswers();
		$order = $this->request( static fn (): int => Shop::cliOrder( 'processing' ) );
		self::assertNotNull( $this->ivorey->record( 'orders', $order ) );
		$this->request( static fn () => Shop::order( $order )->delete() );
		$this->ivorey->comeBack();
		$this->later( 3_600 );
		$this->drain();
		self::assertTrue( $this->ivorey->isTrashed( $order ) );

		$this->request( static fn () => Shop::untrash( $order ) );
		self::assertFalse( $this->ivorey->isTrashed( $order ) );
	}

	/**
	 * @testWith [false]
	 *           [true]
	 */
	public function test_R43_an_order_whose_receipt_was_lost_and_that_goes_while_the_plugin_is_off_is_reported( bool $isDeleted ): void {
		$this->ivorey->loseAnswers();
		$order = $this->request( static fn (): int => Shop::cliOrder( 'processing' ) );
		self::assertNotNull( $this->ivorey->record( 'orders', $order ) );
		Site::withoutPlugin( static fn () => Shop::order( $order )->delete( $isDeleted ) );
		$this->ivorey->comeBack();
		$this->later( 3_600 );
		$this->drain();
		self::assertTrue( $this->ivorey->isTrashed( $order ) );
	}

	public function test_R43_a_trashed_order_that_Ivorey_forgot_is_reported_again_by_the_next_comparison(): void {
		$this->trash();
		$this->ivorey->forgetTrash( $this->order );
		self::assertSame( [], $this->verify()->differences );
		self::assertTrue( $this->ivorey->isTrashed( $this->order ) );
		$this->ivorey->forgetRequests();
		$this->verify();
		self::assertSame( [], $this->ivorey->sent( 'orders', $this->order ) );
	}

	public function test_R43_Ivorey_and_the_store_agree_on_the_trash_even_if_another_plugin_throws_in_its_hook(): void {
		add_action(
			'woocommerce_trash_order',
			static function (): void {
				throw new \RuntimeException( 'Not ours' );
			},
			1
		);
		$this->request(
			function (): void {
				try {
					Shop::order( $this->order )->delete();
				} catch ( \RuntimeException ) {
					return;
				}
			}
		);
		remove_all_actions( 'woocommerce_trash_order', 1 );
		$this->drain();
		self::assertSame( 'trash' === Shop::order( $this->order )->get_status(), $this->ivorey->isTrashed( $this->order ) );
	}

	public function test_R25_a_trashed_order_is_not_reported_with_orders_switched_off(): void {
		$this->switchSync( [ 'orders' => false ] );
		$this->ivorey->forgetRequests();
		$this->trash();
		self::assertSame( [], $this->ivorey->batches() );
		self::assertFalse( $this->ivorey->isTrashed( $this->order ) );
	}

	/**
	 * @testWith [false]
	 *           [true]
	 */
	public function test_R43_an_order_that_goes_without_a_hook_is_reported_once_by_the_next_comparison( bool $isDeleted ): void {
		$this->killed( fn () => Shop::order( $this->order )->delete( $isDeleted ) );
		$this->forgetMarks();
		$this->ivorey->forgetRequests();
		self::assertSame( [], $this->verify()->differences );
		self::assertTrue( $this->ivorey->isTrashed( $this->order ) );
		$this->verify();
		$this->drain();
		self::assertCount( 1, $this->ivorey->sent( 'orders', $this->order ) );
	}

	public function test_R43_an_order_that_is_restored_without_a_hook_is_found_by_the_next_comparison(): void {
		global $wpdb;
		$before = Shop::order( $this->order );
		$this->trash();
		self::assertTrue( $this->ivorey->isTrashed( $this->order ) );
		$modified = $before->get_date_modified();
		self::assertNotNull( $modified );
		$gmt = gmdate( 'Y-m-d H:i:s', $modified->getTimestamp() );
		self::isHpos()
			? $wpdb->update(
				"{$wpdb->prefix}wc_orders",
				[
					'status'           => 'wc-processing',
					'date_updated_gmt' => $gmt,
				],
				[ 'id' => $this->order ]
			)
			: $wpdb->update(
				$wpdb->posts,
				[
					'post_status'       => 'wc-processing',
					'post_modified'     => get_date_from_gmt( $gmt ),
					'post_modified_gmt' => $gmt,
				],
				[ 'ID' => $this->order ]
			);
		wp_cache_flush();
		self::assertSame( [ (string) $this->order ], array_column( array_map( static fn ( Difference $found ): array => $found->toArray(), $this->verify( repair: true )->differences ), 'id' ) );
		self::assertFalse( $this->ivorey->isTrashed( $this->order ) );
		self::assertSame( [], $this->verify()->differences );
	}

	public function test_R43_many_orders_that_are_trashed_at_once_are_all_reported(): void {
		$orders = [ $this->order, $this->request( static fn (): int => Shop::cliOrder() ), $this->request( static fn (): int => Shop::cliOrder( 'on-hold', 'bacs' ) ) ];
		$this->request(
			static function () use ( $orders ): void {
				foreach ( $orders as $order ) {
					self::isHpos() ? Shop::order( $order )->delete() : wp_trash_post( $order );
				}
			}
		);
		self::assertSame( [ true, true, true ], array_map( $this->ivorey->isTrashed( ... ), $orders ) );
	}

	private function trash(): void {
		$this->request( fn () => Shop::order( $this->order )->delete() );
	}
}
