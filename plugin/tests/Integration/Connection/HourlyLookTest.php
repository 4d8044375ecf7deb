<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Connection;

use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Http\CircuitOption;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Schedule\Scheduler;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WP_Error;

/** A paused store checks every hour whether it may resume. */
final class HourlyLookTest extends StoreTestCase {

	public function test_R29_a_network_error_during_the_hourly_check_does_not_cost_another_hour(): void {
		$this->ivorey->treat( static fn (): array => [ 401, '{"type":"https://ivorey.com/problems/unauthorized","title":"","status":401}' ] );
		$order = $this->request( static fn (): int => Shop::cliOrder( 'processing' ) );
		self::assertSame( State::Paused, Plugin::instance()->connecting->connection->current()->state );

		$this->pass( HOUR_IN_SECONDS );
		$this->ivorey->treat( static fn (): WP_Error => new WP_Error( 'http_request_failed', 'cURL error 28: Operation timed out' ) );
		$this->sweep();
		self::assertSame( State::Paused, Plugin::instance()->connecting->connection->current()->state );

		$this->ivorey->treat( null );
		$this->pass( 5 );
		$this->sweep();
		self::assertSame( State::Active, Plugin::instance()->connecting->connection->current()->state );
		self::assertNotNull( $this->ivorey->record( 'orders', $order ) );
	}

	public function test_R27_Ivorey_is_not_asked_by_every_sweep_while_no_answer_comes(): void {
		$this->ivorey->treat( static fn (): array => [ 401, '{}' ] );
		$this->request( static fn (): int => Shop::cliOrder( 'processing' ) );
		$this->ivorey->treat( static fn (): WP_Error => new WP_Error( 'http_request_failed', 'cURL error 28: Operation timed out' ) );
		for ( $failures = 0; $failures < 12; $failures++ ) {
			$this->pass( HOUR_IN_SECONDS );
			$this->sweep();
		}
		$this->nextQuestionIn( 100 );
		$this->ivorey->forgetRequests();
		$this->sweep();
		$this->sweep();
		self::assertSame( [], $this->ivorey->requests );
	}

	private function sweep(): void {
		$this->request( static fn () => do_action( Scheduler::SWEEP ) );
	}

	/** Lets time pass until the next question. */
	private function pass( int $seconds ): void {
		$link = (array) get_option( CircuitOption::OPTION );
		foreach ( [ 'checked_at', 'ask_again_at' ] as $time ) {
			$link[ $time ] = max( 0, (int) ( $link[ $time ] ?? 0 ) - 1_000_000 * $seconds );
		}
		update_option( CircuitOption::OPTION, $link, false );
	}

	private function nextQuestionIn( int $seconds ): void {
		$link = (array) get_option( CircuitOption::OPTION );
		self::assertSame( 12, $link['unanswered'] );
		self::assertGreaterThan( 0, $link['ask_again_at'] );
		$link['ask_again_at'] = ( time() + $seconds ) * 1_000_000;
		update_option( CircuitOption::OPTION, $link, false );
	}
}
