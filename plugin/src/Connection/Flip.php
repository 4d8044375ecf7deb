<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Model\Element;

/** A time at which the set of elements kept in sync changed. */
final class Flip {

	/**
	 * @param int                 $since           Seconds since 1970.
	 * @param array<string, bool> $switches        By element; a missing element is unknown.
	 * @param int|null            $highestCategory Categories with higher IDs were created after it; null if unknown.
	 */
	private function __construct(
		public readonly int $since,
		private readonly array $switches,
		private readonly ?int $highestCategory
	) {}

	/** @param list<Element> $on */
	public static function to( int $now, array $on, ?int $highestCategory ): self {
		return new self( $now, self::switches( $on ), $highestCategory );
	}

	/** Null if unknown. */
	public function isOn( Element $element ): ?bool {
		return $this->switches[ $element->value ] ?? null;
	}

	/** @param list<Element> $on */
	public function selects( array $on ): bool {
		return self::switches( $on ) === $this->switches;
	}

	/** Whether a category was certainly created after it. */
	public function isBefore( int $category ): bool {
		return null !== $this->highestCategory && $category > $this->highestCategory;
	}

	/**
	 * @param mixed $value As toOption() returns it, or as an earlier version did: time, order sync, Payment
	 *                     Received. Anything else gives null.
	 */
	public static function fromOption( mixed $value ): ?self {
		if ( ! is_array( $value ) || ! is_int( $value[0] ?? null ) ) {
			return null;
		}
		$switches = is_array( $value[1] ?? null ) ? $value[1] : [
			Element::Orders->value   => $value[1] ?? false,
			Element::Triggers->value => $value[2] ?? false,
		];
		$known    = [];
		foreach ( Element::switched() as $element ) {
			if ( isset( $switches[ $element->value ] ) ) {
				$known[ $element->value ] = (bool) $switches[ $element->value ];
			}
		}
		return new self( $value[0], $known, is_array( $value[1] ?? null ) && is_int( $value[2] ?? null ) ? $value[2] : null );
	}

	/** @return array{int, array<string, bool>, int|null} */
	public function toOption(): array {
		return [ $this->since, $this->switches, $this->highestCategory ];
	}

	/**
	 * @param list<Element> $on
	 * @return array<string, bool>
	 */
	private static function switches( array $on ): array {
		$switches = [];
		foreach ( Element::switched() as $element ) {
			$switches[ $element->value ] = in_array( $element, $on, true );
		}
		return $switches;
	}
}
