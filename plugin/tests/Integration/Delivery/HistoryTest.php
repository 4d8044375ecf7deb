<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Delivery;

use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Delivery\History;
use Ivorey\WooCommerce\Delivery\HistoryEntry;
use Ivorey\WooCommerce\Delivery\HistoryEvent;
use Ivorey\WooCommerce\Diagnostics\Explain\Explainer;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\SystemClock;
use Ivorey\WooCommerce\Schedule\Scheduler;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/** The history of deliveries. */
final class HistoryTest extends StoreTestCase {

	public function test_entries_older_than_30_days_are_deleted_by_the_daily_comparison(): void {
		global $wpdb;
		$order = $this->request( static fn (): int => Shop::cliOrder() );
		$this->note( $order, 'one' );
		$this->move( "noted_at = noted_at - 31 * 86400 * 1000000 WHERE object_id = $order AND reasons = 1" );
		$this->move( "noted_at = noted_at - 29 * 86400 * 1000000 WHERE object_id = $order AND reasons <> 1" );
		$before = self::remembered();
		$gone   = (int) $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}ivorey_history WHERE noted_at < UNIX_TIMESTAMP() * 1000000 - 30 * 86400 * 1000000" );
		self::assertGreaterThan( 0, $gone );
		self::assertGreaterThan( $gone, $before );

		$this->import();
		$this->request( static fn () => do_action( Scheduler::VERIFY ) ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- It begins with ivorey_.
		self::assertSame( $before - $gone, self::remembered(), 'With the daily comparison.' );
	}

	public function test_entries_beyond_the_last_100000_are_deleted(): void {
		global $wpdb;
		$order = $this->request( static fn (): int => Shop::cliOrder() );
		$this->note( $order, 'one' );
		// The next entry, that many entries later, has the number 400,000.
		$old = self::remembered();
		$wpdb->query( 'SET @number = 299900' );
		$this->move( 'id = ( @number := @number + 1 ) ORDER BY id' );
		$wpdb->query( "ALTER TABLE {$wpdb->prefix}ivorey_history AUTO_INCREMENT = 399999" );
		$this->note( $order, 'two' );
		$this->note( $order, 'three' );

		$kept = $wpdb->get_col( "SELECT id FROM {$wpdb->prefix}ivorey_history ORDER BY id" );
		self::assertGreaterThan( 1, $old );
		self::assertGreaterThanOrEqual( 2, count( $kept ) );
		self::assertGreaterThanOrEqual( 399_999, (int) $kept[0], 'What is more than 100,000 entries old is gone.' );
		self::assertSame( [ 'three' ], [ $this->ivorey->record( 'orders', $order )['customer_note'] ?? null ] );
		self::assertNotSame( [], $this->history()->of( Element::Orders, $order ) );
	}

	public function test_the_last_entries_of_an_object_are_listed_oldest_first(): void {
		$order = $this->request( static fn (): int => Shop::cliOrder() );
		$other = $this->request( static fn (): int => Shop::cliOrder() );
		$this->note( $order, 'one' );
		$this->ivorey->treat( static fn (): array => [ 503, '' ] );
		$this->note( $order, 'two' );

		$entries = $this->history()->of( Element::Orders, $order );
		self::assertSame( [ HistoryEvent::Answered, HistoryEvent::Answered, HistoryEvent::Failed ], array_map( static fn ( HistoryEntry $entry ): HistoryEvent => $entry->event, $entries ) );
		self::assertSame( [ $order, $order, $order ], array_map( static fn ( HistoryEntry $entry ): int => $entry->objectId, $entries ) );
		self::assertSame( 'http-503', $entries[2]->why );
		self::assertSame( [ 'applied' ], array_column( $entries[1]->records, 'outcome' ) );
		self::assertEquals( array_slice( $entries, 1 ), $this->history()->of( Element::Orders, $order, 2 ) );
		self::assertCount( 1, $this->history()->of( Element::Orders, $other ) );
	}

	public function test_an_entry_that_cannot_be_written_does_not_stop_the_delivery(): void {
		global $wpdb;
		$order = $this->request( static fn (): int => Shop::cliOrder() );
		$wpdb->query( "DROP TABLE {$wpdb->prefix}ivorey_history" );
		$this->note( $order, 'one' );

		self::assertSame( 'one', $this->ivorey->record( 'orders', $order )['customer_note'] ?? null );
		self::assertSame( [], $this->marks() );
	}

	private function note( int $order, string $note ): void {
		$this->request(
			static function () use ( $order, $note ): void {
				$found = Shop::order( $order );
				$found->set_customer_note( $note );
				$found->save();
			}
		);
	}

	private function history(): History {
		return new History( new Database(), new SystemClock() );
	}

	private function move( string $set ): void {
		global $wpdb;
		$wpdb->query( "UPDATE {$wpdb->prefix}ivorey_history SET $set" ); // phpcs:ignore WordPress.DB.PreparedSQL -- The tests' own.
	}

	private static function remembered(): int {
		global $wpdb;
		return (int) $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}ivorey_history" );
	}
}
