<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use Ivorey\WooCommerce\Capture\CustomerHooks;
use Ivorey\WooCommerce\Capture\MarkBuffer;
use Ivorey\WooCommerce\Capture\OrderHooks;
use Ivorey\WooCommerce\Capture\OrderItemHooks;
use Ivorey\WooCommerce\Capture\OrderPostHooks;
use Ivorey\WooCommerce\Capture\UnfiredTriggers;
use Ivorey\WooCommerce\Connection\ConnectionOptions;
use Ivorey\WooCommerce\Connection\Pause;
use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Model\SystemClock;
use Ivorey\WooCommerce\Outbox\SwitchedOutbox;
use Ivorey\WooCommerce\Plugin;

/**
 * A store whose connection is paused: it marks changes (R29) and sends nothing, so that the marks stay in the
 * outbox for inspection. Only contacts, orders and Payment Received are on.
 */
abstract class PausedStoreTestCase extends StoreTestCase {

	protected const SYNC = [
		'transactions' => false,
		'products'     => false,
		'collections'  => false,
	];

	protected function setUp(): void {
		parent::setUp();
		$this->pause();
	}

	/** @param array<string, bool> $sync Switches that override the defaults. */
	protected function pause( array $sync = [] ): void {
		$store = new ConnectionOptions();
		if ( [] !== $sync ) {
			$this->ivorey->sync( $sync );
			Plugin::instance()->connecting->connection->check();
		}
		$store->save( $store->get()->paused( new Pause( 'test', 0 ) ) );
		$this->forgetMarks();
	}

	/**
	 * A whole web request that somebody waits for. Only marks of orders and users.
	 *
	 * @param callable(): mixed $work
	 * @param bool              $isReleasable Whether PHP can send the response before the end.
	 * @return array{list<string>, list<string>} The plugin's queries before the response, and after it.
	 */
	protected function webRequest( callable $work, bool $isReleasable = true ): array {
		Site::beginWithout();
		add_filter( 'pre_http_request', [ $this->ivorey, 'answer' ], 10, 3 );
		add_filter( 'pre_wp_mail', '__return_true' );
		$isAfter = 0;
		$queries = [ [], [] ];
		add_filter(
			'query',
			static function ( string $query ) use ( &$isAfter, &$queries ): string {
				if ( self::isOurs() ) {
					$queries[ $isAfter ][] = $query;
				}
				return $query;
			}
		);
		$database = new Database();
		$store    = new ConnectionOptions();
		$release  = static function () use ( &$isAfter ): void {
			$isAfter = 1;
		};
		$outbox   = new SwitchedOutbox( Plugin::instance()->core->outbox, $store, static fn () => null );
		$buffer   = new MarkBuffer( $outbox, true, new SystemClock(), $isReleasable ? $release : null );
		( new OrderHooks( $buffer, $store, new UnfiredTriggers( Plugin::instance()->core->ledger ) ) )->register();
		( new OrderItemHooks( $buffer, $store, $database ) )->register();
		( new OrderPostHooks( $buffer, $store ) )->register();
		( new CustomerHooks( $buffer, $store ) )->register();
		try {
			$work();
		} finally {
			Site::end();
			$this->begin();
		}
		return $queries;
	}

	/**
	 * A process like request(), with all the plugin's hooks.
	 *
	 * @param callable(): mixed $work
	 * @return list<string> The plugin's queries.
	 */
	protected function queriesOf( callable $work ): array {
		$queries = [];
		$this->request(
			static function () use ( $work, &$queries ): void {
				add_filter(
					'query',
					static function ( string $query ) use ( &$queries ): string {
						if ( self::isOurs() ) {
							$queries[] = $query;
						}
						return $query;
					}
				);
				$work();
			}
		);
		return $queries;
	}

	/** Whether the plugin makes the query that is about to run. */
	private static function isOurs(): bool {
		foreach ( debug_backtrace( DEBUG_BACKTRACE_IGNORE_ARGS ) as $call ) { // phpcs:ignore WordPress.PHP.DevelopmentFunctions -- That is what it is for.
			if ( isset( $call['class'] ) && 1 === preg_match( '/^Ivorey\\\\WooCommerce\\\\(?!Tests\\\\)/', $call['class'] ) ) {
				return true;
			}
		}
		return false;
	}
}
