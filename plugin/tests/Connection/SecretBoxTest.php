<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Connection;

use Ivorey\WooCommerce\Connection\SecretBox;
use PHPUnit\Framework\TestCase;

/** @requires function sodium_crypto_secretbox */
final class SecretBoxTest extends TestCase {

	public function test_a_sealed_secret_opens_with_the_same_salts(): void {
		self::assertSame( 'secret', ( new SecretBox( 'salts' ) )->open( ( new SecretBox( 'salts' ) )->seal( 'secret' ) ) );
	}

	public function test_a_sealed_secret_does_not_open_with_other_salts(): void {
		self::assertNull( ( new SecretBox( 'new salts' ) )->open( ( new SecretBox( 'salts' ) )->seal( 'secret' ) ) );
	}

	public function test_a_sealed_secret_is_unreadable_and_different_each_time(): void {
		$box = new SecretBox( 'salts' );

		self::assertStringNotContainsString( 'secret', (string) base64_decode( substr( $box->seal( 'secret' ), 3 ), true ) );
		self::assertNotSame( $box->seal( 'secret' ), $box->seal( 'secret' ) );
	}

	/**
	 * @dataProvider damages
	 * @param callable(string): string $damage
	 */
	public function test_a_damaged_secret_does_not_open( callable $damage ): void {
		$box = new SecretBox( 'salts' );

		self::assertNull( $box->open( $damage( $box->seal( 'secret' ) ) ) );
	}

	/** @return array<string, array{callable(string): string}> */
	public function damages(): array {
		return [
			'empty'           => [ static fn (): string => '' ],
			'plain text'      => [ static fn (): string => 'secret' ],
			'no base64'       => [ static fn (): string => 'v1:***' ],
			'too short'       => [ static fn (): string => 'v1:' . base64_encode( 'short' ) ],
			'another version' => [ static fn ( string $sealed ): string => 'v2:' . substr( $sealed, 3 ) ],
			'one bit changed' => [
				static function ( string $sealed ): string {
					$bytes     = (string) base64_decode( substr( $sealed, 3 ), true );
					$bytes[-1] = chr( ord( $bytes[-1] ) ^ 1 );
					return 'v1:' . base64_encode( $bytes );
				},
			],
		];
	}
}
