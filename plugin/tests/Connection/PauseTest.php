<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Connection;

use Ivorey\WooCommerce\Connection\Pause;
use Ivorey\WooCommerce\Contract\Contract;
use PHPUnit\Framework\TestCase;

final class PauseTest extends TestCase {

	public function test_R27_every_refusal_of_Ivorey_has_words_of_its_own(): void {
		$messages = [];
		foreach ( Contract::PROBLEMS as $name => $problem ) {
			if ( 'pause' === $problem['reaction'] ) {
				$messages[] = ( new Pause( $name, 0 ) )->message();
			}
		}
		$messages[] = ( new Pause( Pause::CREDENTIALS_UNREADABLE, 0 ) )->message();
		$messages[] = ( new Pause( 'refused-403', 0 ) )->message();

		self::assertSame( $messages, array_values( array_unique( $messages ) ) );
	}

	public function test_a_refusal_of_somebody_else_is_named(): void {
		self::assertStringContainsString( 'refused-403', ( new Pause( 'refused-403', 0 ) )->message() );
	}
}
