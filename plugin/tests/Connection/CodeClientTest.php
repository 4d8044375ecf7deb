<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Connection;

use Ivorey\WooCommerce\Connection\AuthorizationFailed;
use Ivorey\WooCommerce\Connection\CodeClient;
use Ivorey\WooCommerce\Connection\CodeGrant;
use Ivorey\WooCommerce\Http\Response;
use Ivorey\WooCommerce\Http\Transport;
use Ivorey\WooCommerce\Model\Clock;
use PHPUnit\Framework\TestCase;

final class CodeClientTest extends TestCase {

	/** @dataProvider answers */
	public function test_R22_a_code_that_may_be_used_up_is_not_reported_as_still_valid( Response $answer, string $exchanged, string $described ): void {
		$grant = new CodeGrant( 'https://api.ivorey.example', 'code', null );

		self::assertSame( $exchanged, self::failure( static fn () => self::client( $answer )->exchange( $grant, 'https://shop.example', 'install-1' ) ) );
		self::assertSame( $described, self::failure( static fn () => self::client( $answer )->describe( $grant, 'https://shop.example' ) ) );
	}

	/** @return iterable<string, array{Response, string, string}> */
	public static function answers(): iterable {
		$problem = static fn ( int $status, string $name ): Response => new Response(
			$status,
			[ 'content-type' => 'application/problem+json' ],
			json_encode(
				[
					'type'   => "urn:ivorey:problem:$name",
					'title'  => 'x',
					'status' => $status,
					'detail' => 'x',
				],
				JSON_THROW_ON_ERROR
			)
		);
		yield 'none' => [ new Response( 0, failure: 'curl-28' ), 'code_used_up', 'unreachable' ];
		yield 'of a proxy' => [ new Response( 502, [ 'content-type' => 'text/html' ], '<h1>Bad gateway</h1>' ), 'code_used_up', 'unreachable' ];
		yield 'unreadable' => [ new Response( 200, [], '<h1>Hello</h1>' ), 'code_used_up', 'unreachable' ];
		yield 'cut off' => [ new Response( 200, [], '{"credentials":{' ), 'code_used_up', 'unreachable' ];
		yield 'of an Ivorey that is busy' => [ $problem( 503, 'unavailable' ), 'unreachable', 'unreachable' ];
		yield 'that this site did not confirm it' => [ $problem( 400, 'store-unconfirmed' ), 'unconfirmed', 'unconfirmed' ];
		yield 'that it is no good' => [ $problem( 400, 'invalid-grant' ), 'code_invalid', 'code_invalid' ];
	}

	/** @param callable(): mixed $act */
	private static function failure( callable $act ): string {
		try {
			$act();
		} catch ( AuthorizationFailed $error ) {
			return $error->name;
		}
		return '';
	}

	private static function client( Response $answer ): CodeClient {
		return new CodeClient(
			new class( $answer ) implements Transport {
				public function __construct( private readonly Response $answer ) {}

				public function request( string $method, string $url, array $headers, string $body, int $timeout ): Response {
					return $this->answer;
				}
			},
			new class() implements Clock {
				public function microseconds(): int {
					return 1_700_000_000_000_000;
				}
			}
		);
	}
}
