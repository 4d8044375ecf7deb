<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

use Ivorey\WooCommerce\Model\Element;

/** One walk down the keys of a table, for one element or for two that are read from the same objects. */
final class Pass {

	/** The order of the import: elements that others refer to come first. */
	public const ORDER = [
		[ Element::Collections ],
		[ Element::Products ],
		[ Element::Contacts ],
		[ Element::Orders, Element::Transactions ],
	];

	/**
	 * @param non-empty-list<Element> $elements
	 * @param int                     $cursor   The remaining objects have lower keys than this; it starts at
	 *                                          the highest key plus one.
	 */
	public function __construct(
		public readonly array $elements,
		public int $cursor,
		public bool $isDone = false
	) {}

	/**
	 * The passes for these elements.
	 *
	 * @param list<Element> $elements
	 * @return list<non-empty-list<Element>>
	 */
	public static function plan( array $elements ): array {
		$plan = [];
		foreach ( self::ORDER as $together ) {
			$wanted = array_values( array_filter( $together, static fn ( Element $element ): bool => in_array( $element, $elements, true ) ) );
			if ( [] !== $wanted ) {
				$plan[] = $wanted;
			}
		}
		return $plan;
	}

	/** @return array<string, mixed> */
	public function toArray(): array {
		return [
			'elements' => array_map( static fn ( Element $element ): string => $element->value, $this->elements ),
			'cursor'   => $this->cursor,
			'done'     => $this->isDone,
		];
	}

	/** @param mixed $value As toArray() returns it; anything else gives null. */
	public static function fromArray( mixed $value ): ?self {
		$elements = [];
		foreach ( is_array( $value ) && is_array( $value['elements'] ?? null ) ? $value['elements'] : [] as $name ) {
			$element = is_string( $name ) ? Element::tryFrom( $name ) : null;
			if ( null !== $element ) {
				$elements[] = $element;
			}
		}
		$cursor = is_array( $value ) ? $value['cursor'] ?? null : null;
		return [] === $elements || ! is_int( $cursor ) ? null : new self( $elements, $cursor, (bool) ( $value['done'] ?? false ) );
	}
}
