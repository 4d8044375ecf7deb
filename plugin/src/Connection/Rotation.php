<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Clock;
use Ivorey\WooCommerce\Delivery\Client;
use Ivorey\WooCommerce\Delivery\Link;
use Ivorey\WooCommerce\Delivery\Verdict;
use Ivorey\WooCommerce\Delivery\VerdictKind;
use Ivorey\WooCommerce\Log;
use JsonException;

/**
 * Renews the credentials every 90 days by itself. Those before stay good for a day, so an answer that
 * is lost, or a process that dies before it has saved it, costs nothing: the next try renews them again.
 */
final class Rotation {

	private const PATH            = '/v1/connection/rotate';
	private const EVERY_SECONDS   = 90 * 86_400;
	private const TIMEOUT_SECONDS = 15;

	/** While it fails it is tried so often, and not with each sweep. */
	private const RETRY_SECONDS = 600;

	/** When it was tried last; not autoloaded, and gone once it went well. */
	public const OPTION = 'ivorey_rotation_tried_at';

	public function __construct(
		private readonly Connection $connection,
		private readonly Client $client,
		private readonly Link $link,
		private readonly Clock $clock
	) {}

	/** Costs no query until it is due. */
	public function onSweep(): void {
		$connection = $this->connection->current();
		$now        = $this->now();
		if (
			State::Active !== $connection->state
			|| $connection->credentialsAt + self::EVERY_SECONDS > $now
			|| $this->link->isBackingOff()
			|| $this->triedAt() + self::RETRY_SECONDS > $now
		) {
			return;
		}
		update_option( self::OPTION, $now, false );
		try {
			$this->rotate();
		} catch ( CredentialsUnreadable ) {
			// The next delivery pauses, and says why.
			return;
		}
	}

	/**
	 * @return bool Whether they are new.
	 * @throws CredentialsUnreadable If the salts have changed.
	 */
	public function rotate(): bool {
		$sender = $this->connection->sender();
		if ( null === $sender ) {
			return false;
		}
		$answer  = $this->client->ask( $sender, self::PATH, '', $this->link->ivoreySeconds(), self::TIMEOUT_SECONDS );
		$verdict = Verdict::of( $answer, $this->now() );
		if ( VerdictKind::Good !== $verdict->kind ) {
			Log::warning( 'The credentials could not be renewed; those there are stay good.', [ 'problem' => $verdict->problem ] );
			return false;
		}
		try {
			$value = json_decode( $answer->body, true, 8, JSON_THROW_ON_ERROR );
			$given = is_array( $value ) && is_array( $value['credentials'] ?? null ) ? $value['credentials'] : [];
			// The address stays the one that was approved.
			$credentials = Credentials::fromJson( json_encode( [ 'api_url' => $sender->credentials->apiUrl ] + $given, JSON_THROW_ON_ERROR ), true );
		} catch ( JsonException | InvalidCredentials ) {
			Log::warning( 'Ivorey answered with credentials that cannot be read; those there are stay good.' );
			return false;
		}
		if ( $credentials->connection !== $sender->credentials->connection ) {
			Log::warning( 'Ivorey answered with credentials of another connection; those there are stay good.' );
			return false;
		}
		$this->connection->rotate( $credentials );
		delete_option( self::OPTION );
		return true;
	}

	private function triedAt(): int {
		$at = get_option( self::OPTION, 0 );
		return is_numeric( $at ) ? (int) $at : 0;
	}

	private function now(): int {
		return intdiv( $this->clock->microseconds(), 1_000_000 );
	}
}
