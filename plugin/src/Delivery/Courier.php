<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Log;
use UnexpectedValueException;

/** Posts one batch and reads the answer. */
final class Courier {

	public function __construct(
		private readonly Client $client,
		private readonly Link $link,
		private readonly DeliveryLog $log,
		private readonly Clock $clock
	) {}

	/** @return array{Verdict, Receipt|null} The receipt if, and only if, the verdict is Good. */
	public function deliver( Batch $batch, Sender $sender, int $timeout ): array {
		return $this->finish( $this->begin( $batch, $sender, $timeout ) );
	}

	/** Posts it, without waiting for the answer where that is possible. */
	public function begin( Batch $batch, Sender $sender, int $timeout ): PostedBatch {
		$began = $this->clock->microseconds();
		return new PostedBatch( $batch, $sender, $timeout, $began, $this->client->beginBatch( $sender, $batch, $this->link->ivoreySeconds(), $timeout ) );
	}

	/** @return array{Verdict, Receipt|null} The receipt if, and only if, the verdict is Good. */
	public function finish( PostedBatch $posted ): array {
		[ $verdict, $receipt ] = $this->read( $posted );
		if ( VerdictKind::ClockSkew === $verdict->kind && null !== $verdict->serverTime ) {
			$this->link->correctClock( $verdict->serverTime );
			[ $verdict, $receipt ] = $this->read( $this->begin( $posted->batch, $posted->sender, $posted->timeout ) );
		}
		return [ $verdict, $receipt ];
	}

	/** @return array{Verdict, Receipt|null} */
	private function read( PostedBatch $posted ): array {
		$answer  = $posted->pending->answer();
		$ended   = $this->clock->microseconds();
		$verdict = Verdict::of( $answer, intdiv( $ended, 1_000_000 ) );
		$receipt = null;
		if ( VerdictKind::Good === $verdict->kind ) {
			try {
				$receipt = Receipt::parse( $answer->body, $posted->batch );
			} catch ( UnexpectedValueException $error ) {
				Log::error( 'Ivorey answered with a receipt that does not fit.', [ 'error' => $error->getMessage() ] );
				$verdict = Verdict::unreadable();
			}
		}
		$this->note( $posted->batch, $answer->status, $verdict, $receipt, $posted->began, $ended );
		return [ $verdict, $receipt ];
	}

	private function note( Batch $batch, int $status, Verdict $verdict, ?Receipt $receipt, int $began, int $ended ): void {
		try {
			$this->log->add(
				new DeliveryAttempt(
					$began,
					max( 0, intdiv( $ended - $began, 1_000 ) ),
					count( $batch->items ),
					strlen( $batch->body ),
					$status,
					$verdict->problem,
					$receipt?->count( OutcomeKind::Applied ) ?? 0,
					$receipt?->count( OutcomeKind::Stale ) ?? 0,
					$receipt?->count( OutcomeKind::Excluded ) ?? 0,
					$receipt?->count( OutcomeKind::Rejected ) ?? 0
				)
			);
		} catch ( QueryFailed ) {
			// The delivery counts, not the note of it.
			Log::warning( 'A delivery could not be noted.' );
		}
	}
}
