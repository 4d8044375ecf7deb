<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests;

use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/../src/requirements.php';

final class RequirementsTest extends TestCase {

	/** @dataProvider sites */
	public function test_a_requirement_that_a_site_does_not_meet_is_named( string $php, ?string $woocommerce, int $integer, ?string $missing ): void {
		self::assertSame( $missing, ivorey_for_woocommerce_missing_requirement( $php, $woocommerce, $integer ) );
	}

	/** @return list<array{string, string|null, int, string|null}> */
	public function sites(): array {
		return [
			[ '8.1.0', '9.9.0', 8, null ],
			[ '8.5.1', '10.2.4', 8, null ],
			[ '8.0.30', '10.2.4', 8, 'php' ],
			[ '7.4.33', null, 8, 'php' ],
			[ '8.2.0', '10.2.4', 4, '64bit' ],
			[ '8.2.0', null, 8, 'woocommerce' ],
			[ '8.2.0', '9.8.5', 8, 'woocommerce_version' ],
		];
	}

	public function test_each_requirement_has_its_own_message(): void {
		$messages = array_map( 'ivorey_for_woocommerce_requirement_message', [ 'php', '64bit', 'woocommerce', 'woocommerce_version' ] );

		self::assertSame( $messages, array_values( array_unique( $messages ) ) );
	}
}
