<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

/** Reads values from Ivorey's answer, which may have any shape. */
final class Answer {

	/**
	 * @param array<mixed> $values
	 * @throws Unanswered If it is missing.
	 */
	public static function text( array $values, string|int $name ): string {
		return is_string( $values[ $name ] ?? null ) ? $values[ $name ] : throw Unanswered::unreadable();
	}

	/**
	 * @param array<mixed> $values
	 * @throws Unanswered If it is missing.
	 */
	public static function integer( array $values, string|int $name ): int {
		return is_int( $values[ $name ] ?? null ) ? $values[ $name ] : throw Unanswered::unreadable();
	}

	/**
	 * @param array<mixed> $values
	 * @return list<array<mixed>>
	 * @throws Unanswered If they are missing.
	 */
	public static function rows( array $values, string|int $name ): array {
		return is_array( $values[ $name ] ?? null ) ? array_values( array_filter( $values[ $name ], is_array( ... ) ) ) : throw Unanswered::unreadable();
	}
}
