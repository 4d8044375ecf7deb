<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Model;

/** Reasons as a bitmask, so that SQL merges them with one OR. The bits are stored: never renumber them. */
final class Reasons {

	private const BITS = [
		'changed'  => 1,
		'placed'   => 2,
		'paid'     => 4,
		'repair'   => 8,
		'retry'    => 16,
		'import'   => 32,
		'checkout' => 64,
		'erasure'  => 128,
	];

	/** @param list<Reason> $reasons */
	public static function toMask( array $reasons ): int {
		$mask = 0;
		foreach ( $reasons as $reason ) {
			$mask |= self::BITS[ $reason->value ];
		}
		return $mask;
	}

	/** @return list<Reason> Bits of a later plugin version are ignored. */
	public static function fromMask( int $mask ): array {
		$reasons = [];
		foreach ( Reason::cases() as $reason ) {
			if ( 0 !== ( $mask & self::BITS[ $reason->value ] ) ) {
				$reasons[] = $reason;
			}
		}
		return $reasons;
	}
}
