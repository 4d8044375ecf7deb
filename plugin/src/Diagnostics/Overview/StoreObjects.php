<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics\Overview;

/** Where in the store's database the things are that one kind of wire record tells of. */
final class StoreObjects {

	/**
	 * @param string           $prefix Of the wire ids: `payment:`; empty where the wire id is the number itself.
	 * @param literal-string   $from   Tables, with `%i` for their names.
	 * @param list<string>     $tables Their names.
	 * @param literal-string   $id     The column of the number in the wire id.
	 * @param literal-string   $object The column of what is marked in the outbox.
	 * @param literal-string   $where  A condition, or `1 = 1`.
	 * @param list<int|string> $args   Of the condition.
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
