<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Contract\Contract;

/** Signed requests to Ivorey. */
final class Client {

	/** Bytes. */
	private const LONG_QUESTION = 1_024;

	public function __construct( private readonly Transport $transport ) {}

	/** @param int $now Seconds since 1970, by Ivorey's clock. */
	public function connection( Sender $sender, int $now, int $timeout ): Answer {
		return $this->transport->request(
			'GET',
			$sender->credentials->apiUrl . '/v1/connection',
			$this->headers( $sender, MessageId::fresh(), '', $now ),
			'',
			$timeout
		);
	}

	/**
	 * Says that the store was disconnected (R26).
	 *
	 * @param int $now Seconds since 1970, by Ivorey's clock.
	 */
	public function leave( Sender $sender, int $now, int $timeout ): Answer {
		return $this->transport->request(
			'DELETE',
			$sender->credentials->apiUrl . '/v1/connection',
			$this->headers( $sender, MessageId::fresh( Contract::ACTION_IDS['disconnect'] ), '', $now ),
			'',
			$timeout
		);
	}

	/**
	 * Asks for new credentials.
	 *
	 * @param int $now Seconds since 1970, by Ivorey's clock.
	 */
	public function rotate( Sender $sender, int $now, int $timeout ): Answer {
		return $this->transport->request(
			'POST',
			$sender->credentials->apiUrl . '/v1/connection/rotate',
			$this->headers( $sender, MessageId::fresh( Contract::ACTION_IDS['rotate'] ), '', $now ),
			'',
			$timeout
		);
	}

	/** @param int $now Seconds since 1970, by Ivorey's clock. */
	public function batch( Sender $sender, Batch $batch, int $now, int $timeout ): Answer {
		return $this->transport->request( ...$this->batchRequest( $sender, $batch, $now, $timeout ) );
	}

	/**
	 * The same, without waiting for the answer where that is possible.
	 *
	 * @param int $now Seconds since 1970, by Ivorey's clock.
	 */
	public function beginBatch( Sender $sender, Batch $batch, int $now, int $timeout ): PendingAnswer {
		$request = $this->batchRequest( $sender, $batch, $now, $timeout );
		return $this->transport instanceof ConcurrentTransport
			? $this->transport->begin( ...$request )
			: new FinishedAnswer( $this->transport->request( ...$request ) );
	}

	/** @return array{string, string, array<string, string>, string, int} */
	private function batchRequest( Sender $sender, Batch $batch, int $now, int $timeout ): array {
		$headers = [ 'content-type' => 'application/json' ];
		if ( $batch->gzipped ) {
			$headers['content-encoding'] = 'gzip';
		}
		return [
			'POST',
			$sender->credentials->apiUrl . '/v1/batches',
			$headers + $this->headers( $sender, $batch->id, $batch->body, $now ),
			$batch->body,
			$timeout,
		];
	}

	/**
	 * Asks something, each time anew (`/v1/verify`, `/v1/explain`). A long question is compressed: ranges of ids are alike.
	 *
	 * @param string $json
	 * @param int    $now  Seconds since 1970, by Ivorey's clock.
	 */
	public function ask( Sender $sender, string $path, string $json, int $now, int $timeout ): Answer {
		$zip  = strlen( $json ) > self::LONG_QUESTION && function_exists( 'gzencode' ) ? gzencode( $json, 6 ) : false;
		$body = false === $zip ? $json : $zip;
		return $this->transport->request(
			'POST',
			$sender->credentials->apiUrl . $path,
			[ 'content-type' => 'application/json' ] + ( false === $zip ? [] : [ 'content-encoding' => 'gzip' ] ) + $this->headers( $sender, MessageId::fresh(), $body, $now ),
			$body,
			$timeout
		);
	}

	/**
	 * Replaces a document of the connection (`/v1/settings`, `/v1/status`).
	 *
	 * @param string $json
	 * @param int    $now  Seconds since 1970, by Ivorey's clock.
	 */
	public function put( Sender $sender, string $path, string $json, int $now, int $timeout ): Answer {
		return $this->transport->request(
			'PUT',
			$sender->credentials->apiUrl . $path,
			[ 'content-type' => 'application/json' ] + $this->headers( $sender, MessageId::fresh(), $json, $now ),
			$json,
			$timeout
		);
	}

	/** @return array<string, string> */
	private function headers( Sender $sender, string $id, string $body, int $now ): array {
		$credentials = $sender->credentials;
		return [
			'accept'                        => 'application/json',
			'authorization'                 => 'Bearer ' . $credentials->token,
			Contract::HEADERS['connection'] => $credentials->connection,
			Contract::HEADERS['store_url']  => $sender->storeUrl,
			Contract::HEADERS['install_id'] => $sender->installId,
			'webhook-id'                    => $id,
			'webhook-timestamp'             => (string) $now,
			'webhook-signature'             => Signer::sign( $credentials->secret, $id, $now, $body ),
		];
	}
}
