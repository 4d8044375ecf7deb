<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Schedule;

use Ivorey\WooCommerce\Schedule\WakeToken;
use PHPUnit\Framework\TestCase;

final class WakeTokenTest extends TestCase {

	private const NOW = 1_700_000_000;

	public function test_the_site_accepts_its_own_token_for_a_minute(): void {
		$token = new WakeToken( 'key' );

		self::assertTrue( $token->isValid( $token->issue( self::NOW ), self::NOW + 60 ) );
		self::assertFalse( $token->isValid( $token->issue( self::NOW ), self::NOW + 61 ) );
		self::assertFalse( $token->isValid( $token->issue( self::NOW ), self::NOW - 61 ) );
	}

	/** @dataProvider forgeries */
	public function test_a_forged_token_is_refused( string $forgery ): void {
		self::assertFalse( ( new WakeToken( 'key' ) )->isValid( $forgery, self::NOW ) );
	}

	/** @return array<string, array{string}> */
	public function forgeries(): array {
		$foreign = ( new WakeToken( 'another key' ) )->issue( self::NOW );
		$ours    = ( new WakeToken( 'key' ) )->issue( self::NOW );
		return [
			'nothing'         => [ '' ],
			'another key'     => [ $foreign ],
			'another time'    => [ str_replace( (string) self::NOW, (string) ( self::NOW + 1 ), $ours ) ],
			'with a new line' => [ $ours . "\n" ],
			'no signature'    => [ self::NOW . '.' ],
			'cut off'         => [ substr( $ours, 0, -1 ) ],
		];
	}
}
