<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Outbox\Row;

/**
 * The number of products to read together: each may have a hundred variations, and all are read at once. It
 * starts small and grows as far as memory and time allow.
 */
final class LeaseSize {

	private const FIRST = 25;

	private readonly SliceSize $products;

	public function __construct( private readonly Resources $resources ) {
		$this->products = new SliceSize( 0, self::FIRST );
	}

	/** @return array<value-of<Element>, int> Maximum number of rows of these elements in one lease. */
	public function limits(): array {
		return [ Element::Products->value => $this->products->current() ];
	}

	/**
	 * Runs the read of the rows, and learns from its time and memory.
	 *
	 * @template T
	 * @param list<Row>     $rows
	 * @param callable(): T $read
	 * @return T
	 */
	public function watch( array $rows, callable $read ): mixed {
		$products = count( array_filter( $rows, static fn ( Row $row ): bool => Element::Products === $row->element ) );
		if ( 0 === $products ) {
			return $read();
		}
		$free   = $this->resources->free();
		$used   = memory_get_usage();
		$began  = microtime( true );
		$result = $read();
		$this->products->learn( $products, microtime( true ) - $began, max( 0, memory_get_usage() - $used ) / $free );
		return $result;
	}
}
