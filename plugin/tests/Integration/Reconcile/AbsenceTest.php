<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Reconcile;

use Ivorey\WooCommerce\Lifecycle;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Reconcile\AbsenceOption;
use Ivorey\WooCommerce\Schedule\Scheduler;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\Site;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/** Changes made while the plugin did not run arrive anyway. */
final class AbsenceTest extends StoreTestCase {

	public function test_R9_changes_made_while_the_plugin_was_deactivated_arrive_after_its_activation(): void {
		$mug = Shop::product( 'MUG' );
		$this->import();
		$this->sweep();
		Lifecycle::onDeactivation();
		Site::withoutPlugin(
			static function () use ( $mug ): void {
				$product = wc_get_product( $mug );
				self::assertInstanceOf( \WC_Product::class, $product );
				$product->set_name( 'Changed while away' );
				$product->save();
			}
		);
		$order = Site::withoutPlugin( static fn (): int => Shop::cliOrder( 'processing' ) );
		Lifecycle::onActivation();
		self::assertNotNull( self::status()['absence'] );

		$this->sweep();
		$this->compare();
		$this->drain();
		self::assertNotNull( $this->ivorey->record( 'orders', $order ) );
		self::assertSame( 'Changed while away', $this->ivorey->record( 'products', $mug )['name'] ?? null );
		self::assertNull( self::status()['absence'], 'It is made up for.' );
	}

	public function test_the_panel_shows_what_the_last_repair_sent_again_and_why(): void {
		$order = $this->request( static fn (): int => Shop::cliOrder( 'processing' ) );
		$this->import();
		$this->sweep();
		Lifecycle::onDeactivation();
		$this->ivorey->forget( 'orders', $order );
		Lifecycle::onActivation();
		$absence = self::status()['absence'];
		$this->compare();
		$this->drain();
		$this->verify();
		$repair = Shop::rest( 'GET', '/ivorey/v1/verify' )['last_repair'];
		self::assertSame( [ 1, $absence ], [ $repair['repaired'], $repair['absence'] ] );
		self::assertSame( [ (string) $order ], array_column( $repair['differences'], 'id' ) );
	}

	public function test_the_daily_comparison_sends_differing_records_again(): void {
		$order = $this->request( static fn (): int => Shop::cliOrder( 'processing' ) );
		$this->import();
		$this->ivorey->forget( 'orders', $order );
		$this->compare();
		$this->drain();
		self::assertNotNull( $this->ivorey->record( 'orders', $order ) );
		self::assertNull( Shop::rest( 'GET', '/ivorey/v1/verify' )['last_repair']['absence'] );
	}

	public function test_a_sweep_notices_that_no_sweep_ran_for_a_long_time(): void {
		$this->import();
		$this->connectedAt( time() - 10 * HOUR_IN_SECONDS );
		$this->ranAt( time() - 50 * MINUTE_IN_SECONDS );
		$this->sweep();
		self::assertNull( self::status()['absence'], 'A shop without visitors for a while.' );
		$this->ranAt( time() - 2 * HOUR_IN_SECONDS );
		$this->sweep();
		self::assertNotNull( self::status()['absence'] );
		self::assertCount(
			1,
			as_get_scheduled_actions(
				[
					'hook'   => Scheduler::VERIFY,
					'status' => 'pending',
				],
				'ids'
			)
		);
	}

	public function test_R26_a_gap_before_the_connection_does_not_count_as_an_absence(): void {
		$this->import();
		$this->ranAt( time() - 2 * HOUR_IN_SECONDS );
		$this->sweep();
		self::assertNull( self::status()['absence'] );
	}

	public function test_the_first_activation_does_not_count_as_the_end_of_an_absence(): void {
		delete_option( AbsenceOption::OPTION );
		Lifecycle::onActivation();
		self::assertNull( self::status()['absence'] );
	}

	public function test_a_comparison_that_was_under_way_starts_over_after_an_activation(): void {
		$this->import();
		$this->sweep();
		$this->request( static fn (): bool => Plugin::instance()->reconciling->full->resume( 0, repair: true ) );
		Lifecycle::onDeactivation();
		Lifecycle::onActivation();
		self::assertLessThanOrEqual( (int) ( microtime( true ) * 1_000_000 ), Plugin::instance()->reconciling->full->nextAt() );
		$this->compare();
		self::assertNull( self::status()['absence'] );
	}

	private function sweep(): void {
		$this->request( static fn () => do_action( Scheduler::SWEEP ) );
	}

	/** Runs the Action Scheduler action that a sweep schedules. */
	private function compare(): void {
		$this->request( static fn () => do_action( Scheduler::VERIFY ) );
	}

	private function ranAt( int $seconds ): void {
		update_option( AbsenceOption::OPTION, [ 'ran' => $seconds * 1_000_000 ], false );
	}

	/** @return array<string, mixed> */
	private static function status(): array {
		return Shop::rest( 'GET', '/ivorey/v1/status' );
	}
}
