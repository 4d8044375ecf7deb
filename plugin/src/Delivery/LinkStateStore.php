<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

/** Not autoloaded: only deliveries read it, and it may change with each of them. */
final class LinkStateStore {

	public const OPTION = 'ivorey_link';

	public function get(): LinkState {
		$value = get_option( self::OPTION );
		$value = is_array( $value ) ? $value : [];
		return new LinkState(
			self::integer( $value, 'failures' ),
			self::integer( $value, 'retry_at' ),
			self::integer( $value, 'strikes' ),
			self::integer( $value, 'clock_offset' ),
			self::integer( $value, 'checked_at' )
		);
	}

	public function save( LinkState $state ): void {
		update_option(
			self::OPTION,
			[
				'failures'     => $state->failures,
				'retry_at'     => $state->retryAt,
				'strikes'      => $state->strikes,
				'clock_offset' => $state->clockOffset,
				'checked_at'   => $state->checkedAt,
			],
			false
		);
	}

	/** @param array<mixed> $value */
	private static function integer( array $value, string $name ): int {
		$number = $value[ $name ] ?? 0;
		return is_int( $number ) ? $number : 0;
	}
}
