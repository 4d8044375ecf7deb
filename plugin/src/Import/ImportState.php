<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

/** The state of an import, and of each element in it (shared/src/status.ts). */
enum ImportState: string {
	case Waiting   = 'waiting';
	case Running   = 'running';
	case Done      = 'done';
	case Cancelled = 'cancelled';
	case Failed    = 'failed';

	public function isOver(): bool {
		// phpcs:ignore PHPCompatibility.Variables.ForbiddenThisUseContexts -- The sniff does not know enums.
		return self::Waiting !== $this && self::Running !== $this;
	}
}
