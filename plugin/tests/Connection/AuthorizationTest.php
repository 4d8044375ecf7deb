<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Connection;

use Ivorey\WooCommerce\Connection\Authorization;
use PHPUnit\Framework\TestCase;

final class AuthorizationTest extends TestCase {

	private const NOW = 1_700_000_000;

	public function test_R23_the_browser_gets_the_challenge_and_never_the_verifier(): void {
		$authorization = Authorization::begin( 'https://api.example', self::NOW );
		$url           = $authorization->url( 'https://shop.example', 'https://shop.example/wp-admin/admin.php?page=ivorey' );

		self::assertStringStartsWith( 'https://api.example/connect/authorize?', $url );
		parse_str( (string) parse_url( $url, PHP_URL_QUERY ), $query ); // phpcs:ignore WordPress.WP.AlternativeFunctions
		self::assertSame(
			[
				'response_type'         => 'code',
				'client_id'             => 'https://shop.example',
				'redirect_uri'          => 'https://shop.example/wp-admin/admin.php?page=ivorey',
				'state'                 => $authorization->state,
				'code_challenge'        => rtrim( strtr( base64_encode( hash( 'sha256', $authorization->verifier, true ) ), '+/', '-_' ), '=' ),
				'code_challenge_method' => 'S256',
			],
			$query
		);
		self::assertMatchesRegularExpression( '/\A[A-Za-z0-9._~-]{43,128}\z/', $authorization->verifier );
		self::assertStringNotContainsString( $authorization->verifier, $url );
	}

	public function test_each_authorization_has_its_own_state_and_verifier(): void {
		$one   = Authorization::begin( 'https://api.example', self::NOW );
		$other = Authorization::begin( 'https://api.example', self::NOW );

		self::assertNotSame( $one->state, $other->state );
		self::assertNotSame( $one->verifier, $other->verifier );
	}

	public function test_R22_an_authorization_accepts_only_its_own_state_and_only_for_an_hour(): void {
		$authorization = Authorization::begin( 'https://api.example', self::NOW );

		self::assertTrue( $authorization->answers( $authorization->state, self::NOW + 3_599 ) );
		self::assertFalse( $authorization->answers( $authorization->state, self::NOW + 3_600 ) );
		self::assertFalse( $authorization->answers( 'another', self::NOW ) );
		self::assertFalse( $authorization->answers( '', self::NOW ) );
	}

	public function test_an_authorization_survives_being_stored(): void {
		$authorization = Authorization::begin( 'https://api.example', self::NOW );

		self::assertEquals( $authorization, Authorization::fromArray( $authorization->toArray() ) );
		self::assertTrue( Authorization::fromArray( Authorization::begin( 'https://api.example', self::NOW, true )->toArray() )?->hasMoved );
	}

	/** @dataProvider damaged */
	public function test_a_damaged_authorization_counts_as_none( mixed $value ): void {
		self::assertNull( Authorization::fromArray( $value ) );
	}

	/** @return iterable<string, array{mixed}> */
	public static function damaged(): iterable {
		$good = Authorization::begin( 'https://api.example', self::NOW )->toArray();
		yield 'nothing' => [ false ];
		yield 'text' => [ 'x' ];
		yield 'no state' => [ [ 'state' => '' ] + $good ];
		yield 'no verifier' => [ array_diff_key( $good, [ 'verifier' => 1 ] ) ];
		yield 'no time' => [ [ 'expires_at' => '1' ] + $good ];
	}
}
