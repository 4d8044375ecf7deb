<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Clock;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Log;
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
		[ $verdict, $receipt ] = $this->once( $batch, $sender, $timeout );
		if ( VerdictKind::ClockSkew === $verdict->kind && null !== $verdict->serverTime ) {
			$this->link->correctClock( $verdict->serverTime );
			[ $verdict, $receipt ] = $this->once( $batch, $sender, $timeout );
		}
		return [ $verdict, $receipt ];
	}

	/** @return array{Verdict, Receipt|null} */
	private function once( Batch $batch, Sender $sender, int $timeout ): array {
		$began   = $this->clock->microseconds();
		$answer  = $this->client->batch( $sender, $batch, $this->link->ivoreySeconds(), $timeout );
		$ended   = $this->clock->microseconds();
		$verdict = Verdict::of( $answer, intdiv( $ended, 1_000_000 ) );
		$receipt = null;
		if ( VerdictKind::Good === $verdict->kind ) {
			try {
				$receipt = Receipt::parse( $answer->body, $batch );
			} catch ( UnexpectedValueException $error ) {
				Log::error( 'Ivorey answered with a receipt that does not fit.', [ 'error' => $error->getMessage() ] );
				$verdict = Verdict::unreadable();
			}
		}
		$this->note( $batch, $answer->status, $verdict, $receipt, $began, $ended );
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
