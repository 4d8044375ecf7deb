<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Clock;
use Ivorey\WooCommerce\Connection\Credentials;

/** Signed requests to Ivorey. */
final class Client {

	public function __construct(
		private readonly Transport $transport,
		private readonly Clock $clock
	) {}

	/**
	 * @param Sender $sender      Who asks.
	 * @param int    $clockOffset Seconds by which Ivorey's clock is ahead of ours.
	 */
	public function connection( Sender $sender, int $clockOffset, int $timeout ): Answer {
		return $this->transport->request(
			'GET',
			$sender->credentials->apiUrl . '/v1/connection',
			$this->headers( $sender, MessageId::fresh(), '', $clockOffset ),
			'',
			$timeout
		);
	}

	public function batch( Sender $sender, Batch $batch, int $clockOffset, int $timeout ): Answer {
		$headers = [ 'Content-Type' => 'application/json' ];
		if ( $batch->gzipped ) {
			$headers['Content-Encoding'] = 'gzip';
		}
		return $this->transport->request(
			'POST',
			$sender->credentials->apiUrl . '/v1/batches',
			$headers + $this->headers( $sender, $batch->id, $batch->body, $clockOffset ),
			$batch->body,
			$timeout
		);
	}

	/** @return array<string, string> */
	private function headers( Sender $sender, string $id, string $body, int $clockOffset ): array {
		$credentials = $sender->credentials;
		$timestamp   = intdiv( $this->clock->microseconds(), 1_000_000 ) + $clockOffset;
		return [
			'Accept'            => 'application/json',
			'Authorization'     => 'Bearer ' . $credentials->token,
			'Ivorey-Connection' => $credentials->connection,
			'Ivorey-Store-Url'  => $sender->storeUrl,
			'Ivorey-Install-Id' => $sender->installId,
			'webhook-id'        => $id,
			'webhook-timestamp' => (string) $timestamp,
			'webhook-signature' => Signer::sign( $credentials->secret, $id, $timestamp, $body ),
		];
	}
}
