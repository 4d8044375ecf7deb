<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Ivorey\WooCommerce\Http\Classification;
use RuntimeException;

/** Ivorey could not be asked, or did not say it. */
final class Unanswered extends RuntimeException {

	/** @param int|null $retryAfter Seconds to wait at least. */
	private function __construct(
		string $message,
		public readonly string $problem,
		public readonly ?int $retryAfter = null
	) {
		parent::__construct( $message );
	}

	public static function because( Classification $classification ): self {
		return new self( sprintf( 'Ivorey did not answer as hoped (%s).', $classification->problem ), $classification->problem, $classification->retryAfter );
	}

	public static function unreadable(): self {
		return self::because( Classification::unreadable() );
	}

	public static function notConnected(): self {
		return new self( 'This store is not connected to Ivorey, so there is nothing to compare it with. Connect it first.', 'not-connected' );
	}

	public static function paused(): self {
		return new self( 'The sync with Ivorey is paused, so Ivorey cannot be asked. See: wp ivorey status', 'paused' );
	}
}
