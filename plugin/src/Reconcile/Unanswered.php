<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Ivorey\WooCommerce\Http\Classification;
use RuntimeException;

/** Ivorey could not be asked, or gave no valid answer. The message is for the owner, and not escaped. */
final class Unanswered extends RuntimeException {

	private const PAUSED = 'paused';

	/** Name of Ivorey's problem. */
	private const NOT_FOUND = 'not-found';

	/** @param int|null $retryAfter Minimum seconds to wait. */
	private function __construct(
		string $message,
		public readonly string $problem,
		public readonly ?int $retryAfter = null
	) {
		parent::__construct( $message );
	}

	public static function because( Classification $classification ): self {
		return new self(
			/* translators: %s: short technical name of what happened, such as "curl-7". */
			sprintf( __( 'Ivorey did not answer as expected (%s).', 'ivorey-for-woocommerce' ), $classification->problem ),
			$classification->problem,
			$classification->retryAfter
		);
	}

	public static function unreadable(): self {
		return self::because( Classification::unreadable() );
	}

	public static function notConnected(): self {
		return new self( __( 'This store is not connected to Ivorey. Connect it first.', 'ivorey-for-woocommerce' ), 'not-connected' );
	}

	public static function paused(): self {
		return new self( __( 'The sync with Ivorey is paused.', 'ivorey-for-woocommerce' ), self::PAUSED );
	}

	public function isPaused(): bool {
		return self::PAUSED === $this->problem;
	}

	/** Whether this is an older Ivorey without this endpoint. */
	public function isUnknown(): bool {
		return self::NOT_FOUND === $this->problem;
	}
}
