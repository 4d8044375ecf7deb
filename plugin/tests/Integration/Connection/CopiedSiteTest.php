<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Connection;

use Ivorey\WooCommerce\Connection\SettingsNotSaved;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Reconcile\Unanswered;
use Ivorey\WooCommerce\Tests\Integration\Support\Api;
use Ivorey\WooCommerce\Tests\Integration\Support\FakeIvorey;
use Ivorey\WooCommerce\Tests\Integration\Support\SearchReplace;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/** The database with the connection may have come from another site. */
final class CopiedSiteTest extends StoreTestCase {

	private const ORIGINAL = 'https://original.example/shop';

	protected function setUp(): void {
		parent::setUp();
		$this->request( static fn () => null );
	}

	/** @return array<string, array{string}> */
	public function copies(): array {
		return [
			'at another address' => [ 'restored' ],
			'at another address, put by a search-replace in place of its own' => [ 'replaced' ],
			'at the same address, in an installation of its own' => [ 'sameAddress' ],
			'with salts of its own, which cannot read the credentials' => [ 'salts' ],
		];
	}

	/** @dataProvider copies */
	public function test_a_copied_site_sends_nothing_and_asks_whether_it_is_a_copy( string $copy ): void {
		$was = $this->becomes( $copy );
		$this->ivorey->forgetRequests();
		$this->tryEverything();
		self::assertSame( [], $this->ivorey->asked() );
		self::assertSame( State::Active, Plugin::instance()->connecting->connection->current()->state );
		self::assertSame(
			[
				'copied'  => true,
				'was_url' => $was,
				'is_url'  => self::here(),
			],
			Api::ask( 'GET', '/status' )['site']
		);
		$alert = Plugin::instance()->diagnosing->alerts->current();
		self::assertStringContainsString( 'is this site a copy?', $alert->title ?? '' );
		self::assertStringContainsString( $was, $alert->message ?? '' );
		self::assertNotSame( [], $this->marks() );
	}

	public function test_a_copy_deletes_its_credentials_without_disconnecting_the_original(): void {
		$this->restored();
		self::assertMatchesRegularExpression( '/^[0-9a-f-]{36}$/', (string) get_option( 'ivorey_install_id' ) );
		$this->ivorey->forgetRequests();
		self::assertSame( [ 'redirect' => admin_url( 'admin.php?page=ivorey' ) ], $this->decide( 'copy' ) );
		self::assertSame( [ 'state' => 'disconnected' ], get_option( 'ivorey_connection' ) );
		self::assertFalse( get_option( 'ivorey_credentials' ) );
		self::assertFalse( get_option( 'ivorey_install_id' ) );
		// Ivorey would mistake the request for the original's.
		self::assertSame( [], $this->ivorey->asked() );
		self::assertFalse( Plugin::instance()->connecting->connection->isCopied() );
	}

	public function test_a_moved_site_is_sent_to_the_Ivorey_it_knows_and_nothing_changes_before_approval(): void {
		$this->restored();
		$before = $this->kept();
		$url    = (string) wp_parse_url( $this->decide( 'moved' )['redirect'], PHP_URL_QUERY );
		parse_str( $url, $asked );
		self::assertStringStartsWith( FakeIvorey::URL . '/connect/authorize?', $this->decide( 'moved' )['redirect'] );
		self::assertSame( self::here(), $asked['client_id'] ?? null );
		self::assertSame( $before, $this->kept() );
	}

	public function test_a_moved_site_continues_at_its_new_address_as_the_same_connection(): void {
		$this->replaced();
		$history = get_option( 'ivorey_connections' );
		$this->moves( 'acc_1.con_1' );
		self::assertSame(
			[
				'connection' => 'acc_1.con_1',
				'token'      => 'tok_1',
			],
			$this->exchange()['moved_from'] ?? null
		);
		self::assertSame( 'acc_1.con_1', Plugin::instance()->connecting->connection->current()->connection );
		self::assertSame( $history, get_option( 'ivorey_connections' ) );
	}

	public function test_a_moved_site_that_cannot_read_its_credentials_becomes_another_connection_and_does_not_name_its_old_site(): void {
		$this->salts();
		$redirect = $this->moves( 'acc_1.con_2' );
		self::assertArrayNotHasKey( 'moved_from', $this->exchange() );
		self::assertSame( 'acc_1.con_2', Plugin::instance()->connecting->connection->current()->connection );
		$told = $redirect . wp_json_encode( $this->ivorey->requests, JSON_UNESCAPED_SLASHES );
		foreach ( [ 'original.example', bin2hex( self::ORIGINAL ), 'acc_1.con_1', 'tok_1' ] as $old ) {
			self::assertStringNotContainsString( $old, $told );
		}
	}

	/**
	 * Decides that the site has moved, and has the new address approved.
	 *
	 * @param string $connection The connection that Ivorey answers with.
	 * @return string The address that the owner is sent to.
	 */
	private function moves( string $connection ): string {
		$this->ivorey->forgetRequests();
		$redirect = $this->decide( 'moved' )['redirect'];
		parse_str( (string) wp_parse_url( $redirect, PHP_URL_QUERY ), $asked );
		self::assertSame( [ 'GET /healthz' ], $this->ivorey->asked() );

		$this->grants( $connection );
		$this->approve( [ 'state' => $asked['state'] ?? '' ] );
		self::assertSame( self::here(), $this->exchange()['store_url'] );
		$now = Plugin::instance()->connecting->connection->current();
		self::assertSame( [ State::Active, self::here() ], [ $now->state, $now->storeUrl ] );
		self::assertFalse( Plugin::instance()->connecting->connection->isCopied() );
		self::assertNotContains( 'DELETE /v1/connection', $this->ivorey->asked() );
		return $redirect;
	}

	public function test_R26_a_link_from_Ivorey_does_not_connect_a_site_before_its_owner_decides_if_it_is_a_copy(): void {
		$this->replaced();
		$this->grants( 'acc_1.con_2' );
		$this->ivorey->forgetRequests();
		$before = $this->kept();
		$link   = [
			'code' => 'code_1',
			'api'  => FakeIvorey::URL,
		];
		foreach ( [
			'GET'  => $link,
			'POST' => $link + [ 'decision' => 'approve' ],
		] as $method => $params ) {
			$answer = Api::call( $method, '/approval', $params );
			self::assertSame( 409, $answer->get_status() );
			self::assertSame( 'ivorey_site_undecided', ( (array) $answer->get_data() )['code'] );
		}
		self::assertSame( [], $this->ivorey->asked() );
		self::assertSame( $before, $this->kept() );

		// As a copy it is connected by the same link, and the original keeps its connection.
		$this->decide( 'copy' );
		$this->approve( [ 'api' => FakeIvorey::URL ] );
		self::assertSame( 'acc_1.con_2', Plugin::instance()->connecting->connection->current()->connection );
		self::assertArrayNotHasKey( 'moved_from', $this->exchange() );
		self::assertNotContains( 'DELETE /v1/connection', $this->ivorey->asked() );
	}

	public function test_a_site_that_is_not_a_copy_has_nothing_to_decide(): void {
		$before = $this->kept();
		foreach ( [ 'copy', 'moved' ] as $decision ) {
			self::assertSame( 409, Api::call( 'POST', '/site', [ 'decision' => $decision ] )->get_status() );
		}
		self::assertSame( $before, $this->kept() );
	}

	public function test_http_and_https_are_the_same_site(): void {
		$this->approvedAt( str_replace( 'http://', 'https://', self::here() ) . '/' );
		$order = $this->request( static fn (): int => Shop::cliOrder() );
		self::assertNotNull( $this->ivorey->record( 'orders', $order ) );
	}

	/** @return string The approved address. */
	private function becomes( string $copy ): string {
		return match ( $copy ) {
			'restored'    => $this->restored(),
			'replaced'    => $this->replaced(),
			'sameAddress' => $this->sameAddress(),
			default       => $this->salts(),
		};
	}

	/** The database was restored, and WordPress was given its new address. */
	private function restored(): string {
		$this->approvedAt( self::ORIGINAL );
		return self::ORIGINAL;
	}

	/** Connected at its first address, which is then replaced everywhere in the database. */
	private function replaced(): string {
		$this->request(
			function (): void {
				add_filter( 'option_home', static fn (): string => self::ORIGINAL, PHP_INT_MAX );
				$this->connect();
			}
		);
		self::assertSame( self::ORIGINAL, Plugin::instance()->connecting->connection->current()->storeUrl );
		SearchReplace::options( self::ORIGINAL, self::here() );
		return self::ORIGINAL;
	}

	private function sameAddress(): string {
		update_option( 'ivorey_install_id', wp_generate_uuid4() );
		return self::here();
	}

	private function salts(): string {
		$was = $this->replaced();
		update_option( 'ivorey_credentials', 'v1:' . base64_encode( random_bytes( 200 ) ) );
		return $was;
	}

	private function approvedAt( string $url ): void {
		$stored              = (array) get_option( 'ivorey_connection' );
		$stored['store_url'] = $url;
		$stored['site']      = bin2hex( $url );
		update_option( 'ivorey_connection', $stored, true );
	}

	/** Does everything that could make the plugin send something. */
	private function tryEverything(): void {
		$this->request( static fn (): int => Shop::blockCheckout() );
		$this->request(
			static function (): void {
				update_option( 'ivorey_link', [ 'checked_at' => 0 ] + (array) get_option( 'ivorey_link' ) );
				update_option( 'ivorey_connection', [ 'credentials_at' => 1 ] + (array) get_option( 'ivorey_connection' ), true );
				foreach ( [ 'ivorey_sweep', 'ivorey_drain', 'ivorey_import_slices', 'ivorey_verify', 'ivorey_check' ] as $action ) {
					do_action( $action ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.DynamicHooknameFound -- They begin with ivorey_.
				}
			}
		);
		$this->drain();
		$this->request( static fn () => Api::call( 'POST', '/import' ) );
		$this->request( static fn () => Plugin::instance()->importing->run->run( \Ivorey\WooCommerce\Import\ImportOptions::byHand() ) );
		try {
			$this->verify();
			self::fail( 'Ivorey was asked.' );
		} catch ( Unanswered ) {
			$this->addToAssertionCount( 1 );
		}
		try {
			$this->switchSync( [ 'products' => false ] );
			self::fail( 'The settings were saved.' );
		} catch ( SettingsNotSaved ) {
			$this->addToAssertionCount( 1 );
		}
	}

	/** @return array<string, string> */
	private function decide( string $decision ): array {
		/** @var array<string, string> $answer */
		$answer = $this->request( static fn (): array => Api::ask( 'POST', '/site', [ 'decision' => $decision ] ) );
		return $answer;
	}

	/** @param array<string, mixed> $proof The proof of the side that began. */
	private function approve( array $proof ): void {
		$this->request(
			static fn (): array => Api::ask(
				'POST',
				'/approval',
				$proof + [
					'code'     => 'code_1',
					'decision' => 'approve',
				]
			)
		);
	}

	/** Ivorey accepts the code, and issues credentials. */
	private function grants( string $connection = 'acc_1.con_1' ): void {
		$this->ivorey->treat(
			function ( string $method, string $path ) use ( $connection ): ?array {
				if ( '/v1/connect/describe' === $path ) {
					return self::json(
						[
							'account'    => [
								'id'   => 'acc_1',
								'name' => 'Acme',
							],
							'api_host'   => wp_parse_url( FakeIvorey::URL, PHP_URL_HOST ),
							'settings'   => Contract::DEFAULT_SETTINGS,
							'expires_at' => '2099-01-01T00:00:00Z',
						]
					);
				}
				if ( '/v1/connect/token' !== $path ) {
					return null;
				}
				$this->ivorey->connection = $connection;
				$this->ivorey->token      = 'tok_2';
				return self::json(
					[
						'credentials' => [
							'api_url'    => FakeIvorey::URL,
							'connection' => $connection,
							'token'      => 'tok_2',
							'secret'     => $this->ivorey->secret,
						],
						'return_url'  => FakeIvorey::URL . '/connections/1',
					]
				);
			}
		);
	}

	/**
	 * @param array<string, mixed> $body
	 * @return array{int, string}
	 */
	private static function json( array $body ): array {
		return [ 200, (string) wp_json_encode( $body ) ];
	}

	/** @return array<string, mixed> The body of the request with the code. */
	private function exchange(): array {
		foreach ( $this->ivorey->requests as $request ) {
			if ( '/v1/connect/token' === $request['path'] ) {
				return (array) $request['body'];
			}
		}
		self::fail( 'The code was not exchanged.' );
	}

	/** @return list<mixed> */
	private function kept(): array {
		return array_map( get_option( ... ), [ 'ivorey_connection', 'ivorey_credentials', 'ivorey_install_id' ] );
	}

	private static function here(): string {
		$url = get_option( 'home' );
		return is_string( $url ) ? $url : '';
	}
}
