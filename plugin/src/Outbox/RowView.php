<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

use Ivorey\WooCommerce\Model\Reason;

/** A row as WP-CLI, REST and the screens show it. */
final class RowView {

	/**
	 * @param string       $element  Raw, so that a row of another version of the plugin can be shown too.
	 * @param list<Reason> $reasons
	 * @param int          $markedAt Microseconds since 1970: since when it has been dirty.
	 * @param int|null     $dueAt    Microseconds since 1970; null in quarantine.
	 * @param string|null  $error    What the last delivery, or the building of it, said.
	 */
	public function __construct(
		public readonly string $element,
		public readonly int $id,
		public readonly RowState $state,
		public readonly array $reasons,
		public readonly int $attempts,
		public readonly int $markedAt,
		public readonly ?int $dueAt,
		public readonly ?string $error
	) {}
}
