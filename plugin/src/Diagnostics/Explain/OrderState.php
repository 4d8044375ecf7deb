<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics\Explain;

/** An order's state, in one word. */
enum OrderState: string {
	/** Neither sent, nor excluded, nor waiting. */
	case Unknown = 'unknown';
	/** Waits in the outbox. */
	case Waiting = 'waiting';
	/** Quarantined: somebody has to look. */
	case Quarantined = 'quarantined';
	/** Excluded; Ivorey may have an earlier version. */
	case Excluded = 'excluded';
	/** In Ivorey. */
	case There = 'there';

	/**
	 * @param int    $version       The version Ivorey has; 0 if none.
	 * @param string $outcome       As in LedgerEntry; empty without an entry.
	 * @param bool   $isWaiting     Whether the outbox has a row for it.
	 * @param bool   $isQuarantined Whether that row is in quarantine.
	 */
	public static function of( int $version, string $outcome, bool $isWaiting, bool $isQuarantined ): self {
		return match ( true ) {
			$isWaiting && $isQuarantined => self::Quarantined,
			$isWaiting                   => self::Waiting,
			'excluded' === $outcome      => self::Excluded,
			$version > 0                 => self::There,
			default                      => self::Unknown,
		};
	}
}
