<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Connection;

use Ivorey\WooCommerce\Connection\Pause;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Tests\Integration\Support\FakeIvorey;
use Ivorey\WooCommerce\Tests\Integration\Support\Pausing;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/** A store that Ivorey refuses. */
final class PausingTest extends StoreTestCase {

	use Pausing;

	/** @var list<int> Statuses of the next answers. */
	private array $answers = [];

	/**
	 * @return array<string, array{int, string, string, string, string}> Status, problem, reason, the message
	 *         for the owner, and the action that ends it.
	 */
	public function refusals(): array {
		return [
			'the credentials were renewed behind its back' => [ 401, 'unauthorized', 'unauthorized', 'no longer accepts this store’s credentials', 'same' ],
			'the credentials are gone'                     => [ 401, 'unauthorized', 'unauthorized', 'no longer accepts this store’s credentials', 'reconnect' ],
			'revoked by a person'                          => [ 403, 'revoked', 'revoked', 'revoked', 'reconnect' ],
			'paused by a person'                           => [ 403, 'paused-by-person', 'paused-by-person', 'paused in Ivorey', 'same' ],
			'another store was approved'                   => [ 403, 'store-mismatch', 'store-mismatch', 'its address is different', 'another' ],
			'deleted in Ivorey'                            => [ 404, 'connection-gone', 'connection-gone', 'no longer exists in Ivorey', 'another' ],
			'a firewall’s page'                            => [ 403, '', 'refused-403', 'refused-403', 'same' ],
			'a 404 of somebody in between'                 => [ 404, '', 'refused-404', 'refused-404', 'same' ],
		];
	}

	/** @dataProvider refusals */
	public function test_R27_R28_R29_a_refused_store_pauses_emails_its_owner_once_and_loses_nothing( int $status, string $problem, string $reason, string $text, string $end ): void {
		$before = $this->order();
		self::assertNotNull( $this->ivorey->record( 'orders', $before ) );
		self::assertSame( [], $this->mails->told() );

		$this->ivorey->refuse( $status, $problem );
		$this->ivorey->forgetRequests();
		$during = [ $this->order() ];
		self::assertSame( 1, $this->questions() );
		self::assertSame( State::Paused, $this->stored()->state );
		self::assertSame( $reason, $this->stored()->pause?->reason );
		self::assertSame( [ 'paused' ], $this->mails->told() );
		self::assertSame( get_option( 'admin_email' ), $this->mails->all[0]['to'] );
		self::assertStringContainsString( $text, html_entity_decode( $this->mails->all[0]['message'], ENT_QUOTES ) );
		self::assertStringContainsString( 'href="' . admin_url( 'admin.php?page=ivorey' ) . '"', $this->mails->all[0]['message'] );

		// It keeps marking, without sending; nor does it announce the pause again.
		$incident = $this->stored()->pause?->incident();
		$this->ivorey->forgetRequests();
		$during[] = $this->order();
		self::assertSame( [], $this->ivorey->requests );
		$this->hourly();
		self::assertSame( [ 'GET /v1/connection' ], $this->ivorey->asked() );
		self::assertSame( State::Paused, $this->stored()->state );
		self::assertSame( $incident, $this->stored()->pause?->incident() );
		self::assertSame( [ 'paused' ], $this->mails->told() );
		foreach ( $during as $order ) {
			self::assertArrayHasKey( "orders:$order", $this->marks() );
		}

		$this->ivorey->comeBack();
		if ( 'same' === $end ) {
			$this->hourly();
		} else {
			$this->ivorey->connection = 'another' === $end ? 'acc_1.con_2' : $this->ivorey->connection;
			$this->ivorey->token      = 'tok_2';
			$this->request( fn () => $this->connect() );
		}
		self::assertSame( State::Active, $this->stored()->state );
		foreach ( $during as $order ) {
			self::assertNotNull( $this->ivorey->record( 'orders', $order ) );
		}
		self::assertSame( [ 'paused', 'resumed' ], $this->mails->told() );
	}

	public function test_R26_R28_a_store_paused_and_then_disconnected_in_Ivorey_is_reported_as_revoked_once(): void {
		$waiting = $this->pausedByPerson();
		$first   = $this->stored()->pause;
		$this->hourly();
		self::assertEquals( $first, $this->stored()->pause );
		self::assertSame( [ 'paused' ], $this->mails->told() );

		$this->ivorey->refuse( 403, 'revoked' );
		$this->hourly();
		$this->hourly();
		self::assertSame( 'revoked', $this->stored()->pause?->reason );
		self::assertNotSame( $first?->incident(), $this->stored()->pause->incident() );
		self::assertSame( [ 'paused', 'paused' ], $this->mails->told() );
		self::assertStringContainsString( 'revoked', $this->mails->all[1]['message'] );

		$this->ivorey->comeBack();
		$this->request( fn () => $this->connect() );
		self::assertNotNull( $this->ivorey->record( 'orders', $waiting ) );
		self::assertSame( [ 'paused', 'paused', 'resumed' ], $this->mails->told() );
	}

	/** @return array<string, array{string}> */
	public function notFound(): array {
		return [
			'a proxy’s page'        => [ '' ],
			'in Ivorey’s own words' => [ 'connection-gone' ],
		];
	}

	/** @dataProvider notFound */
	public function test_R27_a_404_that_does_not_repeat_does_not_pause_the_store( string $problem ): void {
		$answered = 0;
		$this->ivorey->treat(
			static function ( string $method, string $path ) use ( &$answered, $problem ): ?array {
				return '/v1/batches' === $path && 0 === $answered++ ? FakeIvorey::refusal( 404, $problem ) : null;
			}
		);
		$this->ivorey->forgetRequests();
		$order = $this->order();
		self::assertSame( [ 'POST /v1/batches', 'GET /v1/connection' ], $this->ivorey->asked() );
		self::assertNull( $this->ivorey->record( 'orders', $order ) );
		self::assertSame( State::Active, $this->stored()->state );

		$this->drain();
		self::assertNotNull( $this->ivorey->record( 'orders', $order ) );
		self::assertSame( State::Active, $this->stored()->state );
		self::assertSame( [], $this->mails->told() );
	}

	/** @dataProvider notFound */
	public function test_R27_a_quiet_store_pauses_only_if_a_404_is_repeated_at_once( string $problem ): void {
		$this->answers = [ 404, 200, 404, 200 ];
		$this->ivorey->treat(
			fn ( string $method ): ?array => 'GET' === $method && 404 === array_shift( $this->answers ) ? FakeIvorey::refusal( 404, $problem ) : null
		);
		$this->ivorey->forgetRequests();
		$this->hourly();
		$this->hourly();
		$questions = array_filter( $this->ivorey->requests, static fn ( array $request ): bool => 'GET' === $request['method'] );
		self::assertSame( [ 404, 200, 404, 200 ], array_column( $questions, 'status' ) );
		self::assertSame( State::Active, $this->stored()->state );
		self::assertSame( [], $this->mails->told() );

		$this->answers = [ 404, 404, 404, 404 ];
		$this->hourly();
		self::assertSame( State::Paused, $this->stored()->state );
		self::assertCount( 2, $this->answers );
		self::assertSame( [ 'paused' ], $this->mails->told() );

		// One answer is enough to see that the pause is not over.
		$this->hourly();
		self::assertCount( 1, $this->answers );
		self::assertSame( [ 'paused' ], $this->mails->told() );
	}

	/** @return array<string, array{bool}> */
	public function answers(): array {
		return [
			'it accepts the store' => [ true ],
			'it refuses the store' => [ false ],
		];
	}

	/** @dataProvider answers */
	public function test_R26_R27_a_store_disconnected_while_Ivorey_is_asked_stays_disconnected( bool $isAccepted ): void {
		$this->ivorey->treat(
			static function ( string $method ) use ( $isAccepted ): ?array {
				if ( 'GET' !== $method ) {
					return null;
				}
				// As another process writes it while this one waits for the answer.
				global $wpdb;
				$wpdb->update( $wpdb->options, [ 'option_value' => serialize( [ 'state' => 'disconnected' ] ) ], [ 'option_name' => 'ivorey_connection' ] );
				$wpdb->delete( $wpdb->options, [ 'option_name' => 'ivorey_credentials' ] );
				return $isAccepted ? null : FakeIvorey::refusal( 403, 'paused-by-person' );
			}
		);
		$this->ivorey->forgetRequests();
		$this->hourly();
		self::assertSame( $isAccepted ? 1 : 2, $this->questions() );
		self::assertSame( State::Disconnected, $this->stored()->state );
		self::assertFalse( get_option( 'ivorey_credentials' ) );
		self::assertSame( [], $this->mails->told() );
	}

	public function test_R26_R27_a_store_reconnected_while_Ivorey_refuses_its_old_connection_is_not_paused(): void {
		$this->ivorey->treat(
			static function ( string $method ): ?array {
				if ( 'GET' !== $method ) {
					return null;
				}
				// As another process writes it while this one waits for the answer.
				global $wpdb;
				$another = [ 'connection' => 'acc_1.con_2' ] + (array) get_option( 'ivorey_connection' );
				$wpdb->update( $wpdb->options, [ 'option_value' => serialize( $another ) ], [ 'option_name' => 'ivorey_connection' ] );
				return FakeIvorey::refusal( 403, 'revoked' );
			}
		);
		$this->hourly();
		self::assertSame( State::Active, $this->stored()->state );
		self::assertSame( 'acc_1.con_2', $this->stored()->connection );
		self::assertSame( [], $this->mails->told() );
	}

	public function test_R27_a_paused_store_asks_once_an_hour_and_not_with_each_sweep(): void {
		$this->pausedByPerson();
		$this->ivorey->forgetRequests();
		$this->checkedBefore( 3_599 );
		self::assertSame( [], $this->ivorey->asked() );
		$this->checkedBefore( 3_601 );
		self::assertSame( [ 'GET /v1/connection' ], $this->ivorey->asked() );
	}

	public function test_R27_R28_credentials_that_cannot_be_read_pause_and_ask_for_a_reconnect(): void {
		update_option( 'ivorey_credentials', 'v1:' . base64_encode( random_bytes( 200 ) ) );
		$this->ivorey->forgetRequests();
		$order = $this->order();
		self::assertSame( Pause::CREDENTIALS_UNREADABLE, $this->stored()->pause?->reason );
		self::assertSame( [ 'paused' ], $this->mails->told() );
		self::assertStringContainsString( 'salts', $this->mails->all[0]['message'] );
		self::assertSame( [], $this->ivorey->requests );

		$this->request( fn () => $this->connect() );
		self::assertNotNull( $this->ivorey->record( 'orders', $order ) );
		self::assertSame( [ 'paused', 'resumed' ], $this->mails->told() );
	}

	/** @return int How often Ivorey was asked whether it accepts the store. */
	private function questions(): int {
		return count( array_keys( $this->ivorey->asked(), 'GET /v1/connection', true ) );
	}

	/** Runs a sweep, this many seconds after Ivorey was asked. */
	private function checkedBefore( int $seconds ): void {
		$this->request(
			static function () use ( $seconds ): void {
				update_option( 'ivorey_link', [ 'checked_at' => ( time() - $seconds ) * 1_000_000 ] + (array) get_option( 'ivorey_link' ) );
				do_action( 'ivorey_sweep' );
			}
		);
	}
}
