<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Ivorey\WooCommerce\Model\Element;

/** A record that differs between the sides, for people. */
final class Difference {

	/** Records named in the log. */
	private const LOGGED = 20;

	/**
	 * @param int|null $objectId The object to mark to repair it; null if the store does not have it.
	 * @param int      $version  Ivorey's version; 0 if it has none, or if that is no longer known.
	 */
	public function __construct(
		public readonly Element $element,
		public readonly string $wireId,
		public readonly ?int $objectId,
		public readonly Finding $finding,
		public readonly int $version = 0
	) {}

	/** @return array{element: string, id: string, object: int|null, state: string, why: string} */
	public function toOption(): array {
		return [ 'object' => $this->objectId ] + $this->toArray();
	}

	/** @param mixed $value As toOption() returns it; anything else gives null. */
	public static function fromOption( mixed $value ): ?self {
		$texts = [];
		foreach ( [ 'element', 'id', 'state', 'why' ] as $name ) {
			$text           = is_array( $value ) ? $value[ $name ] ?? null : null;
			$texts[ $name ] = is_string( $text ) ? $text : '';
		}
		$object     = is_array( $value ) ? $value['object'] ?? null : null;
		$element    = Element::tryFrom( $texts['element'] );
		$comparison = Comparison::tryFrom( $texts['state'] );
		return null === $element || null === $comparison
			? null
			: new self( $element, $texts['id'], is_int( $object ) ? $object : null, new Finding( $comparison, $texts['why'] ) );
	}

	/**
	 * @param mixed $values Each as toOption() returns it.
	 * @return list<self>
	 */
	public static function listFrom( mixed $values ): array {
		return array_values( array_filter( array_map( self::fromOption( ... ), is_array( $values ) ? $values : [] ) ) );
	}

	/**
	 * @param list<self> $differences
	 * @return string The first ones, for the log.
	 */
	public static function names( array $differences ): string {
		return implode( ', ', array_map( static fn ( self $one ): string => "{$one->element->value} $one->wireId", array_slice( $differences, 0, self::LOGGED ) ) );
	}

	/** @return array{element: string, id: string, state: string, why: string} */
	public function toArray(): array {
		return [
			'element' => $this->element->value,
			'id'      => $this->wireId,
			'state'   => $this->finding->comparison->value,
			'why'     => $this->finding->why,
		];
	}
}
