<?php
declare( strict_types=1 );

// phpcs:disable WordPress.Security.EscapeOutput.ExceptionNotEscaped -- Exceptions are no output: whatever shows one escapes it.

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Database\NamedLock;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Http\CircuitBreaker;
use Ivorey\WooCommerce\Http\Client;
use Ivorey\WooCommerce\Http\Credentials;
use Ivorey\WooCommerce\Http\InvalidCredentials;
use Ivorey\WooCommerce\Http\Request;
use Ivorey\WooCommerce\Http\ResponseClass;
use Ivorey\WooCommerce\Http\Sender;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Log;
use JsonException;

/**
 * Renews the credentials, automatically every 90 days and on the owner's request. The previous ones stay
 * valid until a day after the first use of the new ones. A lost answer, or a process that dies before saving
 * it, therefore costs nothing: the next attempt renews them again.
 */
final class Rotation {

	private const EVERY_SECONDS   = 90 * 86_400;
	private const TIMEOUT_SECONDS = 15;

	/** Seconds between attempts while it fails, instead of one with each sweep. */
	private const RETRY_SECONDS = 600;

	/** Time of the last attempt; not autoloaded, and removed after a success. */
	public const OPTION = 'ivorey_rotation_tried_at';

	public function __construct(
		private readonly Connection $connection,
		private readonly Client $client,
		private readonly CircuitBreaker $breaker,
		private readonly NamedLock $lock,
		private readonly Clock $clock
	) {}

	/** Costs no query until renewal is due. */
	public function onSweep(): void {
		$connection = $this->connection->current();
		$now        = $this->now();
		if (
			State::Active !== $connection->state
			|| $connection->credentialsAt + self::EVERY_SECONDS > $now
			|| $this->breaker->isBackingOff()
			|| $this->triedAt() + self::RETRY_SECONDS > $now
		) {
			return;
		}
		update_option( self::OPTION, $now, false );
		try {
			$this->rotate();
		} catch ( RotationFailed $error ) {
			Log::warning( 'The credentials could not be renewed; the current ones stay valid.', [ 'problem' => $error->problem ] );
		} catch ( CredentialsUnreadable | QueryFailed ) {
			// The next delivery fails the same way and reports the reason.
			return;
		}
	}

	/**
	 * One process at a time: with two, the saved credentials might be the ones that Ivorey has already
	 * replaced.
	 *
	 * @throws RotationFailed        If the credentials are unchanged.
	 * @throws CredentialsUnreadable If the salts have changed.
	 * @throws QueryFailed           If the database refuses.
	 */
	public function rotate(): void {
		if ( ! $this->lock->acquire( 0 ) ) {
			throw RotationFailed::underWay();
		}
		try {
			$before = $this->connection->current();
			$sender = $this->connection->sender();
			if ( null === $sender ) {
				throw RotationFailed::notConnected();
			}
			if ( ! $this->connection->rotate( $this->ask( $sender ), $before ) ) {
				throw RotationFailed::overtaken();
			}
			delete_option( self::OPTION );
		} finally {
			$this->lock->release();
		}
	}

	/** @throws RotationFailed Unless Ivorey issued new ones to this same connection. */
	private function ask( Sender $sender ): Credentials {
		[ $classification, $response ] = $this->client->send( Request::action( 'POST', '/v1/connection/rotate', Contract::ACTION_IDS['rotate'] ), $sender, self::TIMEOUT_SECONDS );
		if ( ResponseClass::Good !== $classification->kind ) {
			throw RotationFailed::because( $classification );
		}
		try {
			$value = json_decode( $response->body, true, 8, JSON_THROW_ON_ERROR );
			$given = is_array( $value ) && is_array( $value['credentials'] ?? null ) ? $value['credentials'] : [];
			// The API address stays the approved one.
			$credentials = Credentials::fromJson( json_encode( [ 'api_url' => $sender->credentials->apiUrl ] + $given, JSON_THROW_ON_ERROR ), true );
		} catch ( JsonException | InvalidCredentials ) {
			throw RotationFailed::unreadable();
		}
		if ( $credentials->connection !== $sender->credentials->connection ) {
			throw RotationFailed::unreadable();
		}
		return $credentials;
	}

	private function triedAt(): int {
		$at = get_option( self::OPTION, 0 );
		return is_numeric( $at ) ? (int) $at : 0;
	}

	private function now(): int {
		return intdiv( $this->clock->microseconds(), 1_000_000 );
	}
}
