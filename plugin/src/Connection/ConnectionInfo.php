<?php
declare( strict_types=1 );

// phpcs:disable WordPress.Security.EscapeOutput.ExceptionNotEscaped -- Exceptions are no output: whatever shows one escapes it.

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Contract\Contract;
use JsonException;
use UnexpectedValueException;

/** Ivorey's answer to `GET /v1/connection`. */
final class ConnectionInfo {

	/** @param list<string> $optionalFields The ones of Contract::OPTIONAL_FIELDS that Ivorey accepts. */
	private function __construct(
		public readonly string $id,
		public readonly State $state,
		public readonly string $accountId,
		public readonly string $accountName,
		public readonly string $storeUrl,
		public readonly Settings $settings,
		public readonly ?ImportRequest $importRequest,
		public readonly ?string $epoch = null,
		public readonly string $consoleUrl = '',
		public readonly array $optionalFields = []
	) {}

	/** @throws UnexpectedValueException If it does not follow the contract. */
	public static function fromJson( string $json ): self {
		try {
			$value = json_decode( $json, true, 16, JSON_THROW_ON_ERROR );
		} catch ( JsonException ) {
			throw new UnexpectedValueException( 'The answer is not JSON.' );
		}
		$account = is_array( $value ) ? $value['account'] ?? null : null;
		$state   = is_array( $value ) ? $value['state'] ?? null : null;
		$state   = is_string( $state ) ? State::tryFrom( $state ) : null;
		if ( ! is_array( $value ) || ! is_array( $account ) || null === $state ) {
			throw new UnexpectedValueException( 'The answer does not describe a connection.' );
		}
		return new self(
			self::text( $value, 'id' ),
			$state,
			self::text( $account, 'id' ),
			self::text( $account, 'name' ),
			self::text( $value, 'store_url' ),
			Settings::fromArray( $value['settings'] ?? null ),
			ImportRequest::fromRequests( $value['requests'] ?? null ),
			is_string( $value['epoch'] ?? null ) ? $value['epoch'] : null,
			self::webAddress( $value['console_url'] ?? null ),
			self::optionalFields( $value['optional_fields'] ?? null )
		);
	}

	/** @return list<string> The listed ones of Contract::OPTIONAL_FIELDS; empty if an older API lists none. */
	public static function optionalFields( mixed $names ): array {
		$taken = [];
		foreach ( Contract::OPTIONAL_FIELDS as $field ) {
			if ( is_array( $names ) && in_array( $field, $names, true ) ) {
				$taken[] = $field;
			}
		}
		return $taken;
	}

	/** @return string Without a trailing slash; empty if an older API does not send it. */
	private static function webAddress( mixed $url ): string {
		return is_string( $url ) && 1 === preg_match( '~\Ahttps?://[^\s/]~', $url ) ? rtrim( $url, '/' ) : '';
	}

	/** @param array<mixed> $value */
	private static function text( array $value, string $name ): string {
		$text = $value[ $name ] ?? null;
		if ( ! is_string( $text ) ) {
			throw new UnexpectedValueException( "\"$name\" is missing." );
		}
		return $text;
	}
}
