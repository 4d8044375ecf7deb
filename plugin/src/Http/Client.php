<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

use Closure;
use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Model\Clock;

/** Signs requests to Ivorey, classifies the responses, and resends with Ivorey's clock if the local one is off. */
final class Client {

	public function __construct(
		private readonly Transport $transport,
		private readonly IvoreyClock $ivoreyClock,
		private readonly Clock $clock
	) {}

	/**
	 * @param int $timeout Seconds.
	 * @return array{Classification, Response}
	 */
	public function send( Request $request, Sender $sender, int $timeout ): array {
		return $this->finish( $this->begin( $request, $sender, $timeout ) );
	}

	/**
	 * Sends it, without waiting for the response if possible.
	 *
	 * @param int $timeout Seconds.
	 */
	public function begin( Request $request, Sender $sender, int $timeout ): Exchange {
		$began  = $this->clock->microseconds();
		$signed = [
			$request->method,
			$sender->credentials->apiUrl . $request->path,
			$request->headers + self::signature( $request, $sender, $this->ivoreyClock->ivoreySeconds() ),
			$request->body,
			$timeout,
		];
		return new Exchange(
			$request,
			$sender,
			$timeout,
			$began,
			$this->transport instanceof ConcurrentTransport
				? $this->transport->begin( ...$signed )
				: new FinishedResponse( $this->transport->request( ...$signed ) )
		);
	}

	/**
	 * Waits for the response.
	 *
	 * @param (Closure( Exchange, Classification, Response ): void)|null $onAttempt Called after each attempt.
	 * @return array{Classification, Response}
	 */
	public function finish( Exchange $exchange, ?Closure $onAttempt = null ): array {
		[ $classification, $response ] = $this->attempt( $exchange, $onAttempt );
		if ( ResponseClass::ClockSkew === $classification->kind && null !== $classification->serverTime ) {
			$this->ivoreyClock->correctClock( $classification->serverTime );
			[ $classification, $response ] = $this->attempt( $this->begin( $exchange->request, $exchange->sender, $exchange->timeout ), $onAttempt );
		}
		return [ $classification, $response ];
	}

	/** @return array{Classification, Response} */
	private function attempt( Exchange $exchange, ?Closure $onAttempt ): array {
		$response       = $exchange->pending->response();
		$classification = Classification::of( $response, intdiv( $this->clock->microseconds(), 1_000_000 ) );
		if ( null !== $onAttempt ) {
			$onAttempt( $exchange, $classification, $response );
		}
		return [ $classification, $response ];
	}

	/** @return array<string, string> */
	private static function signature( Request $request, Sender $sender, int $now ): array {
		$credentials = $sender->credentials;
		$id          = $request->messageId();
		return [
			'accept'                        => 'application/json',
			'authorization'                 => 'Bearer ' . $credentials->token,
			Contract::HEADERS['connection'] => $credentials->connection,
			Contract::HEADERS['store_url']  => $sender->storeUrl,
			Contract::HEADERS['install_id'] => $sender->installId,
			'webhook-id'                    => $id,
			'webhook-timestamp'             => (string) $now,
			'webhook-signature'             => Signer::sign( $credentials->secret, $id, $now, $request->body ),
		];
	}
}
