<?php
declare( strict_types=1 );

// phpcs:disable WordPress.Security.EscapeOutput.ExceptionNotEscaped -- Exceptions are no output: whatever shows one escapes it.

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Http\ResponseClass;
use Ivorey\WooCommerce\Http\Sender;
use Ivorey\WooCommerce\Model\Log;
use JsonException;
use UnexpectedValueException;

/** R25: a switch flipped in the store is pushed to Ivorey at once, and takes effect once Ivorey has it. */
final class SettingsEditor {

	private const PATH            = '/v1/settings';
	private const TIMEOUT_SECONDS = 10;

	/** Ivorey may raise the version without changing a switch, more than once. */
	private const ATTEMPTS = 3;

	/** cURL errors from before a request is sent: unknown host, no connection, no TLS. */
	private const NEVER_SENT = [ 'curl-5', 'curl-6', 'curl-7', 'curl-35', 'curl-60' ];

	public function __construct(
		private readonly Connection $connection,
		private readonly Documents $documents
	) {}

	/**
	 * @param array<string, bool> $import The switches that change.
	 * @param array<string, bool> $sync   The switches that change.
	 * @throws SettingsNotSaved      If Ivorey refused them, or has other settings in the meantime, or cannot be
	 *                               asked for them.
	 * @throws CredentialsUnreadable If the salts have changed.
	 */
	public function change( array $import, array $sync ): Settings {
		$base   = $this->connection->current()->settings;
		$sender = $this->connection->sender();
		if ( null === $base || null === $sender ) {
			throw SettingsNotSaved::notConnected();
		}
		for ( $attempt = 1; ; $attempt++ ) {
			[ $taken, $theirs ] = $this->push( $sender, $base, $base->with( $import, $sync ) );
			$this->connection->adopt( $theirs );
			if ( $taken ) {
				Log::info( 'The settings were changed in this store.', [ 'version' => $theirs->version ] );
				return $theirs;
			}
			if ( ! $theirs->selectsAs( $base ) || $attempt >= self::ATTEMPTS ) {
				throw SettingsNotSaved::conflict();
			}
			$base = $theirs;
		}
	}

	/**
	 * @return array{bool, Settings} Whether Ivorey accepted them, and the settings it has.
	 * @throws SettingsNotSaved If that is unknown.
	 */
	private function push( Sender $sender, Settings $base, Settings $wanted ): array {
		[ $classification, $response ] = $this->documents->put( $sender, self::PATH, $wanted->toUpdate(), self::TIMEOUT_SECONDS );
		if ( ResponseClass::Refused === $classification?->kind ) {
			throw SettingsNotSaved::refused( $classification->problem );
		}
		$problem = $classification->problem ?? 'unreadable-answer';
		try {
			$body = json_decode( '' === $response->body ? 'null' : $response->body, true, 16, JSON_THROW_ON_ERROR );
			if ( 200 === $response->status ) {
				return [ true, Settings::fromArray( $body ) ];
			}
			if ( 'settings-conflict' === $problem ) {
				return [ false, Settings::fromArray( is_array( $body ) ? $body['settings'] ?? null : null ) ];
			}
		} catch ( JsonException | UnexpectedValueException ) {
			return $this->readAgain( $base, $wanted, $problem );
		}
		if ( in_array( $problem, self::NEVER_SENT, true ) || ( $response->status >= 400 && $response->status < 500 ) ) {
			throw SettingsNotSaved::because( $problem );
		}
		return $this->readAgain( $base, $wanted, $problem );
	}

	/**
	 * The request may have arrived although its answer did not: asks Ivorey for its current settings.
	 *
	 * @return array{bool, Settings} As push().
	 * @throws SettingsNotSaved If Ivorey has other settings, or cannot be asked.
	 */
	private function readAgain( Settings $base, Settings $wanted, string $problem ): array {
		if ( Answered::Good !== $this->connection->check() ) {
			throw SettingsNotSaved::unknown( $problem );
		}
		$now = $this->connection->current()->settings;
		if ( null === $now || $now->selectsAs( $base ) ) {
			throw SettingsNotSaved::because( $problem );
		}
		if ( ! $now->selectsAs( $wanted ) ) {
			throw SettingsNotSaved::conflict();
		}
		return [ true, $now ];
	}
}
