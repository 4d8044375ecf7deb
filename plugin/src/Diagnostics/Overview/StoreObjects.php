<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics\Overview;

/** The location in the store's database of the objects behind one kind of wire record. */
final class StoreObjects {

	/**
	 * @param string           $prefix Prefix of the wire IDs: `payment:`; empty if the wire ID is the number itself.
	 * @param literal-string   $from   Tables, with `%i` in place of their names.
	 * @param list<string>     $tables The tables' names.
	 * @param literal-string   $id     The column with the number in the wire ID.
	 * @param literal-string   $object The column with the object marked in the outbox.
	 * @param literal-string   $where  A condition, or `1 = 1`.
	 * @param list<int|string> $args   The condition's arguments.
	 */
	public function __construct(
		public readonly string $prefix,
		public readonly string $from,
		public readonly array $tables,
		public readonly string $id,
		public readonly string $object,
		public readonly string $where,
		public readonly array $args
	) {}
}
