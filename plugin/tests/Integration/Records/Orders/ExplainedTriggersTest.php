<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records\Orders;

use Ivorey\WooCommerce\Diagnostics\Explain\Subject;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\Site;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/**
 * The reasons why an order's triggers did not fire.
 *
 * @group order-storage
 */
final class ExplainedTriggersTest extends StoreTestCase {

	public function test_R9_R10_a_trigger_that_fired_is_not_listed_as_unfired(): void {
		global $wpdb;
		$order = $this->request( static fn (): int => Shop::cliOrder( 'completed', 'bacs' ) );
		self::assertSame( [], $this->unfired( $order ) );

		// Independent of the store's ledger.
		$wpdb->query( "UPDATE {$wpdb->prefix}ivorey_ledger SET version = 0, outcome = 'excluded', reason = 'draft' WHERE element = 'triggers'" );
		self::assertSame( [], $this->unfired( $order ) );
		$this->ivorey->goAway();
		self::assertSame( [ "order_submitted:$order", "payment_received:$order" ], $this->timeline( $order ) );
	}

	public function test_R10_an_order_without_a_payment_gives_that_reason_for_its_unfired_trigger(): void {
		$order = $this->request( static fn (): int => Shop::cliOrder( 'on-hold', 'bacs' ) );
		self::assertSame( [ "payment_received:$order" => 'no_money_moved' ], $this->unfired( $order ) );
	}

	public function test_R10_R25_a_payment_made_while_the_switch_was_off_gives_that_reason_for_its_unfired_trigger(): void {
		$this->connectedAt( time() - 100 );
		$this->switchSync( [ 'payment_received_triggers' => false ] );
		$this->aWhilePasses();
		$order = $this->request( static fn (): int => Shop::cliOrder( 'completed', 'bacs' ) );
		self::assertSame( [ "payment_received:$order" => 'element_off' ], $this->unfired( $order ) );
		self::assertSame( [ "payment_received:$order" ], $this->timeline( $order ) );
	}

	public function test_R11_an_imported_order_from_before_the_connection_gives_that_reason_for_its_unfired_triggers(): void {
		// Runs the import of the connection.
		$this->import();
		$order = Site::withoutPlugin( static fn (): int => Shop::cliOrder( 'completed', 'bacs' ) );
		$this->connectedAfterwards();
		$this->import();
		self::assertNotNull( $this->ivorey->record( 'orders', $order ) );
		self::assertSame(
			[
				"order_submitted:$order"  => 'before_connection',
				"payment_received:$order" => 'before_connection',
			],
			$this->unfired( $order )
		);
	}

	public function test_R9_R10_an_order_that_was_trashed_before_it_was_sent_gives_that_reason_for_its_unfired_triggers(): void {
		$this->ivorey->goAway();
		$order = $this->request( static fn (): int => Shop::cliOrder( 'completed', 'bacs' ) );
		$this->request( static fn () => Shop::order( $order )->delete() );
		$this->ivorey->comeBack();
		$this->later( 3_600 );
		$this->drain();
		self::assertSame(
			[
				"order_submitted:$order"  => 'draft',
				"payment_received:$order" => 'draft',
			],
			$this->unfired( $order )
		);
	}

	/** @return array<string, string> Reasons by wire ID. */
	private function unfired( int $order ): array {
		/** @var list<array{id: string, reason: string}> $unfired */
		$unfired = $this->explain( $order )['unfired'];
		return array_column( $unfired, 'reason', 'id' );
	}

	/** @return list<string> Triggers that did not fire according to the timeline. */
	private function timeline( int $order ): array {
		/** @var list<array{what: string, detail: string}> $timeline */
		$timeline = $this->explain( $order )['timeline'];
		$unfired  = array_filter( $timeline, static fn ( array $moment ): bool => 'trigger not fired' === $moment['what'] );
		return array_values( array_map( static fn ( array $moment ): string => explode( ': ', $moment['detail'] )[0], $unfired ) );
	}

	/** @return array<string, mixed> */
	private function explain( int $order ): array {
		return $this->request( static fn (): array => Plugin::instance()->diagnosing->explainer->explain( new Subject( Element::Orders, $order ) )->toArray() );
	}
}
