<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Http\Classification;
use Ivorey\WooCommerce\Http\Exchange;
use Ivorey\WooCommerce\Http\Response;
use Ivorey\WooCommerce\Http\Client;
use Ivorey\WooCommerce\Http\ResponseClass;
use Ivorey\WooCommerce\Http\Sender;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Log;
use UnexpectedValueException;

/** Posts one batch and reads the answer. */
final class BatchSender {

	public function __construct(
		private readonly Client $client,
		private readonly DeliveryLog $log,
		private readonly Clock $clock
	) {}

	/** @return array{Classification, Receipt|null} The receipt if, and only if, the response is Good. */
	public function deliver( Batch $batch, Sender $sender, int $timeout ): array {
		return $this->finish( $this->begin( $batch, $sender, $timeout ) );
	}

	/** Posts it, without waiting for the response if possible. */
	public function begin( Batch $batch, Sender $sender, int $timeout ): PostedBatch {
		return new PostedBatch( $batch, $this->client->begin( $batch->request(), $sender, $timeout ) );
	}

	/** @return array{Classification, Receipt|null} The receipt if, and only if, the response is Good. */
	public function finish( PostedBatch $posted ): array {
		$read = [ Classification::unreadable(), null ];
		$this->client->finish(
			$posted->exchange,
			function ( Exchange $exchange, Classification $classification, Response $response ) use ( $posted, &$read ): void {
				$ended = $this->clock->microseconds();
				$read  = self::read( $posted->batch, $classification, $response );
				$this->note( $posted->batch, $response->status, $read[0], $read[1], $exchange->began, $ended );
			}
		);
		return $read;
	}

	/** @return array{Classification, Receipt|null} */
	private static function read( Batch $batch, Classification $classification, Response $response ): array {
		if ( ResponseClass::Good !== $classification->kind ) {
			return [ $classification, null ];
		}
		try {
			return [ $classification, Receipt::parse( $response->body, $batch ) ];
		} catch ( UnexpectedValueException $error ) {
			Log::error( 'Ivorey’s receipt does not match the batch.', [ 'error' => $error->getMessage() ] );
			return [ Classification::unreadable(), null ];
		}
	}

	private function note( Batch $batch, int $status, Classification $classification, ?Receipt $receipt, int $began, int $ended ): void {
		try {
			$this->log->add(
				new DeliveryAttempt(
					$began,
					max( 0, intdiv( $ended - $began, 1_000 ) ),
					count( $batch->items ),
					strlen( $batch->body ),
					$status,
					$classification->problem,
					$receipt?->count( OutcomeKind::Applied ) ?? 0,
					$receipt?->count( OutcomeKind::Stale ) ?? 0,
					$receipt?->count( OutcomeKind::Excluded ) ?? 0,
					$receipt?->count( OutcomeKind::Rejected ) ?? 0
				)
			);
		} catch ( QueryFailed ) {
			// The delivery matters, not its log entry.
			Log::warning( 'A delivery could not be recorded.' );
		}
	}
}
