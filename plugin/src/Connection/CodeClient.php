<?php
declare( strict_types=1 );

// phpcs:disable WordPress.Security.EscapeOutput.ExceptionNotEscaped -- Exceptions are no output: whatever shows one escapes it.

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Http\Classification;
use Ivorey\WooCommerce\Http\Credentials;
use Ivorey\WooCommerce\Http\Response;
use Ivorey\WooCommerce\Http\ResponseClass;
use Ivorey\WooCommerce\Http\SiteUrl;
use Ivorey\WooCommerce\Http\Transport;
use Ivorey\WooCommerce\Model\Clock;
use JsonException;
use SensitiveParameter;
use UnexpectedValueException;

/** The store's side of the code exchange, server to server. Nothing is signed yet: the code is the proof. */
final class CodeClient {

	private const TIMEOUT_SECONDS       = 15;
	private const PROBE_TIMEOUT_SECONDS = 5;
	private const BAD_REQUEST           = 400;
	private const EXCHANGE              = 'token';
	private const UNCONFIRMED           = 'store-unconfirmed';

	public function __construct(
		private readonly Transport $transport,
		private readonly Clock $clock
	) {}

	/** @throws AuthorizationFailed Unless an Ivorey answers at this address. */
	public function probe( string $apiUrl ): void {
		$response       = $this->transport->request( 'GET', $apiUrl . '/healthz', [ 'accept' => 'application/json' ], '', self::PROBE_TIMEOUT_SECONDS );
		$classification = Classification::of( $response, intdiv( $this->clock->microseconds(), 1_000_000 ) );
		if ( ResponseClass::Good !== $classification->kind ) {
			throw AuthorizationFailed::silent( SiteUrl::host( $apiUrl ), $classification );
		}
	}

	/** @throws AuthorizationFailed If the code cannot be used, or Ivorey cannot be reached. */
	public function describe( CodeGrant $grant, string $storeUrl ): CodeDescription {
		$response = $this->post( $grant, 'describe', [ 'store_url' => $storeUrl ] + $grant->proof() );
		try {
			return CodeDescription::fromJson( $response->body, $grant->apiUrl );
		} catch ( UnexpectedValueException ) {
			throw AuthorizationFailed::unreadable();
		}
	}

	/**
	 * Uses the code up.
	 *
	 * @param Credentials|null $moved        The credentials this site used at its former address.
	 * @param string|null      $confirmation The secret that this site proves to know when Ivorey asks, if
	 *                                       Ivorey began the connection.
	 * @return array{mixed, string} The credentials as decoded JSON, and the connection's page in Ivorey.
	 * @throws AuthorizationFailed If the code cannot be used, or Ivorey cannot be reached.
	 */
	public function exchange( CodeGrant $grant, string $storeUrl, string $installId, ?Credentials $moved = null, #[SensitiveParameter] ?string $confirmation = null ): array {
		$response = $this->post(
			$grant,
			self::EXCHANGE,
			[
				'grant_type' => 'authorization_code',
				'store_url'  => $storeUrl,
				'install_id' => $installId,
			] + $grant->proof() + ( null === $confirmation ? [] : [ 'confirmation' => $confirmation ] ) + ( null === $moved ? [] : [
				'moved_from' => [
					'connection' => $moved->connection,
					'token'      => $moved->token,
				],
			] )
		);
		try {
			$value = json_decode( $response->body, true, 8, JSON_THROW_ON_ERROR );
		} catch ( JsonException ) {
			$value = null;
		}
		if ( ! is_array( $value ) || ! is_string( $value['return_url'] ?? null ) ) {
			throw AuthorizationFailed::usedUp( Classification::unreadable()->problem );
		}
		return [ $value['credentials'] ?? null, $value['return_url'] ];
	}

	/** @throws AuthorizationFailed If the code cannot be used, or Ivorey cannot be reached. */
	public function deny( CodeGrant $grant ): void {
		$this->post( $grant, 'deny', [ 'code' => $grant->code ] );
	}

	/**
	 * @param array<string, string|array<string, string>> $body
	 * @throws AuthorizationFailed Unless it succeeded.
	 */
	private function post( CodeGrant $grant, string $name, #[SensitiveParameter] array $body ): Response {
		$response = $this->transport->request(
			'POST',
			$grant->apiUrl . '/v1/connect/' . $name,
			[
				'accept'       => 'application/json',
				'content-type' => 'application/json',
			],
			json_encode( $body, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE ),
			self::TIMEOUT_SECONDS
		);
		if ( 200 === $response->status || 204 === $response->status ) {
			return $response;
		}
		$classification = Classification::of( $response, intdiv( $this->clock->microseconds(), 1_000_000 ) );
		throw match ( true ) {
			self::UNCONFIRMED === $classification->problem && $classification->ours => AuthorizationFailed::unconfirmed(),
			self::BAD_REQUEST === $response->status && $classification->ours => AuthorizationFailed::invalidGrant(),
			// A response that Ivorey did not send does not tell whether Ivorey used the code.
			self::EXCHANGE === $name && ! $classification->ours => AuthorizationFailed::usedUp( $classification->problem ),
			default => AuthorizationFailed::because( $classification ),
		};
	}
}
