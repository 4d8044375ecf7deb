<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Schedule;

use Ivorey\WooCommerce\Schedule\Waking;
use PHPUnit\Framework\TestCase;

final class WakingTest extends TestCase {

	/** @dataProvider requests */
	public function test_nothing_is_sent_while_a_client_waits( string $sapi, bool $nobodyWaits, bool $canFinishBefore, Waking $expected ): void {
		self::assertSame( $expected, Waking::choose( $sapi, $nobodyWaits, $canFinishBefore ) );
	}

	/** @return array<string, array{string, bool, bool, Waking}> */
	public function requests(): array {
		return [
			'a shopper, PHP-FPM'             => [ 'fpm-fcgi', false, true, Waking::AfterResponse ],
			'a shopper, LiteSpeed'           => [ 'litespeed', false, true, Waking::AfterResponse ],
			'a shopper, Apache'              => [ 'apache2handler', false, false, Waking::Loopback ],
			'a shopper, the built-in server' => [ 'cli-server', false, false, Waking::Loopback ],
			'woken, the built-in server'     => [ 'cli-server', true, false, Waking::Inline ],
			'woken, PHP-FPM'                 => [ 'fpm-fcgi', true, true, Waking::AfterResponse ],
			'WP-Cron, Apache'                => [ 'apache2handler', true, false, Waking::Inline ],
			'WP-CLI'                         => [ 'cli', false, false, Waking::Inline ],
		];
	}
}
