<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Capture;

use Automattic\WooCommerce\Utilities\LoggingUtil;
use Ivorey\WooCommerce\Capture\MarkBuffer;
use Ivorey\WooCommerce\Connection\ConnectionOptions;
use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Model\SystemClock;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\PausedStoreTestCase;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;

/**
 * The cost of a checkout for the shopper who waits for it.
 *
 * @group order-storage
 */
final class WaitedForTest extends PausedStoreTestCase {

	/** @return array<string, array{string, array<string, mixed>}> */
	public function checkouts(): array {
		return [
			'block checkout'                      => [ 'blockCheckout', [] ],
			'classic checkout'                    => [ 'classicCheckout', [] ],
			'block checkout with a new account'   => [
				'blockCheckout',
				[
					'create_account'    => true,
					'customer_password' => 'correct horse battery',
				],
			],
			'classic checkout with a new account' => [
				'classicCheckout',
				[
					'createaccount'    => '1',
					'account_password' => 'correct horse battery',
				],
			],
		];
	}

	/**
	 * @dataProvider checkouts
	 * @param array<string, mixed> $fields
	 */
	public function test_a_checkout_makes_only_one_or_two_additional_queries( string $checkout, array $fields ): void {
		[ $before, $after ] = $this->webRequest( fn (): int => $this->place( $checkout, $fields ) );
		self::assertContains( count( $before ), [ 1, 2 ], implode( "\n", $before ) );
		self::assertSame( [], $after );
		self::assertCount( [] === $fields ? 1 : 2, $this->marks() );
	}

	/**
	 * @dataProvider checkouts
	 * @param array<string, mixed> $fields
	 */
	public function test_a_checkout_makes_one_or_two_additional_queries_if_PHP_cannot_send_the_response_early( string $checkout, array $fields ): void {
		[ $before ] = $this->webRequest( fn (): int => $this->place( $checkout, $fields ), false );
		self::assertContains( count( $before ), [ 1, 2 ], implode( "\n", $before ) );
	}

	/**
	 * @dataProvider checkouts
	 * @param array<string, mixed> $fields
	 */
	public function test_a_checkout_makes_no_additional_queries_while_the_store_is_not_connected( string $checkout, array $fields ): void {
		( new ConnectionOptions() )->save( StoredConnection::disconnected() );
		$this->ivorey->forgetRequests();
		self::assertSame( [], $this->queriesOf( fn (): int => $this->place( $checkout, $fields ) ) );
		self::assertSame( [], $this->marks() );
		self::assertSame( [], $this->ivorey->requests );
	}

	public function test_R1_a_registered_buyer_is_marked_in_the_same_statement_as_the_order(): void {
		$customer = $this->request( static fn (): int => Shop::register( 'returning@example.com' ) );
		$this->forgetMarks();
		$order      = 0;
		[ $before ] = $this->webRequest(
			static function () use ( $customer, &$order ): void {
				$order = Shop::classicCheckout( customer: $customer );
			}
		);
		self::assertContains( count( $before ), [ 1, 2 ], implode( "\n", $before ) );
		self::assertStringContainsString( "'orders', $order", $before[0] );
		self::assertStringContainsString( "'contacts', $customer", $before[0] );
		self::assertSame( [ "contacts:$customer", "orders:$order" ], array_keys( $this->marks() ) );
	}

	public function test_an_order_is_marked_before_its_request_ends(): void {
		$marks = [];
		$this->webRequest(
			function () use ( &$marks ): void {
				Shop::blockCheckout();
				$marks = $this->marks();
			}
		);
		self::assertContains( 'placed', array_merge( ...array_values( $marks ) ) );
	}

	/**
	 * @testWith ["START TRANSACTION", "ROLLBACK"]
	 *           ["begin", "rollback"]
	 *           ["/* a proxy's hint *\/ START TRANSACTION", "ROLLBACK"]
	 *           ["SET autocommit = 0", "ROLLBACK"]
	 *           ["SAVEPOINT theirs", "ROLLBACK TO SAVEPOINT theirs"]
	 */
	public function test_R6_R10_marks_from_before_a_database_transaction_are_not_rolled_back_with_it( string $begin, string $rollback ): void {
		global $wpdb;
		$order = $this->request( static fn (): int => Shop::cliOrder( 'pending', 'bacs' ) );
		$this->forgetMarks();
		$customer = 0;
		$this->webRequest(
			static function () use ( $wpdb, $order, $begin, $rollback, &$customer ): void {
				if ( str_starts_with( $begin, 'SAVEPOINT' ) ) {
					$wpdb->query( 'START TRANSACTION' );
				}
				$customer = Shop::register( 'before@example.com' );
				Shop::order( $order )->save();
				Shop::order( $order )->payment_complete();
				$wpdb->query( $begin );
				( new \WC_Order() )->save();
				$wpdb->query( $rollback );
				$wpdb->query( 'COMMIT' );
				$wpdb->query( 'SET autocommit = 1' );
				wp_cache_flush();
			}
		);
		$marks = $this->marks();
		self::assertArrayHasKey( "contacts:$customer", $marks );
		self::assertContains( 'paid', $marks[ "orders:$order" ] );
	}

	public function test_R10_marks_from_before_a_database_transaction_survive_a_request_that_ends_in_it(): void {
		global $wpdb;
		$order = $this->request( static fn (): int => Shop::cliOrder( 'pending', 'bacs' ) );
		$this->forgetMarks();
		$this->webRequest(
			static function () use ( $wpdb, $order ): void {
				Shop::order( $order )->save();
				Shop::order( $order )->payment_complete();
				$wpdb->query( 'START TRANSACTION' );
				( new \WC_Order() )->save();
			}
		);
		$wpdb->query( 'ROLLBACK' );
		self::assertContains( 'paid', $this->marks()[ "orders:$order" ] );
	}

	/**
	 * @testWith [true]
	 *           [false]
	 */
	public function test_marks_that_need_a_query_are_found_at_the_end_of_the_request( bool $isReleasable ): void {
		$asked = 0;
		$this->request(
			function () use ( $isReleasable, &$asked ): void {
				$buffer = new MarkBuffer( Plugin::instance()->core->outbox, true, new SystemClock(), $isReleasable ? static fn () => null : null );
				$buffer->ask(
					static function () use ( &$asked ): array {
						++$asked;
						return [ new Mark( Element::Orders, 7, Reason::Changed ) ];
					}
				);
				self::assertSame( [ 0, [] ], [ $asked, $this->marks() ] );
			}
		);
		self::assertSame( [ 1, [ 'orders:7' => [ 'changed' ] ] ], [ $asked, $this->marks() ] );
	}

	public function test_a_broken_outbox_does_not_break_the_checkout_and_is_logged(): void {
		global $wpdb;
		$wpdb->query( "RENAME TABLE {$wpdb->prefix}ivorey_outbox TO {$wpdb->prefix}ivorey_away" );
		$wpdb->suppress_errors();
		try {
			$order = $this->request( static fn (): int => Shop::blockCheckout() );
		} finally {
			$wpdb->suppress_errors( false );
		}
		self::assertGreaterThan( 0, $order );
		self::assertSame( 'processing', Shop::order( $order )->get_status() );
		$logs = implode( '', array_map( static fn ( mixed $file ): string => (string) file_get_contents( (string) $file ), (array) glob( LoggingUtil::get_log_directory() . 'ivorey*.log' ) ) );
		self::assertStringContainsString( 'Changes could not be marked', $logs );
		self::assertStringNotContainsString( 'ada.buyer', $logs );
	}

	/** @param array<string, mixed> $fields */
	private function place( string $checkout, array $fields ): int {
		add_filter( 'send_auth_cookies', '__return_false' );
		return Shop::$checkout(
			billing: [ 'email' => 'new.account@example.com' ],
			// With nothing to ship: the new account starts a new session.
			items: Shop::items( 'EBOOK' ),
			fields: $fields
		);
	}
}
