<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Reconcile;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Reconcile\Comparison;
use Ivorey\WooCommerce\Reconcile\Progress;
use Ivorey\WooCommerce\Tests\Integration\Support\FakeIvorey;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WC_Product_Simple;

/** @group order-storage */
final class ComparisonTest extends StoreTestCase {

	use OfOrders;

	public function test_a_comparison_agrees_if_nothing_differs(): void {
		$this->place( 3 );

		$found = $this->compare();
		self::assertFound( [ 'alike' => 3 ], [], $found );
		self::assertSame( [ 3, 3, 0 ], [ $found->agreement( 0 )->compared, $found->agreement( 0 )->alike, $found->agreement( 0 )->differing ] );
	}

	public function test_a_comparison_finds_missing_and_older_records_and_repairs_only_those(): void {
		[ $first, , $third, ] = $this->place( 4 );
		$this->ivorey->forget( 'orders', $first );
		$this->ivorey->spoil( 'orders', $third );

		$found = $this->compare();
		self::assertFound(
			[
				'alike'   => 2,
				'missing' => 1,
				'older'   => 1,
			],
			[ self::difference( $first, 'missing' ), self::difference( $third, 'older' ) ],
			$found
		);
		self::assertSame( [ 4, 2, 0 ], [ $found->agreement( 0 )->compared, $found->agreement( 0 )->differing, $found->repaired ] );
		self::assertSame( [], $this->marks() );

		$this->ivorey->forgetRequests();
		self::assertSame( 2, $this->compare( repair: true )->repaired );
		self::assertSame( [ [ (string) $first, (string) $third ] ], array_map( static fn ( array $batch ): array => array_column( $batch, 'id' ), $this->ivorey->batches() ) );
		self::assertFound( [ 'alike' => 4 ], [], $this->compare() );
		self::assertCount( 4, $this->ivorey->triggers(), 'What is sent again fires nothing again.' );
	}

	public function test_an_order_that_was_deleted_unnoticed_and_stays_in_Ivorey_is_no_difference(): void {
		[ $kept, $other ] = $this->place( 2 );
		$this->killed( static fn () => Shop::order( $kept )->delete( true ) );
		$this->forgetMarks();

		self::assertFound(
			[
				'alike' => 1,
				'kept'  => 1,
			],
			[],
			$this->compare()
		);
		self::assertNotNull( $this->ivorey->record( 'orders', $kept ) );
		self::assertNotNull( $this->ivorey->record( 'orders', $other ) );
	}

	public function test_an_order_that_waits_to_be_sent_is_no_difference(): void {
		[ $order ] = $this->place( 2 );
		$this->refuseBatches();
		$this->change( $order );

		$found = $this->compare();
		self::assertFound(
			[
				'alike'   => 1,
				'pending' => 1,
			],
			[],
			$found
		);
		self::assertSame( 2, $found->agreement( 0 )->compared );
	}

	public function test_an_order_that_changes_between_two_looks_is_no_difference(): void {
		[ $order ] = $this->place( 2 );
		// Changed, but not marked yet: at the first look it differs.
		$this->killed( fn () => $this->changeUnseen( $order ) );

		$found = $this->request(
			function () use ( $order ) {
				add_action( 'ivorey_test_pause', fn () => $this->change( $order, 'changed again' ) );
				return Plugin::instance()->reconciling->full->run( [ Element::Orders ], true );
			}
		);
		self::assertFound( [ 'alike' => 2 ], [], $found );
		self::assertSame( 0, $found->repaired );
	}

	public function test_an_order_that_Ivorey_rejected_is_listed_with_its_error_and_can_be_repaired(): void {
		global $wpdb;
		[ $order ] = $this->place( 2 );
		$this->killed( fn () => $this->changeUnseen( $order ) );
		Plugin::instance()->core->outbox->quarantineObject( Element::Orders, $order, \Ivorey\WooCommerce\Model\Reason::Changed, '/data/total: must be a decimal' );
		// Ivorey rejects a readable record.
		$wpdb->query( "UPDATE {$wpdb->prefix}ivorey_outbox SET uncertain = 0" );

		self::assertFound(
			[
				'alike'    => 1,
				'rejected' => 1,
			],
			[ self::difference( $order, 'rejected', '/data/total: must be a decimal' ) ],
			$this->compare()
		);
		self::assertSame( 1, $this->compare( repair: true )->repaired );
		self::assertFound( [ 'alike' => 2 ], [], $this->compare() );
	}

	public function test_R9_an_order_without_a_trace_in_the_store_is_listed_until_a_repair_notes_it(): void {
		global $wpdb;
		[ , $never ] = $this->place( 2 );
		// The state after a rolled-back transaction or a restored backup.
		$this->killed( static fn () => Shop::order( $never )->delete( true ) );
		$this->forgetMarks();
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->prefix}ivorey_ledger WHERE wire_id LIKE %s", "%$never" ) );

		self::assertFound(
			[
				'alike'    => 1,
				'untraced' => 1,
			],
			[ self::difference( $never, 'untraced' ) ],
			$this->compare()
		);
		self::assertSame( 1, $this->compare( repair: true )->repaired );
		self::assertNotNull( $this->ivorey->record( 'orders', $never ), 'R16: Ivorey keeps it.' );
		self::assertFound(
			[
				'alike' => 1,
				'kept'  => 1,
			],
			[],
			$this->compare()
		);
	}

	public function test_R16_a_refund_of_a_trashed_order_is_no_difference_even_without_a_ledger_entry(): void {
		global $wpdb;
		$order  = $this->request( static fn (): int => Shop::cliOrder( 'completed' ) );
		$refund = $this->request( static fn (): int => Shop::refund( $order, '1.00' ) );
		self::assertNotNull( $this->ivorey->record( 'transactions', "refund:$refund" ) );
		// Its receipt was lost, and its order was trashed.
		$this->killed( static fn () => Shop::order( $order )->delete() );
		$this->forgetMarks();
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->prefix}ivorey_ledger WHERE wire_id = %s", "refund:$refund" ) );
		$found = $this->request( static fn (): Progress => Plugin::instance()->reconciling->full->run( [ Element::Transactions ], false ) );
		self::assertSame( [], $found->differences );
		self::assertSame( 2, $found->of( Comparison::Kept ) );
	}

	public function test_R16_an_order_deleted_or_trashed_in_the_store_stays_in_Ivorey_and_is_no_difference(): void {
		[ $deleted, $trashed ] = $this->place( 3 );
		$this->request(
			static function () use ( $deleted, $trashed ): void {
				Shop::order( $deleted )->delete( true );
				Shop::order( $trashed )->delete();
			}
		);
		self::assertSame( [], $this->marks() );

		$found = $this->compare();
		self::assertFound(
			[
				'alike' => 1,
				'kept'  => 2,
			],
			[],
			$found
		);
		self::assertSame( 1, $found->agreement( 0 )->compared );
		self::assertCount( 3, $this->ivorey->records( 'orders' ) );
	}

	public function test_R7_an_order_still_matches_if_its_products_get_another_SKU_or_are_deleted(): void {
		$products = array_map(
			fn ( string $sku ): int => $this->request(
				static function () use ( $sku ): int {
					$product = new WC_Product_Simple();
					$product->set_props(
						[
							'name'          => $sku,
							'sku'           => $sku,
							'regular_price' => '3',
						]
					);
					return $product->save();
				}
			),
			[ 'ONE', 'TWO' ]
		);
		$this->request( static fn (): int => Shop::cliOrder( 'processing', items: Shop::items( 'ONE', 'TWO' ) ) );
		$this->request(
			static function () use ( $products ): void {
				$product = new WC_Product_Simple( $products[0] );
				$product->set_sku( 'OTHER' );
				$product->save();
				( new WC_Product_Simple( $products[1] ) )->delete( true );
			}
		);

		self::assertFound( [ 'alike' => 1 ], [], $this->compare() );
	}

	public function test_R7_a_draft_that_Ivorey_does_not_have_is_no_difference(): void {
		$this->place( 1 );
		$this->request( static fn () => wc_create_order( [ 'status' => 'checkout-draft' ] ) );

		self::assertFound( [ 'alike' => 1 ], [], $this->compare() );
	}

	public function test_an_order_that_cannot_be_read_is_rejected_and_hides_no_other_difference(): void {
		[ $broken, $missing, ] = $this->place( 3 );
		$this->ivorey->forget( 'orders', $missing );
		$found = $this->compareWithUnreadable( $broken );

		self::assertFound(
			[
				'alike'    => 1,
				'missing'  => 1,
				'rejected' => 1,
			],
			[ self::difference( $broken, 'rejected', 'RuntimeException: Poison' ), self::difference( $missing, 'missing' ) ],
			$found
		);
	}

	public function test_an_order_that_cannot_be_read_is_listed_even_if_Ivorey_does_not_have_it(): void {
		[ $broken ] = $this->place( 2 );
		$this->ivorey->forget( 'orders', $broken );
		$found = $this->compareWithUnreadable( $broken );

		self::assertFound(
			[
				'alike'    => 1,
				'rejected' => 1,
			],
			[ self::difference( $broken, 'rejected', 'RuntimeException: Poison' ) ],
			$found
		);
	}

	public function test_a_comparison_descends_only_into_ranges_that_differ(): void {
		$orders = $this->place( 27 );
		$this->ivorey->forgetRequests();
		$this->compare();
		self::assertSame( [ [ false, 2 ] ], $this->asked(), 'Two sums, and no list.' );

		$this->ivorey->spoil( 'orders', $orders[7] );
		$this->ivorey->forgetRequests();
		self::assertFound(
			[
				'alike' => 26,
				'older' => 1,
			],
			[ self::difference( $orders[7], 'older' ) ],
			$this->compare()
		);
		// The whole, the parts of one slice, the records of one part, and a second look at the one that
		// differs.
		self::assertSame( [ [ false, 2 ], [ false, 5 ], [ true, 1 ], [ true, 1 ] ], $this->asked() );
		[ [ $sums ], [ $parts ], [ $list ], [ $one ] ] = array_column( $this->ivorey->questions( '/v1/digests' ), 'parts' );
		// There are no gaps between the slices: later ones only state their end.
		self::assertSame( [ '1', null ], [ $sums['from'], $sums['to'][1] ] );
		self::assertSame( [ (int) $sums['to'][0] + 1, null ], [ (int) $parts['from'], $parts['to'][4] ] );
		self::assertSame(
			[
				'from' => (string) ( (int) $parts['to'][0] + 1 ),
				'to'   => [ $parts['to'][1] ],
			],
			$list
		);
		self::assertSame(
			[
				'from' => (string) $orders[7],
				'to'   => [ (string) $orders[7] ],
			],
			$one
		);
	}

	public function test_an_older_Ivorey_without_the_digests_route_is_asked_the_older_question(): void {
		$orders = $this->place( 27 );
		$this->ivorey->spoil( 'orders', $orders[7] );
		$this->ivorey->forgetRequests();
		$this->ivorey->treat( static fn ( string $method, string $path ): ?array => '/v1/digests' === $path ? FakeIvorey::refusal( 404, 'not-found' ) : null );
		self::assertFound(
			[
				'alike' => 26,
				'older' => 1,
			],
			[ self::difference( $orders[7], 'older' ) ],
			$this->compare()
		);
		self::assertCount( 1, $this->ivorey->questions( '/v1/digests' ), 'Not again and again.' );
		self::assertSame( [ 2, 5, 1, 1 ], array_map( static fn ( array $question ): int => count( (array) $question['ranges'] ), $this->ivorey->questions( '/v1/verify' ) ) );
		self::assertSame( 'active', Plugin::instance()->connecting->connection->current()->state->value );
	}

	/** @return list<array{bool, int}> For each question, whether it asks for a list, and the number of ranges. */
	private function asked(): array {
		return array_map(
			static fn ( array $question ): array => [ (bool) $question['list'], array_sum( array_map( count( ... ), array_column( (array) $question['parts'], 'to' ) ) ) ],
			$this->ivorey->questions( '/v1/digests' )
		);
	}

	/** As by SQL, or while the plugin was inactive. */
	private function changeUnseen( int $order ): void {
		$found = Shop::order( $order );
		foreach ( [ 'woocommerce_before_order_object_save', 'woocommerce_after_order_object_save', 'woocommerce_update_order', 'woocommerce_update_order_item', 'save_post_shop_order', 'added_post_meta', 'updated_post_meta' ] as $hook ) {
			remove_all_actions( $hook );
		}
		$found->set_customer_note( 'unseen' );
		$found->save();
	}

	/** @param int $broken An order whose items cannot be read. */
	private function compareWithUnreadable( int $broken ): Progress {
		return $this->request(
			static function () use ( $broken ) {
				add_filter( 'woocommerce_order_get_items', static fn ( $items, $order ) => $broken === $order->get_id() ? throw new \RuntimeException( 'Poison' ) : $items, 10, 2 );
				return Plugin::instance()->reconciling->full->run( [ Element::Orders ], false );
			}
		);
	}
}
