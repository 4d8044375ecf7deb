<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Outbox\Row;

/**
 * How many products are read together: each may have a hundred variations, which are all read at once.
 * Few at first, then as many as the memory and the time that they took allow.
 */
final class LeaseSize {

	private const FIRST = 25;

	private readonly SliceSize $products;

	public function __construct( private readonly Resources $resources ) {
		$this->products = new SliceSize( 0, self::FIRST );
	}

	/** @return array<value-of<Element>, int> Rows of these elements that may go together. */
	public function limits(): array {
		return [ Element::Products->value => $this->products->current() ];
	}

	/**
	 * Runs what reads the rows, and learns from what it takes.
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
