<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

/** How one record stands on both sides. */
enum Comparison: string {
	/** Both have the same. */
	case Alike = 'alike';
	/** Waits in the outbox, or for the import: no difference, but not there yet. */
	case Pending = 'pending';

	/** Ivorey has nothing of it. */
	case Missing = 'missing';
	/** Ivorey has it as it once was. */
	case Older = 'older';
	/** Ivorey did not take it, or it cannot be built; it is quarantined. */
	case Rejected = 'rejected';
	/** Ivorey kept out what the store thinks it should have. */
	case Excluded = 'excluded';

	/**
	 * Ivorey has it, and the store neither has it nor remembers that it ever had: its database went back, to a backup or
	 * by a transaction. A repair sends nothing and takes note; it is Kept from then on.
	 */
	case Untraced = 'untraced';

	/** R16: not in the store any more, or kept out by it; Ivorey's copy stays as it is. */
	case Kept = 'kept';
	/** From before the connection, or from while its switch was off, and no import was to take it. */
	case NotImported = 'not_imported';
	/** On neither side, and so it should be (R18). */
	case Unwanted = 'unwanted';

	public function isDifference(): bool {
		// phpcs:ignore PHPCompatibility.Variables.ForbiddenThisUseContexts -- The sniff does not know enums.
		return in_array( $this, [ self::Missing, self::Older, self::Rejected, self::Excluded, self::Untraced ], true );
	}
}
