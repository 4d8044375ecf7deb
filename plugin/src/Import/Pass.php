<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

use Ivorey\WooCommerce\Model\Element;

/** One way down the keys of a table, for one element or for two that are read from the same objects. */
final class Pass {

	/** In which order they are imported: what others refer to comes first. */
	public const ORDER = [
		[ Element::Collections ],
		[ Element::Products ],
		[ Element::Contacts ],
		[ Element::Orders, Element::Transactions ],
	];

	/**
	 * @param non-empty-list<Element> $elements
	 * @param int                     $cursor   What is left has lower keys than this: at first the highest key and one.
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

	/** @param mixed $value As toArray() made it; null if it is anything else. */
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
