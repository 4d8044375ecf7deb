<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Delivery;

use Closure;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Records\Exclusion;
use Ivorey\WooCommerce\Records\RecordBuilder;
use Ivorey\WooCommerce\Records\WireRecord;

/** Builds the given records, and records its calls. */
final class RecordingBuilder implements RecordBuilder {

	/** @var list<list<int>> The IDs of each call. */
	public array $calls = [];

	/** @param Closure(int): list<WireRecord|Exclusion> $build */
	public function __construct( private readonly Closure $build, private readonly Element $element = Element::Orders ) {}

	public function element(): Element {
		return $this->element;
	}

	public function build( array $ids ): array {
		$this->calls[] = array_keys( $ids );
		$built         = [];
		foreach ( array_keys( $ids ) as $id ) {
			$built[ $id ] = ( $this->build )( $id );
		}
		return $built;
	}
}
