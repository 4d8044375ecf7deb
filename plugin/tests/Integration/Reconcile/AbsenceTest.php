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

	public function test_R9_what_changed_while_the_plugin_was_deactivated_comes_after_the_activation_by_itself(): void {
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

	public function test_the_panel_says_what_was_sent_again_and_why_until_the_next_time(): void {
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

	public function test_the_daily_comparison_sends_again_what_differs(): void {
		$order = $this->request( static fn (): int => Shop::cliOrder( 'processing' ) );
		$this->import();
		$this->ivorey->forget( 'orders', $order );
		$this->compare();
		$this->drain();
		self::assertNotNull( $this->ivorey->record( 'orders', $order ) );
		self::assertNull( Shop::rest( 'GET', '/ivorey/v1/verify' )['last_repair']['absence'] );
	}

	public function test_a_sweep_notices_that_none_ran_for_long(): void {
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

	public function test_R26_what_was_before_the_connection_is_the_imports_affair(): void {
		$this->import();
		$this->ranAt( time() - 2 * HOUR_IN_SECONDS );
		$this->sweep();
		self::assertNull( self::status()['absence'] );
	}

	public function test_the_first_activation_of_all_makes_up_for_nothing(): void {
		delete_option( AbsenceOption::OPTION );
		Lifecycle::onActivation();
		self::assertNull( self::status()['absence'] );
	}

	public function test_a_comparison_that_was_under_way_begins_anew(): void {
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
