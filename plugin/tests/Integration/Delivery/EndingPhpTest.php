<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Delivery;

use Ivorey\WooCommerce\Delivery\DrainOptions;
use Ivorey\WooCommerce\Import\ImportOptions;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\Dying;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/** Reading an object ends PHP, or uses much of its memory. */
final class EndingPhpTest extends StoreTestCase {

	use Dying;

	/** Processes that may die before the object is found. */
	private const DEATHS = 12;

	protected function setUp(): void {
		parent::setUp();
		$this->request( static fn () => Plugin::instance()->importing->imports->cancel() );
		$this->forgetMarks();
	}

	public function test_R29_an_object_that_ends_PHP_is_quarantined_after_some_attempts_and_stops_no_other(): void {
		$ids            = $this->products( 30 );
		$this->poisoned = $ids[7];
		$this->sentAgain( $ids );
		self::assertLessThanOrEqual( 6, $this->drainDespiteDeaths() );
		self::assertEqualsCanonicalizing( array_diff( $ids, [ $this->poisoned ] ), array_keys( $this->ivorey->records( 'products' ) ) );
		$aside = $this->aside();
		self::assertSame( [ $this->poisoned ], array_keys( $aside ) );
		self::assertStringContainsString( 'memory_limit', $aside[ $this->poisoned ] );

		// Retried, it affects no other object, and one try is enough.
		$this->sentAgain( $ids );
		self::assertSame( 1, $this->drainDespiteDeaths() );
		self::assertSame( [ $this->poisoned ], array_keys( $this->aside() ) );
		self::assertCount( 29, $this->ivorey->records( 'products' ) );

		$mended         = $this->poisoned;
		$this->poisoned = 0;
		$this->sentAgain( [ $mended ] );
		self::assertSame( 0, $this->drainDespiteDeaths() );
		self::assertNotNull( $this->ivorey->record( 'products', $mended ) );
		self::assertSame( [], $this->marks() );
	}

	public function test_R29_many_products_with_many_variations_are_sent_within_the_memory_limit(): void {
		$ids = $this->products( 75 );
		$this->sentAgain( $ids );
		self::assertTrue( $this->isEnoughMemory( 2 << 20, 48 << 20, static fn () => Plugin::instance()->delivering->drain->run( DrainOptions::byHand( 100 ) ) ) );
		self::assertSame( [], $this->marks() );
		self::assertEqualsCanonicalizing( $ids, array_keys( $this->ivorey->records( 'products' ) ) );
	}

	public function test_R24_an_import_continues_one_object_at_a_time_if_most_memory_is_already_in_use(): void {
		$this->products( 3 );
		$before  = ini_get( 'memory_limit' );
		$ballast = str_repeat( 'x', 100 << 20 );
		gc_mem_caches();
		ini_set( 'memory_limit', (string) ( memory_get_usage( true ) + ( 12 << 20 ) ) ); // phpcs:ignore WordPress.PHP.IniSet.memory_limit_Blacklisted -- What this is about.
		try {
			$plugin = Plugin::instance();
			$plugin->importing->imports->start( [ Element::Products ] );
			$done = [];
			for ( $run = 0; $run < 2; $run++ ) {
				$plugin->importing->run->run( ImportOptions::background() );
				$done[] = $plugin->importing->imports->current()->job?->of( Element::Products )->done;
			}
		} finally {
			ini_set( 'memory_limit', $before ); // phpcs:ignore WordPress.PHP.IniSet.memory_limit_Blacklisted -- As it was.
			unset( $ballast );
		}
		self::assertSame( [ 1, 2 ], $done );
	}

	/**
	 * Makes them due to be sent, whatever Ivorey has.
	 *
	 * @param list<int> $ids
	 */
	private function sentAgain( array $ids ): void {
		Plugin::instance()->core->outbox->mark( ...array_map( static fn ( int $id ): Mark => new Mark( Element::Products, $id, Reason::Repair ), $ids ) );
	}

	/** @return int Number of processes that died. */
	private function drainDespiteDeaths(): int {
		global $wpdb;
		$deaths = 0;
		while ( $deaths < self::DEATHS ) {
			// As if the leases of the dead processes had expired.
			$wpdb->query( "UPDATE {$wpdb->prefix}ivorey_outbox SET due_at = 1 WHERE quarantined_at = 0" );
			if ( ! $this->diesDuring( static fn () => Plugin::instance()->delivering->drain->run( DrainOptions::byHand( 60 ) ) ) ) {
				break;
			}
			++$deaths;
		}
		return $deaths;
	}

	/** @return array<int, string> The reason, by product. */
	private function aside(): array {
		global $wpdb;
		/** @var list<array{object_id: string, error: string}> $rows */
		$rows = $wpdb->get_results( "SELECT object_id, error FROM {$wpdb->prefix}ivorey_outbox WHERE quarantined_at > 0", ARRAY_A );
		return array_combine( array_map( 'intval', array_column( $rows, 'object_id' ) ), array_column( $rows, 'error' ) );
	}
}
