<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Http\Credentials;
use Ivorey\WooCommerce\Http\SiteUrl;
use Ivorey\WooCommerce\Model\Element;
use UnexpectedValueException;

/** The connection as the site stores it, without secrets. Every mark reads it, so it is small and autoloaded. */
final class StoredConnection {

	/**
	 * @param int    $connectedAt   Seconds since 1970: the first connect of this connection, kept by later ones
	 *                              (R11); 0 if never.
	 * @param string $installId     ID of the approved installation; empty if unknown.
	 * @param int    $credentialsAt Seconds since 1970: when the credentials were issued; 0 if unknown.
	 * @param string $consoleUrl    The console's URL in Ivorey; empty if an older API does not send it.
	 * @param list<string> $optionalFields The ones of Contract::OPTIONAL_FIELDS that Ivorey accepts.
	 */
	private function __construct(
		public readonly State $state,
		public readonly string $apiUrl = '',
		public readonly string $connection = '',
		public readonly string $accountId = '',
		public readonly string $accountName = '',
		public readonly string $storeUrl = '',
		public readonly int $connectedAt = 0,
		public readonly ?Settings $settings = null,
		public readonly ?Pause $pause = null,
		public readonly string $installId = '',
		public readonly int $credentialsAt = 0,
		public readonly string $consoleUrl = '',
		public readonly array $optionalFields = []
	) {}

	public static function disconnected(): self {
		return new self( State::Disconnected );
	}

	/**
	 * @param int      $connectedAt   Seconds since 1970: the first connect of this connection.
	 * @param int|null $credentialsAt Seconds since 1970; null for the same as $connectedAt.
	 */
	public static function connected( Credentials $credentials, ConnectionInfo $info, int $connectedAt, string $installId = '', ?int $credentialsAt = null ): self {
		return new self(
			$info->state,
			$credentials->apiUrl,
			$credentials->connection,
			$info->accountId,
			$info->accountName,
			$info->storeUrl,
			$connectedAt,
			$info->settings,
			null,
			$installId,
			$credentialsAt ?? $connectedAt,
			$info->consoleUrl,
			$info->optionalFields
		);
	}

	/**
	 * A copy with Ivorey's current answer. A slow answer may carry settings that have been changed since
	 * (R25).
	 *
	 * @param bool $isRestored Whether Ivorey's database was restored: its settings then count, whatever their version.
	 */
	public function refreshed( ConnectionInfo $info, bool $isRestored = false ): self {
		$isNewer = ! $isRestored && ( $this->settings->version ?? -1 ) > $info->settings->version;
		return $this->with(
			state: $info->state,
			accountId: $info->accountId,
			accountName: $info->accountName,
			storeUrl: $info->storeUrl,
			settings: $isNewer ? $this->settings : $info->settings,
			pause: null,
			consoleUrl: $info->consoleUrl,
			optionalFields: $info->optionalFields
		);
	}

	public function withSettings( Settings $settings ): self {
		return $this->with( settings: $settings );
	}

	public function paused( Pause $pause ): self {
		return $this->with( state: State::Paused, pause: $pause );
	}

	/** Whether a refusal for this reason pauses the connection, or turns its pause into another incident. */
	public function isPausedAnewBy( string $reason ): bool {
		return State::Active === $this->state
			|| ( State::Paused === $this->state && ( $this->pause?->isOvertakenBy( $reason ) ?? true ) );
	}

	/** @param int $now Seconds since 1970: when the credentials were issued. */
	public function rotated( Credentials $credentials, int $now ): self {
		return $this->with( apiUrl: $credentials->apiUrl, credentialsAt: $now );
	}

	/** @param mixed ...$changes By property name; other properties keep their values. */
	private function with( mixed ...$changes ): self {
		return new self( ...array_merge( get_object_vars( $this ), $changes ) ); // @phpstan-ignore argument.type
	}

	/** Whether it has not been ended, replaced, paused or resumed since; its settings may differ. */
	public function isStill( self $before ): bool {
		return $this->state === $before->state && $this->hasCredentialsOf( $before );
	}

	/** Whether it is the same connection, without a reconnect or renewed credentials since. */
	public function hasCredentialsOf( self $before ): bool {
		return $this->connection === $before->connection && $this->credentialsAt === $before->credentialsAt;
	}

	/** Whether this is the approved site, and neither a copy nor the same site at another address. */
	public function isOf( string $storeUrl, string $installId ): bool {
		return State::Disconnected === $this->state
			|| ( SiteUrl::isSame( $this->storeUrl, $storeUrl ) && ( '' === $this->installId || $this->installId === $installId ) );
	}

	/**
	 * @return string The console's URL in Ivorey: an older API that does not send it serves its pages at its
	 *                own address.
	 */
	public function ivoreyUrl(): string {
		return '' === $this->consoleUrl ? rtrim( $this->apiUrl, '/' ) : $this->consoleUrl;
	}

	/** @return string The order's page in Ivorey (ingest-api/src/console/paths.ts). */
	public function orderUrl( int $order ): string {
		$id = explode( '.', $this->connection, 2 )[1] ?? '';
		return $this->ivoreyUrl() . '/orders/' . rawurlencode( $id ) . "/$order";
	}

	/** Whether Ivorey accepts this field of a record, one of Contract::OPTIONAL_FIELDS. */
	public function takes( string $field ): bool {
		return in_array( $field, $this->optionalFields, true );
	}

	/** Whether changes of this element are marked. Marking continues during a pause (R29). */
	public function marks( Element $element ): bool {
		return ( State::Active === $this->state || State::Paused === $this->state )
			&& null !== $this->settings
			&& $this->settings->keepsInSync( $element );
	}

	/** @param mixed $value As the option holds it; anything else is a store that is not connected. */
	public static function fromOption( mixed $value ): self {
		if ( ! is_array( $value ) ) {
			return self::disconnected();
		}
		$state = State::tryFrom( self::text( $value, 'state' ) );
		if ( null === $state || State::Disconnected === $state ) {
			return self::disconnected();
		}
		try {
			$settings = Settings::fromArray( $value['settings'] ?? null );
		} catch ( UnexpectedValueException ) {
			return self::disconnected();
		}
		$pause = $value['pause'] ?? null;
		$at    = $value['connected_at'] ?? null;
		$since = $value['credentials_at'] ?? null;
		return new self(
			$state,
			self::text( $value, 'api_url' ),
			self::text( $value, 'connection' ),
			self::text( $value, 'account_id' ),
			self::text( $value, 'account_name' ),
			self::approvedUrl( $value ),
			is_int( $at ) ? $at : 0,
			$settings,
			is_array( $pause ) ? new Pause( self::text( $pause, 'reason' ), is_int( $pause['since'] ?? null ) ? $pause['since'] : 0 ) : null,
			self::text( $value, 'install_id' ),
			is_int( $since ) ? $since : 0,
			self::text( $value, 'console_url' ),
			ConnectionInfo::optionalFields( $value['optional_fields'] ?? null )
		);
	}

	/** @return array<string, mixed> */
	public function toOption(): array {
		if ( State::Disconnected === $this->state ) {
			return [ 'state' => $this->state->value ];
		}
		return [
			'state'           => $this->state->value,
			'api_url'         => $this->apiUrl,
			'connection'      => $this->connection,
			'account_id'      => $this->accountId,
			'account_name'    => $this->accountName,
			'store_url'       => $this->storeUrl,
			'site'            => bin2hex( $this->storeUrl ),
			'connected_at'    => $this->connectedAt,
			'install_id'      => $this->installId,
			'credentials_at'  => $this->credentialsAt,
			'console_url'     => $this->consoleUrl,
			'optional_fields' => $this->optionalFields,
			'settings'        => $this->settings?->toArray(),
			'pause'           => null === $this->pause ? null : [
				'reason' => $this->pause->reason,
				'since'  => $this->pause->since,
			],
		];
	}

	/**
	 * Copying or moving a site replaces its address in the whole database, which would turn a copy into the
	 * approved site. The search does not find the address in hexadecimal.
	 *
	 * @param array<mixed> $value
	 */
	private static function approvedUrl( array $value ): string {
		$hex = self::text( $value, 'site' );
		$url = 1 === preg_match( '/\A(?:[0-9a-f]{2})+\z/', $hex ) ? hex2bin( $hex ) : false;
		return false === $url ? self::text( $value, 'store_url' ) : $url;
	}

	/** @param array<mixed> $value */
	private static function text( array $value, string $name ): string {
		$text = $value[ $name ] ?? null;
		return is_string( $text ) ? $text : '';
	}
}
