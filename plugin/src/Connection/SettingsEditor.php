<?php
declare( strict_types=1 );

// phpcs:disable WordPress.Security.EscapeOutput.ExceptionNotEscaped -- Exceptions are no output: whatever shows one escapes it.

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Http\ResponseClass;
use Ivorey\WooCommerce\Http\Sender;
use Ivorey\WooCommerce\Model\Log;
use JsonException;
use UnexpectedValueException;

/** R25: a switch that is flipped in the store is pushed to Ivorey at once, and counts when Ivorey has it. */
final class SettingsEditor {

	private const PATH            = '/v1/settings';
	private const TIMEOUT_SECONDS = 10;

	/** Ivorey may raise the version without changing a switch, and do so again just then. */
	private const ATTEMPTS = 3;

	/** cURL's errors before a request is sent: no host, no way to it, no encryption. */
	private const NEVER_SENT = [ 'curl-5', 'curl-6', 'curl-7', 'curl-35', 'curl-60' ];

	public function __construct(
		private readonly Connection $connection,
		private readonly Documents $documents
	) {}

	/**
	 * @param array<string, bool> $import The switches that change.
	 * @param array<string, bool> $sync   The switches that change.
	 * @throws SettingsNotSaved      If Ivorey did not take them, or has others meanwhile, or cannot be asked which.
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
	 * @return array{bool, Settings} Whether Ivorey took them, and those that it has.
	 * @throws SettingsNotSaved If that cannot be told.
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
	 * The request may have arrived, and only its answer not: Ivorey says what it has.
	 *
	 * @return array{bool, Settings} As push().
	 * @throws SettingsNotSaved If it has others, or cannot be asked.
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
