<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

/** The result of comparing one record. */
enum Comparison: string {
	/** The same on both sides. */
	case Alike = 'alike';
	/** Waits in the outbox, or for the import: not there yet, but not a difference. */
	case Pending = 'pending';

	/** Ivorey does not have it. */
	case Missing = 'missing';
	/** Ivorey has an earlier version. */
	case Older = 'older';
	/** Ivorey rejected it, or it cannot be built; it is quarantined. */
	case Rejected = 'rejected';
	/** Ivorey excluded a record that the store expects it to have. */
	case Excluded = 'excluded';

	/**
	 * Ivorey has it, but the store neither has it nor remembers it: the store's database was set back, by a
	 * backup or a rolled-back transaction. A repair sends nothing and only notes it; from then on it is Kept.
	 */
	case Untraced = 'untraced';

	/** R16: deleted or excluded in the store; Ivorey's copy stays as it is. */
	case Kept = 'kept';
	/** From before the connection, or from while its switch was off, and not covered by an import. */
	case NotImported = 'not_imported';
	/** On neither side, as intended (R18). */
	case Unwanted = 'unwanted';

	public function isDifference(): bool {
		// phpcs:ignore PHPCompatibility.Variables.ForbiddenThisUseContexts -- The sniff does not know enums.
		return in_array( $this, [ self::Missing, self::Older, self::Rejected, self::Excluded, self::Untraced ], true );
	}
}
