<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Reconcile;

use Ivorey\WooCommerce\Connection\Answered;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Schedule\Scheduler;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/** Ivorey's database was restored from a backup: it lacks records that the ledger counts as delivered. */
final class AfterRestoreTest extends StoreTestCase {

	public function test_R29_records_that_Ivorey_lost_are_sent_again_and_only_lost_triggers_fire_again(): void {
		$before = $this->request( static fn (): int => Shop::blockCheckout( paymentMethod: 'bacs' ) );
		$lost   = $this->request( static fn (): int => Shop::blockCheckout( paymentMethod: 'bacs' ) );
		$this->request( static fn () => Shop::setStatus( $lost, 'processing' ) );
		$this->import();
		foreach ( [ [ 'orders', $lost ], [ 'transactions', "payment:$lost" ], [ 'triggers', "order_submitted:$lost" ], [ 'triggers', "payment_received:$lost" ] ] as [ $element, $id ] ) {
			$this->ivorey->forget( $element, $id );
		}
		$this->ivorey->restore();
		$this->ivorey->forgetRequests();

		$this->asksAndRepairs();
		self::assertNotNull( $this->ivorey->record( 'orders', $lost ) );
		self::assertNotNull( $this->ivorey->record( 'transactions', "payment:$lost" ) );
		self::assertSame( [ "order_submitted:$before", "order_submitted:$lost", "payment_received:$lost" ], $this->ivorey->triggers() );
		// Records that were compared and exist are not sent again.
		self::assertSame( [], $this->sent( 'products' ) );
		self::assertSame( [], $this->marks() );

		$this->ivorey->forgetRequests();
		$this->asksAndRepairs();
		self::assertSame( [], $this->ivorey->batches(), 'Once for each restore.' );
	}

	public function test_R26_a_reconnect_of_the_same_connection_sends_lost_records_again_too(): void {
		$order = $this->request( static fn (): int => Shop::blockCheckout( paymentMethod: 'bacs' ) );
		$this->request( static fn () => Plugin::instance()->connecting->connection->disconnect() );
		$this->ivorey->restore( 'orders', 'triggers' );
		$this->request( fn () => $this->connect() );
		$this->import();
		$this->asksAndRepairs();
		self::assertNotNull( $this->ivorey->record( 'orders', $order ) );
		self::assertSame( [ "order_submitted:$order" ], $this->ivorey->triggers() );
	}

	public function test_R25_the_restored_settings_are_taken_even_if_their_version_is_lower(): void {
		$this->switchSync( [ 'products' => false ] );
		$this->switchSync( [ 'contacts' => false ] );
		$this->ivorey->restore();
		$this->asksAndRepairs();
		$settings = Plugin::instance()->connecting->connection->current()->settings;
		self::assertSame( [ 1, true, true ], [ $settings?->version, $settings?->sync['products'], $settings?->sync['contacts'] ] );
	}

	public function test_nothing_is_sent_again_without_a_restore(): void {
		$this->request( static fn (): int => Shop::blockCheckout( paymentMethod: 'bacs' ) );
		$this->import();
		$this->ivorey->forgetRequests();
		$this->asksAndRepairs();
		self::assertSame( [], $this->ivorey->batches() );
	}

	/** The store asks, as it does from time to time, and Action Scheduler runs the resulting actions. */
	private function asksAndRepairs(): void {
		self::assertSame( Answered::Good, $this->request( static fn (): Answered => Plugin::instance()->connecting->connection->check() ) );
		// In parts: it makes way for the triggers that are sent again.
		$parts = 10;
		while ( $parts > 0 && as_has_scheduled_action( Scheduler::VERIFY ) ) {
			--$parts;
			as_unschedule_all_actions( Scheduler::VERIFY );
			$this->request( static fn () => do_action( Scheduler::VERIFY ) ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- It begins with ivorey_.
			$this->drain();
		}
		$this->drain();
	}

	/** @return list<string> Wire IDs. */
	private function sent( string $element ): array {
		return array_column( array_filter( array_merge( ...$this->ivorey->batches() ), static fn ( mixed $record ): bool => is_array( $record ) && $element === $record['element'] ), 'id' );
	}
}
