<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Privacy;

use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Records\Contacts\EmailHash;
use Ivorey\WooCommerce\Schedule\Scheduler;
use Ivorey\WooCommerce\Tests\Integration\Support\FakeIvorey;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WC_Privacy_Erasers;
use WC_Product_Simple;
use WP_User;

/** @group order-storage */
final class ErasuresTest extends StoreTestCase {

	private const EMAIL = 'Ada@Example.com';

	public function test_the_WordPress_eraser_sends_the_hash_of_the_address_once_and_ahead_of_a_backlog(): void {
		$user = $this->request( static fn (): int => Shop::register( self::EMAIL ) );
		$this->ivorey->goAway();
		$product = $this->request(
			static function (): int {
				$product = new WC_Product_Simple();
				$product->set_name( 'Backlog' );
				$product->set_regular_price( '5' );
				return $product->save();
			}
		);
		$this->erase();
		self::assertStringNotContainsStringIgnoringCase( 'ada@', self::kept() );

		$this->ivorey->comeBack();
		$this->ivorey->forgetRequests();
		$this->later( 3_600 );
		$this->drain();
		self::assertSame( [ [ 'erasures' ], [ 'collections', 'products' ] ], array_map( static fn ( array $batch ): array => array_column( $batch, 'element' ), $this->ivorey->batches() ) );
		$erasure = $this->ivorey->sent( 'erasures', EmailHash::of( 'ada@example.com' ) );
		self::assertCount( 1, $erasure );
		self::assertSame( [ 'person', (string) $user ], [ $erasure[0]['scope'], $erasure[0]['user_id'] ] );
		self::assertNotNull( $this->ivorey->record( 'products', $product ) );

		$this->drain();
		$this->request( fn () => $this->connect() );
		$this->drain();
		self::assertCount( 1, $this->ivorey->sent( 'erasures', EmailHash::of( 'ada@example.com' ) ) );
	}

	public function test_an_erasure_is_sent_even_if_everything_is_switched_off(): void {
		$this->order( self::EMAIL );
		$this->switchSync( [ 'enabled' => false ] );
		$this->erase();
		self::assertSame( [ EmailHash::of( self::EMAIL ) ], $this->ivorey->ids( 'erasures' ) );
	}

	public function test_an_erasure_waits_during_a_pause_and_is_sent_afterwards(): void {
		$this->order( self::EMAIL );
		$this->ivorey->refuse( 401, 'unauthorized' );
		$this->order( 'bob@example.com' );
		$this->erase();
		self::assertSame( [], $this->ivorey->ids( 'erasures' ) );
		$this->ivorey->comeBack();
		$this->drain();
		self::assertSame( [ EmailHash::of( self::EMAIL ) ], $this->ivorey->ids( 'erasures' ) );
	}

	public function test_an_erasure_waits_during_a_disconnect_for_the_account_that_has_the_data(): void {
		$this->order( self::EMAIL );
		$first = $this->ivorey;
		$this->request( static fn () => Plugin::instance()->connecting->connection->disconnect() );
		$this->erase();
		$this->drain();
		self::assertSame( [], $this->ivorey->ids( 'erasures' ) );

		$another      = new FakeIvorey( 'acc_2.con_2', 'tok_2' );
		$this->ivorey = $another;
		$this->request( fn () => $this->connect() );
		$this->drain();
		self::assertSame( [], $another->ids( 'erasures' ) );

		$this->ivorey = $first;
		$this->request( fn () => $this->connect() );
		$this->drain();
		self::assertSame( [ EmailHash::of( self::EMAIL ) ], $first->ids( 'erasures' ) );
	}

	public function test_a_store_that_was_never_connected_notes_no_erasure(): void {
		global $wpdb;
		delete_option( 'ivorey_connections' );
		update_option( 'ivorey_connection', [ 'state' => 'disconnected' ], true );
		$this->erase();
		self::assertSame( '0', $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}ivorey_erasures" ) );
	}

	public function test_an_erasure_that_was_sent_is_forgotten_and_one_that_waits_is_kept(): void {
		global $wpdb;
		$count = static fn (): string => (string) $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}ivorey_erasures" );
		$this->erase();
		$this->ivorey->goAway();
		$this->request( static fn () => self::eraser( 'bob@example.com' ) );
		self::assertSame( '2', $count() );
		$this->request( static fn () => do_action( Scheduler::SWEEP ) );
		self::assertSame( '2', $count() );
		$wpdb->query( "UPDATE {$wpdb->prefix}ivorey_erasures SET requested_at = requested_at - 3700" );
		$this->request( static fn () => do_action( Scheduler::SWEEP ) );
		self::assertSame( '1', $count() );
		self::assertSame( EmailHash::of( 'bob@example.com' ), $wpdb->get_var( "SELECT email_hash FROM {$wpdb->prefix}ivorey_erasures" ) );
	}

	public function test_a_person_is_erased_when_the_last_of_their_orders_is_anonymized(): void {
		[ $one, $two ] = [ $this->order( self::EMAIL ), $this->order( 'ada@example.com' ) ];
		$this->anonymize( $one );
		self::assertSame( [], $this->ivorey->ids( 'erasures' ) );
		self::assertNull( $this->ivorey->record( 'orders', $one )['billing_email'] ?? null );
		self::assertSame( 'ada@example.com', $this->ivorey->record( 'orders', $two )['billing_email'] ?? null );

		$this->anonymize( $two );
		self::assertSame( [ EmailHash::of( self::EMAIL ) ], $this->ivorey->ids( 'erasures' ) );
		self::assertSame( 'person', $this->ivorey->record( 'erasures', EmailHash::of( self::EMAIL ) )['scope'] ?? null );
	}

	public function test_a_users_anonymized_order_is_sent_without_an_erasure_even_with_orders_switched_off(): void {
		$user  = $this->request( static fn (): int => Shop::register( self::EMAIL ) );
		$order = $this->order( self::EMAIL );
		$this->switchSync( [ 'orders' => false ] );
		$this->anonymize( $order );
		self::assertNull( $this->ivorey->record( 'orders', $order )['billing_email'] ?? null );
		self::assertSame( [], $this->ivorey->ids( 'erasures' ) );
		self::assertNotNull( $this->ivorey->record( 'contacts', $user ) );
	}

	public function test_only_one_erasure_is_sent_if_WooCommerce_also_removes_the_data_from_orders(): void {
		update_option( 'woocommerce_erasure_request_removes_order_data', 'yes' );
		$order = $this->order( self::EMAIL );
		$this->request(
			static function (): void {
				foreach ( apply_filters( 'wp_privacy_personal_data_erasers', [] ) as $eraser ) { // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WordPress' own.
					$eraser['callback']( self::EMAIL, 1 );
				}
			}
		);
		self::assertCount( 1, $this->ivorey->sent( 'erasures', EmailHash::of( self::EMAIL ) ) );
		self::assertNull( $this->ivorey->record( 'orders', $order )['billing_email'] ?? null );
	}

	public function test_a_deleted_user_is_erased_and_the_orders_stay(): void {
		$user  = $this->request( static fn (): int => Shop::register( self::EMAIL ) );
		$order = $this->order( self::EMAIL, $user );
		$this->switchSync( [ 'contacts' => false ] );
		$this->request( static fn () => self::deleteUser( $user ) );
		$erasure = $this->ivorey->record( 'erasures', EmailHash::of( self::EMAIL ) );
		self::assertSame( [ 'user', (string) $user ], [ $erasure['scope'] ?? null, $erasure['user_id'] ?? null ] );
		$left = $this->ivorey->record( 'orders', $order );
		self::assertSame( [ null, self::EMAIL ], [ $left['customer_id'] ?? null, $left['billing_email'] ?? null ] );
	}

	public function test_a_deleted_user_who_was_never_a_contact_causes_no_erasure(): void {
		$user = $this->request(
			static function (): int {
				$id = Shop::register( self::EMAIL );
				( new WP_User( $id ) )->set_role( 'editor' );
				return $id;
			}
		);
		$this->request( static fn () => self::deleteUser( $user ) );
		self::assertSame( [], $this->ivorey->ids( 'erasures' ) );
	}

	public function test_R1_a_deleted_user_who_used_to_be_a_customer_causes_an_erasure(): void {
		$user = $this->request( static fn (): int => Shop::register( self::EMAIL ) );
		$this->request( static fn () => ( new WP_User( $user ) )->set_role( 'editor' ) );
		$this->request( static fn () => self::deleteUser( $user ) );
		self::assertSame( [ EmailHash::of( self::EMAIL ) ], $this->ivorey->ids( 'erasures' ) );
	}

	public function test_an_erasure_of_a_person_still_covers_the_person_when_the_account_is_deleted(): void {
		$user = $this->request( static fn (): int => Shop::register( self::EMAIL ) );
		$this->ivorey->goAway();
		$this->erase();
		$this->request( static fn () => self::deleteUser( $user ) );
		$this->ivorey->comeBack();
		$this->later( 3_600 );
		$this->drain();
		self::assertSame( 'person', $this->ivorey->record( 'erasures', EmailHash::of( self::EMAIL ) )['scope'] ?? null );
	}

	private function order( string $email, int $user = 0 ): int {
		return $this->request( static fn (): int => Shop::cliOrder( 'processing', billing: [ 'email' => $email ], customer: $user ) );
	}

	private function erase(): void {
		$this->request( static fn () => self::eraser( self::EMAIL ) );
	}

	private static function eraser( string $email ): void {
		apply_filters( 'wp_privacy_personal_data_erasers', [] )['ivorey-for-woocommerce']['callback']( $email, 1 ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WordPress' own.
	}

	private function anonymize( int $order ): void {
		$this->request( static fn () => WC_Privacy_Erasers::remove_order_personal_data( Shop::order( $order ) ) );
	}

	/** The whole content of the plugin's own table. */
	private static function kept(): string {
		global $wpdb;
		$rows = (array) $wpdb->get_results( "SELECT * FROM {$wpdb->prefix}ivorey_erasures", ARRAY_A );
		self::assertCount( 1, $rows );
		return (string) wp_json_encode( $rows );
	}

	private static function deleteUser( int $user ): void {
		require_once ABSPATH . 'wp-admin/includes/user.php'; // @phpstan-ignore requireOnce.fileNotFound
		wp_delete_user( $user );
	}
}
