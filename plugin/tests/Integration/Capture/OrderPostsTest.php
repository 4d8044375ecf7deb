<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Capture;

use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\PausedStoreTestCase;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use WC_Order;

/**
 * The marks of an order that is changed as a post, bypassing WooCommerce, if orders are posts (R5, R7).
 *
 * @group order-storage
 */
final class OrderPostsTest extends PausedStoreTestCase {

	private int $order;

	protected function setUp(): void {
		parent::setUp();
		$this->order = $this->request( static fn (): int => Shop::cliOrder( 'processing', 'bacs' ) );
		$this->forgetMarks();
	}

	/** @return array<string, array{callable( int ): mixed, bool}> */
	public function writes(): array {
		$meta = static fn ( string $key ): callable => static fn ( int $order ): mixed => update_post_meta( $order, $key, 'other@example.com' );
		return [
			'its status, as wp post update does' => [
				static fn ( int $order ): mixed => wp_update_post(
					[
						'ID'          => $order,
						'post_status' => 'wc-completed',
					]
				),
				true,
			],
			'its e-mail address'                 => [ $meta( '_billing_email' ), true ],
			'its shipping address'               => [ $meta( '_shipping_city' ), true ],
			'its total'                          => [ $meta( '_order_total' ), true ],
			'its date of payment'                => [ $meta( '_date_paid' ), true ],
			'meta that is deleted'               => [ static fn ( int $order ): mixed => delete_post_meta( $order, '_billing_phone' ), true ],
			'meta that is added'                 => [ static fn ( int $order ): mixed => add_post_meta( $order, '_transaction_id', 'TX1' ), true ],
			'meta of another plugin'             => [ $meta( '_stock_note' ), false ],
			'an index of WooCommerce'            => [ $meta( '_billing_address_index' ), false ],
			'its way to the trash (R43)'         => [ static fn ( int $order ): mixed => wp_trash_post( $order ), true ],
			'a deletion (R43)'                   => [ static fn ( int $order ): mixed => wp_delete_post( $order, true ), true ],
		];
	}

	/**
	 * @dataProvider writes
	 * @param callable( int ): mixed $write
	 */
	public function test_R5_R7_R16_a_relevant_change_of_an_orders_post_marks_the_order( callable $write, bool $isMarked ): void {
		$this->request( fn (): mixed => $write( $this->order ) );
		self::assertSame( $this->expected( $isMarked ), $this->marks() );
	}

	/**
	 * @testWith [true]
	 *           [false]
	 */
	public function test_R5_R7_a_change_of_an_orders_post_marks_the_order_while_a_client_waits( bool $isReleasable ): void {
		// Unlike update_post_meta(), this does not read the post.
		$this->webRequest( fn () => update_metadata( 'post', $this->order, '_billing_email', 'other@example.com' ), $isReleasable );
		self::assertSame( $this->expected( true ), $this->marks() );
	}

	public function test_R43_a_deletion_of_an_orders_post_marks_the_order_while_a_client_waits(): void {
		$this->webRequest( fn () => wp_delete_post( $this->order, true ) );
		self::assertSame( $this->expected( true ), $this->marks() );
	}

	public function test_R5_R7_an_order_whose_post_was_changed_is_sent_as_it_is_stored(): void {
		if ( self::isHpos() ) {
			self::markTestSkipped( 'Its post is no order.' );
		}
		$this->request(
			function (): void {
				wp_update_post(
					[
						'ID'          => $this->order,
						'post_status' => 'wc-completed',
					]
				);
				update_post_meta( $this->order, '_billing_email', 'other@example.com' );
			}
		);
		Plugin::instance()->connecting->connection->check();
		$this->drain();
		$record = $this->ivorey->record( 'orders', $this->order ) ?? [];
		self::assertSame( [ 'completed', 'other@example.com' ], [ $record['status'] ?? null, $record['billing_email'] ?? null ] );
	}

	public function test_R5_a_post_that_is_only_a_copy_of_an_order_leaves_no_mark(): void {
		if ( ! self::isHpos() ) {
			self::markTestSkipped( 'Its post is the order.' );
		}
		global $wpdb;
		$wpdb->update(
			$wpdb->posts,
			[
				'post_type'   => 'shop_order',
				'post_status' => 'wc-processing',
			],
			[ 'ID' => $this->order ]
		);
		$this->request( fn () => update_post_meta( $this->order, '_billing_email', 'other@example.com' ) );
		self::assertSame( [], $this->marks() );
	}

	public function test_R7_the_post_of_a_draft_leaves_no_mark(): void {
		$draft = $this->request(
			static function (): int {
				$draft = new WC_Order();
				$draft->set_status( 'checkout-draft' );
				return $draft->save();
			}
		);
		$this->request( static fn () => update_post_meta( $draft, '_billing_email', 'other@example.com' ) );
		$this->webRequest( static fn () => update_post_meta( $draft, '_billing_email', 'another@example.com' ) );
		$this->request( static fn () => Shop::order( $draft )->delete( true ) );
		self::assertSame( [], $this->marks() );
	}

	public function test_R25_a_change_of_an_orders_post_leaves_no_mark_with_orders_switched_off(): void {
		$this->pause( [ 'orders' => false ] );
		$this->request( fn () => update_post_meta( $this->order, '_billing_email', 'other@example.com' ) );
		self::assertSame( [], $this->marks() );
	}

	/** @return array<string, list<string>> */
	private function expected( bool $isMarked ): array {
		return $isMarked && ! self::isHpos() ? [ "orders:$this->order" => [ 'changed' ] ] : [];
	}
}
