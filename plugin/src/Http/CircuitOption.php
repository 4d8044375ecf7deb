<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

/** Not autoloaded: only deliveries and wp-admin read it, and it may change with each delivery. */
final class CircuitOption {

	public const OPTION = 'ivorey_link';

	public function get(): CircuitState {
		$value = get_option( self::OPTION );
		$value = is_array( $value ) ? $value : [];
		return new CircuitState(
			self::integer( $value, 'failures' ),
			self::integer( $value, 'retry_at' ),
			self::integer( $value, 'clock_offset' ),
			self::integer( $value, 'checked_at' ),
			self::integer( $value, 'failed_since' ),
			self::integer( $value, 'unanswered' ),
			self::integer( $value, 'ask_again_at' ),
			is_string( $value['problem'] ?? null ) ? $value['problem'] : ''
		);
	}

	public function save( CircuitState $state ): void {
		update_option(
			self::OPTION,
			[
				'failures'     => $state->failures,
				'retry_at'     => $state->retryAt,
				'clock_offset' => $state->clockOffset,
				'checked_at'   => $state->checkedAt,
				'failed_since' => $state->failedSince,
				'unanswered'   => $state->unanswered,
				'ask_again_at' => $state->askAgainAt,
				'problem'      => $state->problem,
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
