<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Connection;

use Ivorey\WooCommerce\Connection\Pause;
use Ivorey\WooCommerce\Contract\Contract;
use PHPUnit\Framework\TestCase;

final class PauseTest extends TestCase {

	public function test_R27_every_refusal_by_Ivorey_has_its_own_message(): void {
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

	public function test_a_refusal_by_another_server_is_named_in_the_message(): void {
		self::assertStringContainsString( 'refused-403', ( new Pause( 'refused-403', 0 ) )->message() );
	}
}
