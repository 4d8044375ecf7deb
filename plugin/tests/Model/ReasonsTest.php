<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Model;

use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Model\Reasons;
use PHPUnit\Framework\TestCase;

final class ReasonsTest extends TestCase {

	public function test_every_reason_has_its_own_bit(): void {
		$masks = array_map( static fn ( Reason $reason ): int => Reasons::toMask( [ $reason ] ), Reason::cases() );

		self::assertSame( [ 1, 2, 4, 8, 16, 32, 64, 128 ], $masks );
	}

	public function test_reasons_merge_with_a_bitwise_or(): void {
		$mask = Reasons::toMask( [ Reason::Changed, Reason::Placed ] ) | Reasons::toMask( [ Reason::Placed, Reason::Paid ] );

		self::assertSame( [ Reason::Changed, Reason::Placed, Reason::Paid ], Reasons::fromMask( $mask ) );
	}

	public function test_bits_of_a_later_version_are_ignored(): void {
		self::assertSame( [ Reason::Changed ], Reasons::fromMask( 1 | 1 << 20 ) );
	}
}
