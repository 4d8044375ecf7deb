<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records;

use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Delivery\DrainOptions;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use RuntimeException;
use WC_Order;
use WC_Product_Simple;
use wpdb;

/**
 * A missing object may have been read from a replica that lags behind.
 *
 * @group order-storage
 */
final class LaggingReplicaTest extends StoreTestCase {

	/** @return array<string, array{Element, callable(): int}> */
	public function objects(): array {
		return [
			'an order'   => [ Element::Orders, static fn (): int => Shop::cliOrder( 'processing', 'bacs' ) ],
			'a product'  => [
				Element::Products,
				static function (): int {
					$product = new WC_Product_Simple();
					$product->set_name( 'Lamp' );
					$product->set_regular_price( '5' );
					return $product->save();
				},
			],
			'a customer' => [
				Element::Contacts,
				static function (): int {
									$id = wc_create_new_customer( 'new@example.com', 'new', 'secret' );
									return is_int( $id ) ? $id : throw new RuntimeException( $id->get_error_message() );
				},
			],
		];
	}

	/**
	 * @dataProvider objects
	 * @param callable(): int $make
	 */
	public function test_R9_an_object_that_the_replica_does_not_have_yet_is_not_settled_as_deleted( Element $element, callable $make ): void {
		$id = $this->request( $make );
		Plugin::instance()->core->outbox->mark( new Mark( $element, $id, Reason::Changed, Reason::Repair ) );
		$this->ivorey->forget( $element->value, $id );

		self::assertSame( 0, $this->drainBehind( $id ) );
		self::assertNull( $this->exclusion( $element->value, $id ) );
		self::assertArrayHasKey( "{$element->value}:$id", $this->marks() );

		$this->drain();
		self::assertNotNull( $this->ivorey->record( $element->value, $id ) );
		self::assertSame( [], $this->marks() );
	}

	public function test_an_object_that_the_replica_never_gets_is_quarantined(): void {
		$id = $this->request( static fn (): int => Shop::cliOrder( 'processing', 'bacs' ) );
		Plugin::instance()->core->outbox->mark( new Mark( Element::Orders, $id, Reason::Changed ) );
		for ( $look = 0; $look < 7; $look++ ) {
			$this->drainBehind( $id );
		}
		$row = Plugin::instance()->core->outbox->find( Element::Orders, [ $id ] )[ $id ] ?? null;
		self::assertSame( [ 'quarantined', 'This record is in the database but cannot be read.' ], [ $row?->state->value, $row?->error ] );
	}

	public function test_R16_a_deleted_order_is_settled_at_once(): void {
		$id    = $this->request( static fn (): int => Shop::cliOrder( 'processing', 'bacs' ) );
		$order = wc_get_order( $id );
		self::assertInstanceOf( WC_Order::class, $order );
		$this->request( static fn () => $order->delete( true ) );
		Plugin::instance()->core->outbox->mark( new Mark( Element::Orders, $id, Reason::Changed ) );
		$this->drain();
		self::assertSame( [], $this->marks() );
		self::assertSame( 'deleted', $this->exclusion( 'orders', $id ) );
	}

	/** @return array<string, array{wpdb}> */
	public function databasesWithReplicas(): array {
		// HyperDB and LudicrousDB replace WordPress' class like this; these connect to nothing.
		return [
			'HyperDB'     => [
				new class( '', '', '', '' ) extends wpdb {
					public bool $readsFromPrimary = false;

					public function db_connect( $allow_bail = true ): bool {
						return false;
					}

					public function send_reads_to_masters(): void {
						$this->readsFromPrimary = true;
					}
				},
			],
			'LudicrousDB' => [
				new class( '', '', '', '' ) extends wpdb {
					public bool $readsFromPrimary = false;

					public function db_connect( $allow_bail = true ): bool {
						return false;
					}

					public function send_reads_to_primaries(): void {
						$this->readsFromPrimary = true;
					}
				},
			],
		];
	}

	/** @dataProvider databasesWithReplicas */
	public function test_R9_a_database_with_replicas_reads_from_the_primary( wpdb $database ): void {
		global $wpdb;
		$real = $wpdb;
		$wpdb = $database; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- As the drop-ins do it.
		try {
			Database::readFromPrimary();
		} finally {
			$wpdb = $real; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- As it was.
		}
		self::assertTrue( get_object_vars( $database )['readsFromPrimary'] ?? null );
	}

	/** @return int Records sent by a drain that does not see the object yet; a locking read goes to the primary. */
	private function drainBehind( int $id ): int {
		return $this->request(
			function () use ( $id ): int {
				global $wpdb;
				$tables = array_map( static fn ( string $table ): string => $wpdb->prefix . $table, [ 'wc_orders', 'posts', 'users' ] );
				add_filter(
					'query',
					static fn ( string $query ): string => str_starts_with( ltrim( $query ), 'SELECT' ) && ! str_contains( $query, 'FOR UPDATE' ) && 1 === preg_match( '/\bFROM\s+`?(' . implode( '|', $tables ) . ')\b/', $query )
						? (string) preg_replace( "/(?<!\\d)$id(?!\\d)/", '0', $query )
						: $query
				);
				$report = Plugin::instance()->delivering->drain->run( DrainOptions::byHand( 60 ) );
				return array_sum( $report->tally->outcomes );
			}
		);
	}
}
