<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Reconcile;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Reconcile\Comparison;
use Ivorey\WooCommerce\Tests\Integration\Support\Dying;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/** Reconciling a store in which reading an object ends PHP, or uses much of its memory. */
final class EndingPhpTest extends StoreTestCase {

	use Dying;

	protected const SYNC = [
		'collections'  => false,
		'contacts'     => false,
		'orders'       => false,
		'transactions' => false,
	];

	/** @var list<int> */
	private array $ids = [];

	private function both( int $products ): void {
		$this->request( static fn () => Plugin::instance()->importing->imports->cancel() );
		$this->ids = $this->products( $products );
		$this->import();
		$this->drain();
		self::assertSame( [], $this->marks() );
	}

	public function test_both_sides_are_compared_within_the_memory_limit(): void {
		$this->both( 75 );
		$isMore   = true;
		$isEnough = $this->isEnoughMemory(
			2 << 20,
			48 << 20,
			static function () use ( &$isMore ): void {
				$isMore = Plugin::instance()->reconciling->full->resume( 100 );
			}
		);
		self::assertTrue( $isEnough );
		self::assertFalse( $isMore );
		$found = Plugin::instance()->reconciling->full->agreement()?->toOption() ?? [];
		self::assertSame( 0, $found['differing'] );
		self::assertGreaterThanOrEqual( 75, $found['compared'] );
	}

	public function test_a_comparison_skips_an_object_that_ends_PHP_reports_it_and_finishes(): void {
		$this->both( 30 );
		$this->poisoned = $this->ids[7];
		$deaths         = 0;
		while ( $deaths < 12 && $this->diesDuring( static fn () => Plugin::instance()->reconciling->full->resume( 100 ) ) ) {
			++$deaths;
		}
		self::assertGreaterThan( 3, $deaths );
		self::assertLessThan( 12, $deaths );
		$found = Plugin::instance()->reconciling->full->agreement()?->toOption() ?? [];
		self::assertSame( 1, $found['differing'] );
		self::assertGreaterThanOrEqual( 30, $found['compared'] );
		self::assertSame( [ "products:$this->poisoned" ], array_keys( $this->marks() ) );

		// Known now, also to a reconcile that starts from the beginning.
		$differences = [];
		self::assertFalse(
			$this->diesDuring(
				static function () use ( &$differences ): void {
					$differences = Plugin::instance()->reconciling->full->run( null, false )->differences;
				}
			)
		);
		self::assertCount( 1, $differences );
		self::assertSame( [ Element::Products, (string) $this->poisoned, Comparison::Rejected ], [ $differences[0]->element, $differences[0]->wireId, $differences[0]->finding->comparison ] );
		self::assertStringContainsString( 'PHP stopped', $differences[0]->finding->why );
	}

	public function test_a_quick_comparison_skips_an_object_that_ends_PHP_too(): void {
		$this->both( 30 );
		$this->poisoned = $this->ids[7];
		foreach ( $this->ids as $id ) {
			$this->ivorey->forget( 'products', $id );
		}
		$deaths = 0;
		while ( $deaths < 12 && $this->diesDuring( static fn () => Plugin::instance()->reconciling->quick->resume( 100 ) ) ) {
			++$deaths;
			self::assertLessThan( 10 * 60 * 1_000_000, (int) Plugin::instance()->reconciling->quick->nextAt() - (int) ( microtime( true ) * 1_000_000 ), 'It goes on soon.' );
		}
		self::assertGreaterThan( 3, $deaths );
		self::assertLessThan( 12, $deaths );
		self::assertSame( [ 30, 29 ], [ Plugin::instance()->reconciling->quick->agreement()?->differing, Plugin::instance()->reconciling->quick->agreement()?->repaired ] );
		$aside = array_keys( Plugin::instance()->core->outbox->endingPhp( Element::Products, $this->ids ) );
		self::assertSame( [ $this->poisoned ], $aside );
	}
}
