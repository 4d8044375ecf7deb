<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

use Ivorey\WooCommerce\Model\Reason;

/** A row in the form that WP-CLI, REST and the screens show. */
final class RowView {

	/**
	 * @param string       $element  The raw name, so that rows of another plugin version can be shown too.
	 * @param list<Reason> $reasons
	 * @param int          $markedAt Microseconds since 1970: when it became dirty.
	 * @param int|null     $dueAt    Microseconds since 1970; null in quarantine.
	 * @param string|null  $error    The error of the last delivery, or of building the record.
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
