<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Privacy;

use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WC_Order_Refund;
use WC_Privacy_Erasers;

/** @group order-storage */
final class PersonalDataTest extends StoreTestCase {

	public function test_a_customers_orders_are_also_found_by_the_account_if_they_have_another_address(): void {
		$guest    = $this->order( 'ada@example.com' );
		$other    = $this->order( 'office@example.com' );
		$somebody = $this->order( 'somebody@example.com' );
		$user     = $this->request(
			static function () use ( $other ): int {
				$user  = Shop::register( 'ada@example.com' );
				$order = Shop::order( $other );
				$order->set_customer_id( $user );
				$order->save();
				return $user;
			}
		);
		self::assertEqualsCanonicalizing( [ "ivorey-orders-$guest", "ivorey-orders-$other", "ivorey-contacts-$user" ], $this->exported( 'ada@example.com' ) );
		self::assertSame( [ "ivorey-orders-$somebody" ], $this->exported( 'somebody@example.com' ) );

		$erased = $this->erased( 'ada@example.com' );
		self::assertTrue( $erased['items_removed'] );
		self::assertFalse( $erased['items_retained'] );
		self::assertSame( [ 'The Ivorey account “Acme” has been asked to erase its copy of this person’s data.' ], $erased['messages'] );

		self::assertSame( [], $this->exported( 'ada@example.com' ) );
		self::assertFalse( $this->erased( 'ada@example.com' )['items_removed'] );
		self::assertSame( [ "ivorey-orders-$somebody" ], $this->exported( 'somebody@example.com' ) );
	}

	public function test_the_message_says_when_the_data_will_be_erased_if_the_store_is_disconnected(): void {
		$this->order( 'ada@example.com' );
		$this->request( static fn () => Plugin::instance()->connecting->connection->disconnect() );
		self::assertStringContainsString( 'as soon as this store is connected to it again', $this->erased( 'ada@example.com' )['messages'][0] );
		self::assertCount( 1, $this->exported( 'ada@example.com' ) );
	}

	public function test_nothing_is_reported_for_a_person_whose_data_was_not_sent(): void {
		$this->ivorey->goAway();
		$this->order( 'ada@example.com' );
		self::assertSame( [], $this->exported( 'ada@example.com' ) );
		$erased = $this->erased( 'ada@example.com' );
		self::assertFalse( $erased['items_retained'] );
		self::assertSame( [], $erased['messages'] );
	}

	public function test_an_order_that_was_always_excluded_is_not_exported(): void {
		global $wpdb;
		$order = $this->order( 'ada@example.com' );
		self::assertSame( [ "ivorey-orders-$order" ], $this->exported( 'ada@example.com' ) );
		$wpdb->query( "UPDATE {$wpdb->prefix}ivorey_ledger SET version = 0, outcome = 'excluded' WHERE element = 'orders'" );
		self::assertSame( [], $this->exported( 'ada@example.com' ) );
	}

	public function test_the_reason_of_a_deleted_refund_is_erased_with_its_order_in_the_store_and_in_Ivorey(): void {
		$order   = $this->order( 'ada@example.com' );
		$another = $this->order( 'bob@example.com' );
		$refund  = $this->deletedRefund( $order, 'Ada was ill' );
		$kept    = $this->deletedRefund( $another, 'Bob was ill' );
		$before  = $this->remembered( $refund );
		self::assertSame( 'Ada was ill', $before['reason'] ?? null );
		self::assertSame( 'Ada was ill', $this->ivorey->record( 'transactions', "refund:$refund" )['reason'] ?? null );

		$this->request( static fn () => WC_Privacy_Erasers::remove_order_personal_data( Shop::order( $order ) ) );
		self::assertSame( [ 'reason' => '' ] + $before, [ 'reason' => $this->remembered( $refund )['reason'] ?? null ] + $this->remembered( $refund ) );
		self::assertSame( '', $this->ivorey->record( 'transactions', "refund:$refund" )['reason'] ?? null );
		self::assertSame( 'Bob was ill', $this->remembered( $kept )['reason'] ?? null );
		self::assertSame( 'Bob was ill', $this->ivorey->record( 'transactions', "refund:$kept" )['reason'] ?? null );
	}

	private function order( string $email ): int {
		return $this->request( static fn (): int => Shop::cliOrder( 'processing', billing: [ 'email' => $email ] ) );
	}

	private function deletedRefund( int $order, string $reason ): int {
		$id = $this->request(
			static function () use ( $order, $reason ): int {
				$refund = wc_create_refund(
					[
						'order_id' => $order,
						'amount'   => '1',
						'reason'   => $reason,
					]
				);
				self::assertInstanceOf( WC_Order_Refund::class, $refund );
				return $refund->get_id();
			}
		);
		$this->request(
			static function () use ( $id ): void {
				$refund = wc_get_order( $id );
				self::assertInstanceOf( WC_Order_Refund::class, $refund );
				$refund->delete( true );
			}
		);
		return $id;
	}

	/** @return array<string, mixed> The data that the plugin stores about a deleted refund. */
	private function remembered( int $refund ): array {
		global $wpdb;
		return (array) json_decode( (string) $wpdb->get_var( $wpdb->prepare( "SELECT data FROM {$wpdb->prefix}ivorey_deleted_refunds WHERE refund_id = %d", $refund ) ), true );
	}

	/** @return list<string> IDs of the records that WordPress' tool would export. */
	private function exported( string $email ): array {
		$answer = apply_filters( 'wp_privacy_personal_data_exporters', [] )['ivorey-for-woocommerce']['callback']( $email, 1 ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WordPress' own.
		self::assertTrue( $answer['done'] );
		return array_column( $answer['data'], 'item_id' );
	}

	/** @return array{items_removed: bool, items_retained: bool, messages: list<string>, done: bool} */
	private function erased( string $email ): array {
		return $this->request( static fn () => apply_filters( 'wp_privacy_personal_data_erasers', [] )['ivorey-for-woocommerce']['callback']( $email, 1 ) ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WordPress' own.
	}
}
