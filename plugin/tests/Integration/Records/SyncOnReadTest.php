<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records;

use Automattic\WooCommerce\Internal\DataStores\Orders\OrdersTableDataStore;
use Ivorey\WooCommerce\Import\ImportOptions;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\Api;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use ReflectionProperty;
use RuntimeException;

/** A store with HPOS that keeps the posts in sync: WooCommerce writes its tables first, then the post. */
final class SyncOnReadTest extends StoreTestCase {

	protected function setUp(): void {
		parent::setUp();
		update_option( 'woocommerce_custom_orders_table_data_sync_enabled', 'yes' );
	}

	protected function begin(): Plugin {
		foreach ( [ 'reading_order_ids', 'backfilling_order_ids' ] as $remembered ) {
			( new ReflectionProperty( OrdersTableDataStore::class, $remembered ) )->setValue( null, [] ); // @phpstan-ignore class.notFound
		}
		return parent::begin();
	}

	/** @return array<string, array{callable( self, int ): mixed}> */
	public function readers(): array {
		return [
			'a delivery'                   => [ static fn ( self $test ) => $test->drain() ],
			'a comparison'                 => [ static fn ( self $test ) => $test->request( static fn () => Plugin::instance()->reconciling->full->run( [ Element::Orders, Element::Transactions ], false ) ) ],
			'an import'                    => [ static fn ( self $test ) => $test->request( static fn () => Plugin::instance()->importing->run->run( ImportOptions::byHand() ) ) ],
			'the list of what is left out' => [
				static fn ( self $test ) => $test->request(
					static fn () => Api::ask(
						'GET',
						'/exclusions',
						[
							'element' => 'transactions',
							'reason'  => 'no_money_moved',
						]
					)
				),
			],
			'a look at it'                 => [ static fn ( self $test, int $order ) => $test->request( static fn () => Api::call( 'GET', "/explain/orders/$order" ) ) ],
		];
	}

	/**
	 * @dataProvider readers
	 * @param callable( self, int ): mixed $read
	 */
	public function test_R5_R8_reading_an_order_does_not_undo_a_save_that_is_half_done( callable $read ): void {
		$order = $this->request( static fn (): int => Shop::cliOrder( 'on-hold', 'bacs' ) );
		$this->halfPaid( $order );
		self::assertSame( 'wc-processing', self::statusIn( 'wc_orders', $order ) );
		self::assertSame( 'wc-on-hold', self::statusIn( 'posts', $order ) );

		Plugin::instance()->core->outbox->mark( new Mark( Element::Orders, $order, Reason::Changed ), new Mark( Element::Transactions, $order, Reason::Changed ) );
		$read( $this, $order );
		self::assertSame( 'wc-processing', self::statusIn( 'wc_orders', $order ) );

		$this->drain();
		self::assertSame( 'processing', $this->ivorey->record( 'orders', $order )['status'] ?? null );
		self::assertSame( 'wc-processing', self::statusIn( 'wc_orders', $order ) );
	}

	public function test_R5_R7_R9_an_order_is_synced_from_its_checkout_to_its_completion(): void {
		$order = $this->request( static fn (): int => Shop::blockCheckout( 'cod' ) );
		$this->request( static fn () => Shop::order( $order )->update_status( 'completed' ) );
		$record = $this->ivorey->record( 'orders', $order );
		self::assertSame( 'completed', $record['status'] ?? null );
		self::assertCount( 1, (array) ( $record['line_items'] ?? [] ) );
		self::assertSame( 'wc-completed', self::statusIn( 'posts', $order ) );
		self::assertSame( [ "order_submitted:$order", "payment_received:$order" ], $this->ivorey->triggers() );
	}

	/**
	 * Paid by a process that is between writing its tables and the post, within the second in which both were
	 * last written.
	 */
	private function halfPaid( int $order ): void {
		global $wpdb;
		$this->killed(
			static function () use ( $order ): void {
				global $wpdb;
				$isWritten = false;
				$paid      = Shop::order( $order );
				add_filter(
					'query',
					static function ( string $query ) use ( &$isWritten, $wpdb ): string {
						if ( $isWritten && 1 === preg_match( "/^\s*UPDATE\s+.?$wpdb->posts/i", $query ) ) {
							throw new RuntimeException( 'Between the two.' );
						}
						$isWritten = $isWritten || 1 === preg_match( "/^\s*(UPDATE|INSERT).*{$wpdb->prefix}wc_orders/is", $query );
						return $query;
					}
				);
				$paid->payment_complete( 'TX' );
			}
		);
		self::assertSame( 1, $wpdb->query( "UPDATE $wpdb->posts SET post_modified_gmt = '2026-01-02 03:04:05', post_modified = '2026-01-02 03:04:05' WHERE ID = $order" ) );
		self::assertSame( 1, $wpdb->query( "UPDATE {$wpdb->prefix}wc_orders SET date_updated_gmt = '2026-01-02 03:04:05' WHERE id = $order" ) );
		$this->begin();
	}

	private static function statusIn( string $table, int $order ): string {
		global $wpdb;
		return (string) $wpdb->get_var( 'posts' === $table ? "SELECT post_status FROM $wpdb->posts WHERE ID = $order" : "SELECT status FROM {$wpdb->prefix}wc_orders WHERE id = $order" );
	}
}
