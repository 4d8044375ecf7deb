<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Connection;

use Ivorey\WooCommerce\Connection\ConnectionInfo;
use Ivorey\WooCommerce\Connection\Pause;
use Ivorey\WooCommerce\Connection\Settings;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Http\Credentials;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Tests\Support\Make;
use PHPUnit\Framework\TestCase;

final class StoredConnectionTest extends TestCase {

	public function test_a_connection_is_stored_without_secrets_and_read_back(): void {
		$connection = Make::connection();

		self::assertEquals( $connection, StoredConnection::fromOption( $connection->toOption() ) );
		self::assertStringNotContainsString( 'tok_1', serialize( $connection->toOption() ) ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions -- As WordPress stores it.
		self::assertStringNotContainsString( Make::SECRET, serialize( $connection->toOption() ) ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions -- As WordPress stores it.
	}

	/** @dataProvider nonsense */
	public function test_a_damaged_option_is_read_as_a_disconnected_store( mixed $option ): void {
		self::assertSame( State::Disconnected, StoredConnection::fromOption( $option )->state );
	}

	/** @return list<array{mixed}> */
	public function nonsense(): array {
		return [ [ false ], [ '' ], [ [] ], [ [ 'state' => 'perhaps' ] ], [ [ 'state' => 'active' ] ] ];
	}

	public function test_nothing_is_marked_before_approval_or_after_a_disconnect(): void {
		self::assertTrue( Make::connection()->marks( Element::Orders ) );
		self::assertFalse( Make::connection( state: 'pending' )->marks( Element::Orders ) );
		self::assertFalse( StoredConnection::disconnected()->marks( Element::Orders ) );
	}

	public function test_R29_marking_continues_while_paused(): void {
		$paused = Make::connection()->paused( new Pause( 'unauthorized', 1 ) );

		self::assertTrue( $paused->marks( Element::Orders ) );
		self::assertEquals( $paused, StoredConnection::fromOption( $paused->toOption() ) );
	}

	public function test_R28_a_paused_store_pauses_anew_only_if_a_refusal_follows_a_persons_pause_or_the_reverse(): void {
		$active   = Make::connection();
		$byPerson = $active->paused( new Pause( 'paused-by-person', 1 ) );
		$refused  = $active->paused( new Pause( 'unauthorized', 1 ) );

		foreach ( [ 'paused-by-person', 'revoked', 'refused-403' ] as $reason ) {
			self::assertTrue( $active->isPausedAnewBy( $reason ) );
			self::assertFalse( Make::connection( state: 'pending' )->isPausedAnewBy( $reason ) );
			self::assertFalse( StoredConnection::disconnected()->isPausedAnewBy( $reason ) );
		}
		foreach ( [ 'revoked', 'connection-gone', 'unauthorized', Pause::CREDENTIALS_UNREADABLE ] as $reason ) {
			self::assertTrue( $byPerson->isPausedAnewBy( $reason ) );
			self::assertFalse( $refused->isPausedAnewBy( $reason ) );
		}
		self::assertFalse( $byPerson->isPausedAnewBy( 'paused-by-person' ) );
		self::assertTrue( $refused->isPausedAnewBy( 'paused-by-person' ) );
	}

	public function test_R25_an_element_that_is_switched_off_is_not_marked(): void {
		self::assertFalse( Make::connection( [ 'orders' => false ] )->marks( Element::Orders ) );
		self::assertTrue( Make::connection( [ 'orders' => false ] )->marks( Element::Contacts ) );
	}

	public function test_a_good_answer_ends_a_pause_and_updates_the_settings(): void {
		$paused  = Make::connection()->paused( new Pause( 'unauthorized', 1 ) );
		$resumed = $paused->refreshed( ConnectionInfo::fromJson( Make::infoJson( 'active', [ 'orders' => false ] ) ) );

		self::assertSame( State::Active, $resumed->state );
		self::assertNull( $resumed->pause );
		self::assertFalse( $resumed->marks( Element::Orders ) );
		self::assertSame( $paused->connectedAt, $resumed->connectedAt );
	}

	public function test_R35_the_URL_of_an_order_is_in_the_console_or_at_the_API_if_no_console_is_known(): void {
		$connection = Make::connection();
		self::assertSame( $connection->apiUrl . '/orders/con_1/12', $connection->orderUrl( 12 ) );

		$info = json_decode( Make::infoJson(), true, 16, JSON_THROW_ON_ERROR );
		self::assertIsArray( $info );
		$info  = ConnectionInfo::fromJson( json_encode( [ 'console_url' => 'https://app.example.com/' ] + $info, JSON_THROW_ON_ERROR ) );
		$known = $connection->refreshed( $info );
		self::assertNotNull( $known->settings );
		foreach (
			[
				$known,
				StoredConnection::connected( Credentials::fromJson( Make::credentialsJson() ), $info, 1_700_000_000 ),
				StoredConnection::fromOption( $known->toOption() ),
				$known->paused( new Pause( 'revoked', 1_700_000_000 ) ),
				$known->withSettings( $known->settings ),
				$known->rotated( Credentials::fromJson( Make::credentialsJson() ), 1_700_000_000 ),
			] as $one
		) {
			self::assertSame( 'https://app.example.com/orders/con_1/12', $one->orderUrl( 12 ) );
		}
	}

	public function test_R25_a_late_answer_does_not_restore_older_settings(): void {
		$info  = Make::infoJson( 'active', [ 'orders' => false ] );
		$newer = Make::connection();
		self::assertNotNull( $newer->settings );
		$newer = $newer->withSettings( Settings::fromArray( [ 'version' => $newer->settings->version + 1 ] + $newer->settings->toArray() ) );

		$refreshed = $newer->refreshed( ConnectionInfo::fromJson( $info ) );
		self::assertEquals( $newer->settings, $refreshed->settings );
		self::assertTrue( $refreshed->marks( Element::Orders ), 'What was switched on meanwhile stays so.' );
		self::assertFalse( Make::connection()->refreshed( ConnectionInfo::fromJson( $info ) )->marks( Element::Orders ), 'As new as what there is.' );
	}

	public function test_a_copied_site_is_recognized_by_its_address_or_its_installation(): void {
		$connection = StoredConnection::connected(
			Credentials::fromJson( Make::credentialsJson() ),
			ConnectionInfo::fromJson( Make::infoJson() ),
			1_700_000_000,
			'install-1'
		);

		self::assertTrue( $connection->isOf( 'https://shop.example', 'install-1' ) );
		self::assertTrue( $connection->isOf( 'http://SHOP.example/', 'install-1' ) );
		self::assertFalse( $connection->isOf( 'https://staging.example', 'install-1' ) );
		self::assertFalse( $connection->isOf( 'https://shop.example', 'install-2' ) );
		self::assertFalse( $connection->isOf( 'https://shop.example', '' ) );
		self::assertTrue( StoredConnection::disconnected()->isOf( 'https://staging.example', '' ) );
	}

	public function test_a_copied_site_is_recognized_even_if_its_address_was_replaced_in_the_whole_database(): void {
		$original = StoredConnection::connected(
			Credentials::fromJson( Make::credentialsJson() ),
			ConnectionInfo::fromJson( Make::infoJson() ),
			1_700_000_000,
			'install-1'
		);
		foreach ( [ 'https://shop.example', 'https:\/\/shop.example', 'shop.example', 'https%3A%2F%2Fshop.example' ] as $written ) {
			$option = $original->toOption();
			array_walk_recursive(
				$option,
				static function ( mixed &$value ) use ( $written ): void {
					$value = is_string( $value ) ? str_replace( $written, str_replace( 'shop', 'staging', $written ), $value ) : $value;
				}
			);
			$copy = StoredConnection::fromOption( $option );

			self::assertFalse( $copy->isOf( 'https://staging.example', 'install-1' ), $written );
			self::assertSame( 'https://shop.example', $copy->storeUrl, $written );
		}
	}

	public function test_an_option_whose_encoded_address_is_missing_or_damaged_is_read(): void {
		$option = Make::connection()->toOption();
		unset( $option['site'] );

		self::assertEquals( Make::connection(), StoredConnection::fromOption( $option ) );
		self::assertEquals( Make::connection(), StoredConnection::fromOption( [ 'site' => 'xyz' ] + $option ) );
	}

	public function test_an_answer_is_ignored_if_the_connection_was_paused_ended_replaced_or_rotated_meanwhile(): void {
		$before = Make::connection();

		self::assertTrue( Make::connection( [ 'orders' => false ] )->isStill( $before ) );
		self::assertFalse( StoredConnection::disconnected()->isStill( $before ) );
		self::assertFalse( $before->paused( new Pause( 'unauthorized', 1 ) )->isStill( $before ) );
		self::assertFalse( Make::connection( connection: 'acc_1.con_2' )->isStill( $before ) );
		self::assertFalse( $before->rotated( Make::credentials(), 1_800_000_000 )->isStill( $before ) );
	}

	public function test_new_credentials_change_only_the_credentials_and_their_age(): void {
		$connection = StoredConnection::connected(
			Credentials::fromJson( Make::credentialsJson() ),
			ConnectionInfo::fromJson( Make::infoJson() ),
			1_700_000_000,
			'install-1'
		);
		$rotated    = $connection->rotated( Credentials::fromJson( Make::credentialsJson() ), 1_800_000_000 );

		self::assertSame( 1_700_000_000, $connection->credentialsAt );
		self::assertSame( [ 'credentials_at' => 1_800_000_000 ] + $connection->toOption(), [ 'credentials_at' => $rotated->credentialsAt ] + $rotated->toOption() );
		self::assertEquals( $rotated, StoredConnection::fromOption( $rotated->toOption() ) );
		self::assertSame( 1_800_000_000, $rotated->paused( new Pause( 'unauthorized', 1 ) )->refreshed( ConnectionInfo::fromJson( Make::infoJson() ) )->credentialsAt );
	}
}
