<?php
declare( strict_types=1 );

// phpcs:disable WordPress.Security.EscapeOutput.ExceptionNotEscaped -- Exceptions are no output: whatever shows one escapes it.

namespace Ivorey\WooCommerce\Reconcile;

use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\CredentialsUnreadable;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Http\Client;
use Ivorey\WooCommerce\Http\Request;
use Ivorey\WooCommerce\Http\ResponseClass;
use Ivorey\WooCommerce\Http\Sender;
use JsonException;

/** Sends signed read-only requests to Ivorey. */
final class Questions {

	private const TIMEOUT_SECONDS = 30;

	public function __construct(
		private readonly Connection $connection,
		private readonly Client $client
	) {}

	/**
	 * @param string               $path For example `/v1/verify`.
	 * @param array<string, mixed> $body
	 * @return array<mixed> The answer.
	 * @throws Unanswered If this store is not connected, or Ivorey does not return the expected answer.
	 */
	public function ask( string $path, array $body ): array {
		$request                       = Request::question( $path, json_encode( $body, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES ) );
		[ $classification, $response ] = $this->client->send( $request, $this->sender(), self::TIMEOUT_SECONDS );
		if ( ResponseClass::Good !== $classification->kind ) {
			throw Unanswered::because( $classification );
		}
		try {
			$value = json_decode( $response->body, true, 16, JSON_THROW_ON_ERROR );
		} catch ( JsonException ) {
			throw Unanswered::unreadable();
		}
		return is_array( $value ) ? $value : throw Unanswered::unreadable();
	}

	private function sender(): Sender {
		$state = $this->connection->current()->state;
		if ( State::Active !== $state ) {
			throw State::Paused === $state ? Unanswered::paused() : Unanswered::notConnected();
		}
		try {
			return $this->connection->sender() ?? throw Unanswered::notConnected();
		} catch ( CredentialsUnreadable ) {
			throw Unanswered::notConnected();
		}
	}
}
