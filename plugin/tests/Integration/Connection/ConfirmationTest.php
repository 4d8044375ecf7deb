<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Connection;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Tests\Integration\Support\FakeIvorey;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WP_REST_Request;
use WP_REST_Response;

final class ConfirmationTest extends StoreTestCase {

	private const NONCE = 'a-nonce-that-Ivorey-made-1234';

	public function test_R22_a_store_confirms_a_code_only_while_it_uses_that_code(): void {
		self::assertSame( 404, self::asked()->get_status() );

		$answer  = null;
		$request = [];
		remove_filter( 'pre_http_request', [ $this->ivorey, 'answer' ] );
		// Ivorey's question while the store waits for its answer.
		add_filter(
			'pre_http_request',
			static function ( mixed $response, array $args, string $url ) use ( &$answer, &$request ): mixed {
				if ( ! str_contains( $url, '/v1/connect/' ) ) {
					return $response;
				}
				if ( str_ends_with( $url, '/token' ) ) {
					$request = (array) json_decode( (string) $args['body'], true );
					$answer  = self::asked();
				}
				return self::answers( str_ends_with( $url, '/describe' ) ? self::description() : [] );
			},
			5,
			3
		);
		self::approve();
		self::assertInstanceOf( WP_REST_Response::class, $answer );
		$proof = rtrim( strtr( base64_encode( hash_hmac( 'sha256', self::NONCE, (string) $request['confirmation'], true ) ), '+/', '-_' ), '=' );
		self::assertSame( [ 'proof' => $proof ], $answer->get_data() );
		self::assertSame( 404, self::asked()->get_status() );
	}

	/** The fake issues no credentials, so this fails. */
	private static function approve(): void {
		wp_set_current_user( 1 );
		$request = new WP_REST_Request( 'POST', '/ivorey/v1/approval' );
		$request->set_body_params(
			[
				'code'     => 'code',
				'api'      => FakeIvorey::URL,
				'decision' => 'approve',
			]
		);
		self::assertSame( 'ivorey_code_used_up', rest_do_request( $request )->as_error()?->get_error_code() );
	}

	private static function asked(): WP_REST_Response {
		$request = new WP_REST_Request( 'GET', '/ivorey/v1/confirm' );
		$request->set_query_params( [ 'nonce' => self::NONCE ] );
		return rest_do_request( $request );
	}

	/** @return array<string, mixed> */
	private static function description(): array {
		return [
			'account'    => [
				'id'   => 'acc_1',
				'name' => 'Acme',
			],
			'api_host'   => (string) wp_parse_url( FakeIvorey::URL, PHP_URL_HOST ),
			'settings'   => Contract::DEFAULT_SETTINGS,
			'expires_at' => '2099-01-01T00:00:00Z',
		];
	}

	/**
	 * @param array<string, mixed> $body
	 * @return array<string, mixed>
	 */
	private static function answers( array $body ): array {
		return [
			'headers'  => [ 'content-type' => 'application/json' ],
			'body'     => json_encode( $body, JSON_THROW_ON_ERROR ),
			'response' => [
				'code'    => 200,
				'message' => '',
			],
			'cookies'  => [],
			'filename' => null,
		];
	}
}
