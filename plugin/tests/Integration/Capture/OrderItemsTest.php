<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Capture;

use Ivorey\WooCommerce\Tests\Integration\Support\PausedStoreTestCase;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use WC_AJAX;
use WC_Order;
use WC_Product;

/**
 * The marks of an order whose items are written without saving it (R7).
 *
 * @group order-storage
 */
final class OrderItemsTest extends PausedStoreTestCase {

	private int $order;

	protected function setUp(): void {
		parent::setUp();
		$this->order = $this->request( static fn (): int => Shop::cliOrder( 'processing', 'bacs' ) );
		$this->forgetMarks();
	}

	public function test_R7_a_product_added_in_wp_admin_marks_its_order(): void {
		$answer = $this->request(
			fn (): mixed => Shop::adminAjax(
				[ WC_AJAX::class, 'add_order_item' ],
				'order-item',
				[
					'order_id' => $this->order,
					'data'     => [
						[
							'id'  => Shop::product( 'CAP' ),
							'qty' => 1,
						],
					],
				]
			)
		);
		self::assertTrue( is_array( $answer ) && true === $answer['success'] );
		$this->assertMarkedAsChanged();
	}

	public function test_R7_shipping_added_in_wp_admin_marks_its_order(): void {
		$answer = $this->request( fn (): mixed => Shop::adminAjax( [ WC_AJAX::class, 'add_order_shipping' ], 'order-item', [ 'order_id' => $this->order ] ) );
		self::assertTrue( is_array( $answer ) && true === $answer['success'] );
		$this->assertMarkedAsChanged();
	}

	/** @return array<string, array{callable( int, int ): mixed}> Takes the order and the item. */
	public function writes(): array {
		return [
			'wc_update_order_item_meta' => [ static fn ( int $order, int $item ): mixed => wc_update_order_item_meta( $item, '_line_total', '7' ) ],
			'wc_add_order_item_meta'    => [ static fn ( int $order, int $item ): mixed => wc_add_order_item_meta( $item, 'Engraving', 'Ada' ) ],
			'wc_delete_order_item_meta' => [ static fn ( int $order, int $item ): mixed => wc_delete_order_item_meta( $item, '_tax_class' ) ],
			'wc_update_order_item'      => [ static fn ( int $order, int $item ): mixed => wc_update_order_item( $item, [ 'order_item_name' => 'Another' ] ) ],
			'wc_add_order_item'         => [
				static fn ( int $order ): mixed => wc_add_order_item(
					$order,
					[
						'order_item_type' => 'fee',
						'order_item_name' => 'Fee',
					]
				),
			],
			'wc_delete_order_item'      => [ static fn ( int $order, int $item ): mixed => wc_delete_order_item( $item ) ],
			'a save of the item'        => [
				static function ( int $order ): void {
					$item = Shop::line( $order );
					$item->update_meta_data( 'Engraving', 'Ada' );
					$item->save();
				},
			],
			'a deletion of the item'    => [ static fn ( int $order ): mixed => Shop::line( $order )->delete() ],
		];
	}

	/** @return array<string, array{callable( int, int ): mixed}> One for each way to find the item's order. */
	public function someWrites(): array {
		return array_intersect_key( $this->writes(), array_flip( [ 'wc_update_order_item_meta', 'a save of the item', 'wc_delete_order_item' ] ) );
	}

	/**
	 * @dataProvider writes
	 * @param callable( int, int ): mixed $write
	 */
	public function test_R7_a_write_to_an_item_alone_marks_its_order( callable $write ): void {
		$this->request( fn (): mixed => $write( $this->order, Shop::line( $this->order )->get_id() ) );
		$this->assertMarkedAsChanged();
	}

	/**
	 * @dataProvider someWrites
	 * @param callable( int, int ): mixed $write
	 */
	public function test_R7_the_mark_of_a_changed_item_is_written_after_the_response_if_a_client_waits( callable $write ): void {
		[ $before ] = $this->webRequest( fn (): mixed => $write( $this->order, Shop::line( $this->order )->get_id() ) );
		self::assertSame( [], array_values( array_filter( $before, static fn ( string $query ): bool => str_contains( $query, 'ivorey_outbox' ) ) ), 'The mark can wait for the response.' );
		$this->assertMarkedAsChanged();
	}

	/**
	 * @dataProvider someWrites
	 * @param callable( int, int ): mixed $write
	 */
	public function test_R7_a_write_to_an_item_marks_its_order_if_PHP_cannot_send_the_response_early( callable $write ): void {
		$this->webRequest( fn (): mixed => $write( $this->order, Shop::line( $this->order )->get_id() ), false );
		$this->assertMarkedAsChanged();
	}

	/**
	 * @dataProvider someWrites
	 * @param callable( int, int ): mixed $write
	 */
	public function test_R7_a_write_to_an_item_after_a_save_of_its_order_marks_the_order( callable $write ): void {
		$this->request(
			function () use ( $write ): void {
				$item = Shop::line( $this->order )->get_id();
				Shop::order( $this->order )->save();
				$this->forgetMarks();
				$write( $this->order, $item );
			}
		);
		$this->assertMarkedAsChanged();
	}

	/**
	 * @dataProvider someWrites
	 * @param callable( int, int ): mixed $write
	 */
	public function test_R7_a_write_to_an_item_during_shutdown_marks_its_order( callable $write ): void {
		$this->request(
			function () use ( $write ): void {
				$item = Shop::line( $this->order )->get_id();
				add_action( 'shutdown', fn (): mixed => $write( $this->order, $item ), 1_000 );
			}
		);
		$this->assertMarkedAsChanged();
	}

	public function test_R25_a_write_to_an_item_leaves_no_mark_and_makes_no_query_with_orders_switched_off(): void {
		$this->pause( [ 'orders' => false ] );
		$line = Shop::line( $this->order )->get_id();
		// Nor is the database queried.
		self::assertSame( [], $this->queriesOf( static fn () => wc_update_order_item_meta( $line, '_line_total', '7' ) ) );
		self::assertSame( [], $this->queriesOf( static fn () => wc_delete_order_item( $line ) ) );
		self::assertSame( [], $this->marks() );
	}

	public function test_R7_the_items_of_a_draft_leave_no_mark_by_themselves(): void {
		$draft = $this->request(
			function (): int {
				$draft = new WC_Order();
				$draft->set_status( 'checkout-draft' );
				$product = wc_get_product( Shop::product( 'MUG' ) );
				self::assertInstanceOf( WC_Product::class, $product );
				$draft->add_product( $product );
				$draft->save();
				$this->forgetMarks();
				foreach ( $draft->get_items() as $item ) {
					$item->update_meta_data( 'x', 'y' );
					$item->save();
				}
				return $draft->get_id();
			}
		);
		self::assertSame( [], $this->marks() );

		$this->request( static fn () => wc_update_order_item_meta( Shop::line( $draft )->get_id(), 'x', 'z' ) );
		self::assertSame( [], $this->marks() );
	}

	public function test_R7_the_items_of_a_refund_leave_no_mark_by_themselves(): void {
		$refund = $this->request(
			function (): int {
				$line   = Shop::line( $this->order )->get_id();
				$refund = wc_create_refund(
					[
						'order_id'   => $this->order,
						'amount'     => '1.00',
						'line_items' => [
							$line => [
								'qty'          => 1,
								'refund_total' => '1.00',
							],
						],
					]
				);
				self::assertNotWPError( $refund );
				return $refund->get_id();
			}
		);
		$this->forgetMarks();
		$this->request(
			static function () use ( $refund ): void {
				$found = wc_get_order( $refund );
				self::assertNotFalse( $found );
				self::assertNotEmpty( $found->get_items() );
				foreach ( $found->get_items() as $item ) {
					wc_update_order_item_meta( $item->get_id(), 'x', 'z' );
					$item->update_meta_data( 'y', 'z' );
					$item->save();
				}
			}
		);
		self::assertSame( [], $this->marks() );
	}

	/** @phpstan-assert !\WP_Error $value */
	private static function assertNotWPError( mixed $value ): void {
		self::assertFalse( is_wp_error( $value ) );
	}

	private function assertMarkedAsChanged(): void {
		self::assertSame( [ "orders:$this->order" => [ 'changed' ] ], $this->marks() );
	}
}
