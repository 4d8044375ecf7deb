<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Connection;

use Ivorey\WooCommerce\Connection\ApiAddress;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\Api;
use Ivorey\WooCommerce\Tests\Integration\Support\FakeIvorey;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WP_Error;

/** Connect and Reconnect in the panel: the owner's redirect, and when there is none. */
final class BeginTest extends StoreTestCase {

	protected function setUp(): void {
		parent::setUp();
		wp_set_current_user( 1 );
		$this->ivorey->forgetRequests();
	}

	public function test_R23_a_store_that_is_not_connected_leads_to_the_built_in_address_and_to_no_other(): void {
		Plugin::instance()->connecting->connection->disconnect();
		$probed = [];
		add_filter(
			'pre_http_request',
			static function ( mixed $response, mixed $args, mixed $url ) use ( &$probed ): mixed {
				$probed[] = $url;
				return self::health();
			},
			20,
			3
		);
		self::assertStringStartsWith( 'https://api.ivorey.com/connect/authorize?', self::leadsTo( [ 'api_url' => 'https://elsewhere.example' ] ) );
		self::assertSame( [ 'https://api.ivorey.com/healthz' ], $probed );
		self::assertSame( 'api.ivorey.com', Api::ask( 'GET', '/status' )['api_host'] );
	}

	public function test_R23_the_sites_configuration_can_name_another_address(): void {
		Plugin::instance()->connecting->connection->disconnect();
		$this->configure( FakeIvorey::URL . '/' );
		self::assertStringStartsWith( FakeIvorey::URL . '/connect/authorize?', self::leadsTo() );
	}

	public function test_R26_a_reconnect_leads_to_the_Ivorey_of_the_connection(): void {
		self::assertStringStartsWith( FakeIvorey::URL . '/connect/authorize?', self::leadsTo() );
		self::assertSame( [ 'GET /healthz' ], $this->ivorey->asked() );
	}

	/** @return array<string, array{array{0: int, 1: string, 2?: string}|WP_Error, string}> */
	public function silences(): array {
		return [
			'nothing listens there'       => [ new WP_Error( 'http_request_failed', 'cURL error 7: Failed to connect' ), 'curl-7' ],
			'Ivorey cannot answer now'    => [ [ 503, '' ], 'http-503' ],
			'another program answers'     => [ [ 404, '<h1>Not found</h1>', 'text/html' ], 'refused-404' ],
			'somebody’s website is there' => [ [ 200, '<h1>Welcome</h1>', 'text/html' ], 'unexpected-content' ],
		];
	}

	/**
	 * @dataProvider silences
	 * @param array{0: int, 1: string, 2?: string}|WP_Error $answer
	 */
	public function test_R23_the_owner_is_not_redirected_to_an_address_where_no_Ivorey_answers( array|WP_Error $answer, string $problem ): void {
		$this->ivorey->treat( static fn (): array|WP_Error => $answer );
		$error = $this->refused( 502, 'ivorey_unreachable' );
		self::assertStringContainsString( "Ivorey did not answer at api.ivorey.example ($problem", $error->get_error_message() );
		self::assertFalse( get_user_option( 'ivorey_authorization', 1 ), 'Something of an attempt that led nowhere is kept.' );
	}

	public function test_R23_a_misspelt_address_in_the_configuration_is_reported_before_any_request(): void {
		Plugin::instance()->connecting->connection->disconnect();
		$this->configure( 'ivorey.example.com' );
		$this->ivorey->forgetRequests();
		$this->refused( 400, 'ivorey_api_invalid' );
		self::assertSame( [], $this->ivorey->asked() );
	}

	/** @param array<string, mixed> $params */
	private static function leadsTo( array $params = [] ): string {
		$redirect = Api::ask( 'POST', '/connect', $params )['redirect'];
		self::assertIsString( $redirect );
		return $redirect;
	}

	private function refused( int $status, string $code ): WP_Error {
		$response = Api::call( 'POST', '/connect' );
		self::assertSame( $status, $response->get_status() );
		$error = $response->as_error();
		self::assertInstanceOf( WP_Error::class, $error );
		self::assertSame( $code, $error->get_error_code() );
		return $error;
	}

	private function configure( string $url ): void {
		add_filter( ApiAddress::FILTER, static fn (): string => $url );
	}

	/** @return array<string, mixed> */
	private static function health(): array {
		return [
			'headers'  => [ 'content-type' => 'application/json' ],
			'body'     => '{"status":"ok"}',
			'response' => [
				'code'    => 200,
				'message' => '',
			],
			'cookies'  => [],
			'filename' => null,
		];
	}
}
