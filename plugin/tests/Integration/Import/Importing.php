<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Import;

use Ivorey\WooCommerce\Delivery\DrainOptions;
use Ivorey\WooCommerce\Import\ImportEnd;
use Ivorey\WooCommerce\Import\ImportOption;
use Ivorey\WooCommerce\Import\ImportOptions;
use Ivorey\WooCommerce\Import\ImportView;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Schedule\Scheduler;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use PHPUnit\Framework\Assert;

/**
 * Helpers for imports that are inspected slice by slice.
 *
 * @phpstan-require-extends StoreTestCase
 */
trait Importing {

	/**
	 * Runs in a store with a history before Ivorey, while it is not connected.
	 *
	 * @template T
	 * @param callable(): T $live
	 * @return T
	 */
	private function before( callable $live ): mixed {
		$this->request( static fn () => Plugin::instance()->connecting->connection->disconnect() );
		$made = $this->request( $live );
		self::assertSame( [], $this->marks() );
		$this->ivorey->forgetRequests();
		return $made;
	}

	/** @return list<int> Paid orders from before the connection; an import begins with the last. */
	private function ordersBefore( int $number, string $status = 'completed' ): array {
		return $this->before( static fn (): array => array_map( static fn (): int => Shop::cliOrder( $status, 'bacs' ), range( 1, $number ) ) );
	}

	/** Connects the store; its import has been started, and nothing is read yet. */
	private function connectedOnly(): void {
		$this->killed( fn () => $this->connect() );
		// The existing objects were created before the connection.
		$this->connectedAt( time() );
		$this->ivorey->forgetRequests();
	}

	/**
	 * Connects the store and starts an import of just these elements: one object first, then two, four and so
	 * on.
	 *
	 * @return string The import's ID.
	 */
	private function begun( Element ...$elements ): string {
		$this->connectedOnly();
		$id = $this->killed(
			static function () use ( $elements ): string {
				Plugin::instance()->importing->imports->cancel();
				return Plugin::instance()->importing->imports->start( array_values( $elements ) )->id;
			}
		);
		$this->slowly();
		return (string) $id;
	}

	/** Limits the first slice to one object, as after several breakdowns. */
	private function slowly(): void {
		$stored = (array) json_decode( (string) get_option( ImportOption::OPTION ), true );

		$stored['job']['breakdowns'] = 7;
		update_option( ImportOption::OPTION, wp_json_encode( $stored ), false );
	}

	/**
	 * Runs the import once, as in the background.
	 *
	 * @param (callable(): mixed)|null $prepare Runs first, in the import's process.
	 */
	private function importOnce( ?callable $prepare = null ): ImportEnd {
		return $this->request(
			static function () use ( $prepare ): ImportEnd {
				if ( null !== $prepare ) {
					$prepare();
				}
				return Plugin::instance()->importing->run->run( ImportOptions::background() );
			}
		);
	}

	/** @param callable(): mixed $prepare Runs first, in the import's process. */
	private function importKilled( callable $prepare ): void {
		$end = $this->killed(
			static function () use ( $prepare ): ImportEnd {
				$prepare();
				return Plugin::instance()->importing->run->run( ImportOptions::background() );
			}
		);
		Assert::assertNull( $end, 'It was to be killed.' );
	}

	/** Runs the import to its end, with any deliveries in between. */
	private function finished(): void {
		$end = null;
		for ( $run = 0; $run < 20; $run++ ) {
			$end = $this->importOnce();
			if ( ImportEnd::Waiting === $end ) {
				$this->request( static fn () => Plugin::instance()->delivering->drain->run( DrainOptions::byHand( 60 ) ) );
			}
			if ( in_array( $end, [ ImportEnd::Waiting, ImportEnd::BackingOff ], true ) ) {
				self::backOffIsOver();
			} elseif ( ImportEnd::BrokeOff !== $end ) {
				break;
			}
		}
		Assert::assertContains( $end, [ ImportEnd::Done, ImportEnd::Idle ] );
	}

	/** Makes everything that backs off due. */
	private static function backOffIsOver(): void {
		global $wpdb;
		$wpdb->query( "UPDATE {$wpdb->prefix}ivorey_outbox SET due_at = 1 WHERE quarantined_at = 0" );
		update_option( 'ivorey_link', [ 'retry_at' => 0 ] + (array) get_option( 'ivorey_link' ) );
	}

	/**
	 * Runs code in another process while this one imports: it finds the lock taken.
	 *
	 * @template T
	 * @param callable(): T $work
	 * @return T
	 */
	private function meanwhile( callable $work ): mixed {
		return $this->request(
			static function () use ( $work ): mixed {
				global $wpdb;
				$lock = md5( DB_NAME . "{$wpdb->prefix}ivorey_import" );
				add_filter( 'query', static fn ( string $query ): string => str_contains( $query, 'GET_LOCK' ) && str_contains( $query, $lock ) ? "SELECT '0' AS got" : $query );
				return $work();
			}
		);
	}

	/**
	 * Runs code once, when this many batches have reached Ivorey and their answers have not arrived.
	 *
	 * @param callable(): mixed $work
	 */
	private function afterBatches( int $number, callable $work ): void {
		$came = count( $this->ivorey->batches() );
		add_filter(
			'pre_http_request',
			function ( mixed $answer ) use ( $number, $work, $came ): mixed {
				static $isDone = false;
				if ( ! $isDone && count( $this->ivorey->batches() ) - $came >= $number ) {
					$isDone = true;
					$work();
				}
				return $answer;
			},
			20
		);
	}

	/**
	 * Runs code once, when this order is read.
	 *
	 * @param callable(): mixed $work
	 */
	private static function whenRead( int $order, callable $work ): void {
		add_filter(
			'woocommerce_order_number',
			static function ( mixed $number, mixed $of ) use ( $order, $work ): mixed {
				static $isDone = false;
				if ( ! $isDone && $of instanceof \WC_Order && $of->get_id() === $order ) {
					$isDone = true;
					$work();
				}
				return $number;
			},
			10,
			2
		);
	}

	/** Once a minute. */
	private function sweep(): void {
		$this->request( static fn () => do_action( Scheduler::SWEEP ) ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- It begins with ivorey_.
	}

	/** @return array{id: string, state: string, started_at: string, finished_at: string|null, elements: array<string, array{state: string, total: int, done: int, excluded: array<string, int>, rejected: int, rate: float|null, seconds_left: int|null}>} */
	private static function view(): array {
		$job = Plugin::instance()->importing->imports->current()->job;
		Assert::assertNotNull( $job );
		return ImportView::of( $job );
	}

	/** @return list<list<string>> Order IDs in each batch with orders. */
	private function sentOrders(): array {
		$sent = array_map(
			static fn ( array $batch ): array => array_column( array_filter( $batch, static fn ( mixed $record ): bool => is_array( $record ) && 'orders' === $record['element'] ), 'id' ),
			$this->ivorey->batches()
		);
		return array_values( array_filter( $sent, static fn ( array $ids ): bool => [] !== $ids ) );
	}

	/**
	 * @param list<int> $orders
	 * @return list<string> Their wire IDs, the last first.
	 */
	private static function named( array $orders ): array {
		rsort( $orders );
		return array_map( 'strval', $orders );
	}

	/** @param list<int> $orders The orders that Ivorey must have, and no others. */
	private function assertArrived( array $orders ): void {
		$there = array_map( 'strval', array_keys( $this->ivorey->records( 'orders' ) ) );
		rsort( $there, SORT_NUMERIC );
		Assert::assertSame( self::named( $orders ), $there );
	}
}
