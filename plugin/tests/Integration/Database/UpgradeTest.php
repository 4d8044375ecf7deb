<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Database;

use Ivorey\WooCommerce\Database\Schema;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/** The plugin was updated over a version with older tables. */
final class UpgradeTest extends StoreTestCase {

	private const BEFORE_URGENT = 4;

	public function test_waiting_rows_survive_an_upgrade_and_those_of_placed_or_paid_orders_are_urgent(): void {
		global $wpdb;
		$this->ivorey->goAway();
		$order = $this->request( static fn (): int => Shop::cliOrder( 'processing', 'bacs' ) );
		$wpdb->query( "ALTER TABLE {$wpdb->prefix}ivorey_outbox DROP INDEX urgent, DROP COLUMN urgent" );
		update_option( Schema::OPTION, self::BEFORE_URGENT, true );
		$this->begin();

		self::assertSame( '1', $wpdb->get_var( $wpdb->prepare( 'SELECT urgent FROM %i WHERE element = %s AND object_id = %d', "{$wpdb->prefix}ivorey_outbox", 'orders', $order ) ) );
		self::assertNotNull( $wpdb->get_row( "SHOW INDEX FROM {$wpdb->prefix}ivorey_outbox WHERE Key_name = 'urgent'" ) );

		$this->ivorey->comeBack();
		$this->later( 3_600 );
		$this->drain();
		self::assertSame( [ "order_submitted:$order", "payment_received:$order" ], $this->ivorey->triggers() );
	}

	public function test_an_upgrade_that_was_interrupted_after_its_first_statement_is_finished(): void {
		update_option( Schema::OPTION, self::BEFORE_URGENT, true );
		$this->begin();
		self::assertSame( Schema::VERSION, get_option( Schema::OPTION ) );
	}
}
