<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

use DateTimeImmutable;
use Ivorey\WooCommerce\Contract\Contract;
use JsonException;

/** A response's class, and its other details. Pure: the whole reaction to HTTP is decided here. */
final class Classification {

	/** Longest wait that a response can ask for; seconds. */
	private const MAX_RETRY_AFTER = 86_400;

	private const REFUSALS = [ 401, 403, 404 ];

	/** Statuses with which a server, a proxy or a rate limiter says that the cause is not the request. */
	private const PASSING = [ 408, 425, 429, 502, 503, 504 ];

	/**
	 * @param string   $problem    Name of Ivorey's problem; otherwise the observed failure (`http-502`, `network`, …).
	 * @param bool     $ours       Whether Ivorey itself answered, and not a proxy.
	 * @param int|null $retryAfter Minimum seconds to wait.
	 * @param int|null $serverTime Seconds since 1970, with ClockSkew.
	 */
	private function __construct(
		public readonly ResponseClass $kind,
		public readonly string $problem = '',
		public readonly bool $ours = true,
		public readonly ?int $retryAfter = null,
		public readonly ?int $serverTime = null
	) {}

	/** @param int $now Seconds since 1970. */
	public static function of( Response $response, int $now ): self {
		if ( 200 === $response->status ) {
			return str_starts_with( $response->header( 'content-type' ), 'application/json' )
				? new self( ResponseClass::Good )
				: new self( ResponseClass::Retry, 'unexpected-content', false );
		}
		if ( 0 === $response->status ) {
			return new self( ResponseClass::Retry, '' === $response->failure ? 'network' : $response->failure, false );
		}
		$problem    = self::problem( $response );
		$name       = $problem['name'] ?? 'http-' . $response->status;
		$ours       = null !== $problem;
		$retryAfter = self::retryAfter( $response->header( 'retry-after' ), $now );

		if ( in_array( $response->status, self::REFUSALS, true ) ) {
			return new self( ResponseClass::Refused, $ours ? $name : 'refused-' . $response->status, $ours, $retryAfter );
		}
		if ( 413 === $response->status ) {
			return new self( ResponseClass::TooLarge, $name, $ours );
		}
		if ( ! $ours || in_array( $response->status, self::PASSING, true ) ) {
			return new self( ResponseClass::Retry, $name, $ours, $retryAfter );
		}
		$reaction = Contract::PROBLEMS[ $name ]['reaction'] ?? 'bug';
		if ( 'resync_clock' === $reaction ) {
			return null === $problem['server_time']
				? new self( ResponseClass::Retry, $name, true, $retryAfter )
				: new self( ResponseClass::ClockSkew, $name, true, $retryAfter, $problem['server_time'] );
		}
		return new self(
			match ( $reaction ) {
				'pause'   => ResponseClass::Refused,
				'smaller' => ResponseClass::TooLarge,
				// Either side will be updated, and the request itself is fine.
				'update'  => ResponseClass::Retry,
				// A database failover looks the same as a record that makes Ivorey fail.
				'retry'   => ResponseClass::Broken,
				// One record of the batch may be invalid.
				default   => ResponseClass::Suspect,
			},
			$name,
			true,
			$retryAfter
		);
	}

	/** A 200 with an unexpected body. */
	public static function unreadable(): self {
		return new self( ResponseClass::Retry, 'unreadable-answer' );
	}

	/** The class of a body that is over the contract's limit. */
	public static function tooLarge(): self {
		return new self( ResponseClass::TooLarge, 'payload-too-large' );
	}

	/**
	 * Retry-After, as seconds or as an HTTP date.
	 *
	 * @return int|null Seconds from now, at most a day; null if missing or invalid.
	 */
	public static function retryAfter( string $header, int $now ): ?int {
		$header = trim( $header );
		if ( 1 === preg_match( '/\A[0-9]{1,9}\z/', $header ) ) {
			return min( (int) $header, self::MAX_RETRY_AFTER );
		}
		$date = DateTimeImmutable::createFromFormat( 'D, d M Y H:i:s \G\M\T', $header, new \DateTimeZone( 'UTC' ) );
		if ( false === $date ) {
			return null;
		}
		return min( max( 0, $date->getTimestamp() - $now ), self::MAX_RETRY_AFTER );
	}

	/** @return array{name: string, server_time: int|null}|null Null if it is not one of Ivorey's problems. */
	private static function problem( Response $response ): ?array {
		if ( ! str_starts_with( $response->header( 'content-type' ), 'application/problem+json' ) ) {
			return null;
		}
		try {
			$value = json_decode( $response->body, true, 16, JSON_THROW_ON_ERROR );
		} catch ( JsonException ) {
			return null;
		}
		$type = is_array( $value ) ? $value['type'] ?? null : null;
		if ( ! is_array( $value ) || ! is_string( $type ) || ! str_starts_with( $type, Contract::PROBLEM_TYPE_PREFIX ) ) {
			return null;
		}
		$time = $value['server_time'] ?? null;
		$time = is_string( $time ) ? strtotime( $time ) : false;
		return [
			'name'        => substr( $type, strlen( Contract::PROBLEM_TYPE_PREFIX ) ),
			'server_time' => false === $time ? null : $time,
		];
	}
}
