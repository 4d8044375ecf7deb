<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

/** Reads an answer of Ivorey, which may be anything. */
final class Answer {

	/**
	 * @param array<mixed> $values
	 * @throws Unanswered If it is not there.
	 */
	public static function text( array $values, string|int $name ): string {
		return is_string( $values[ $name ] ?? null ) ? $values[ $name ] : throw Unanswered::unreadable();
	}

	/**
	 * @param array<mixed> $values
	 * @throws Unanswered If it is not there.
	 */
	public static function integer( array $values, string|int $name ): int {
		return is_int( $values[ $name ] ?? null ) ? $values[ $name ] : throw Unanswered::unreadable();
	}

	/**
	 * @param array<mixed> $values
	 * @return list<array<mixed>>
	 * @throws Unanswered If they are not there.
	 */
	public static function rows( array $values, string|int $name ): array {
		return is_array( $values[ $name ] ?? null ) ? array_values( array_filter( $values[ $name ], is_array( ... ) ) ) : throw Unanswered::unreadable();
	}
}
