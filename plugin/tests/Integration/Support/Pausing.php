<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Plugin;

/** Helpers for tests of a store that Ivorey refuses, and of the messages to its owner. */
trait Pausing {

	protected Mails $mails;

	protected function setUp(): void {
		$this->mails = new Mails();
		parent::setUp();
	}

	protected function begin(): Plugin {
		$plugin = parent::begin();
		// After the test store's own, which reports every e-mail as sent.
		add_filter( 'pre_wp_mail', [ $this->mails, 'collect' ], PHP_INT_MAX, 2 );
		return $plugin;
	}

	protected function order(): int {
		return $this->request( static fn (): int => Shop::cliOrder() );
	}

	/** Lets an hour pass. */
	protected function hourly(): void {
		$this->request(
			static function (): void {
				update_option(
					'ivorey_link',
					[
						'checked_at' => 0,
						'retry_at'   => 0,
					] + (array) get_option( 'ivorey_link' )
				);
				do_action( 'ivorey_sweep' );
			}
		);
	}

	/** Pauses the sync in Ivorey; the store notices with the next order. */
	protected function pausedByPerson(): int {
		$this->ivorey->refuse( 403, 'paused-by-person' );
		return $this->order();
	}

	/** Dates the pause back, so that the next one can be told apart from it. */
	protected function pausedLongAgo(): void {
		$stored          = (array) get_option( 'ivorey_connection' );
		$stored['pause'] = [ 'since' => 1_700_000_000 ] + (array) $stored['pause'];
		update_option( 'ivorey_connection', $stored, true );
	}

	protected function resumed(): void {
		$this->ivorey->comeBack();
		$this->hourly();
	}

	protected function stored(): StoredConnection {
		return Plugin::instance()->connecting->connection->current();
	}
}
