<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Connection;

use Ivorey\WooCommerce\Connection\SecretBox;
use PHPUnit\Framework\TestCase;

final class SecretBoxTest extends TestCase {

	public function test_what_is_sealed_is_opened_with_the_same_salts(): void {
		self::assertSame( 'secret', ( new SecretBox( 'salts' ) )->open( ( new SecretBox( 'salts' ) )->seal( 'secret' ) ) );
	}

	public function test_other_salts_open_nothing(): void {
		self::assertNull( ( new SecretBox( 'new salts' ) )->open( ( new SecretBox( 'salts' ) )->seal( 'secret' ) ) );
	}

	public function test_the_text_cannot_be_read_and_looks_different_each_time(): void {
		$box = new SecretBox( 'salts' );

		self::assertStringNotContainsString( 'secret', (string) base64_decode( substr( $box->seal( 'secret' ), 3 ), true ) );
		self::assertNotSame( $box->seal( 'secret' ), $box->seal( 'secret' ) );
	}

	/** @dataProvider damages */
	public function test_what_is_damaged_is_not_opened( string $sealed ): void {
		self::assertNull( ( new SecretBox( 'salts' ) )->open( $sealed ) );
	}

	/** @return array<string, array{string}> */
	public function damages(): array {
		$sealed = ( new SecretBox( 'salts' ) )->seal( 'secret' );
		$bytes  = (string) base64_decode( substr( $sealed, 3 ), true );
		return [
			'empty'           => [ '' ],
			'no base64'       => [ 'v1:***' ],
			'too short'       => [ 'v1:' . base64_encode( 'short' ) ],
			'another version' => [ 'v2:' . substr( $sealed, 3 ) ],
			'one bit changed' => [ 'v1:' . base64_encode( $bytes ^ str_pad( '', strlen( $bytes ) - 1, "\0" ) . "\1" ) ],
			'plain text'      => [ 'secret' ],
		];
	}
}
