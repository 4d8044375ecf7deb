<?php
declare( strict_types=1 );

// phpcs:disable WordPress.Security.EscapeOutput.ExceptionNotEscaped -- Exceptions are no output: whatever shows one escapes it.

namespace Ivorey\WooCommerce\Http;

use JsonException;
use SensitiveParameter;

/** The credentials the store sends with: `{api_url, connection, token, secret}` (shared/src/connection.ts). */
final class Credentials {

	private const FIELDS        = [ 'api_url', 'connection', 'token', 'secret' ];
	private const LOCAL_HOSTS   = [ 'localhost', '127.0.0.1', '[::1]', 'host.docker.internal' ];
	private const SECRET_PREFIX = 'whsec_';

	/** Standard Webhooks requires 24 to 64 bytes. */
	private const MIN_SECRET_BYTES = 24;
	private const MAX_SECRET_BYTES = 64;

	/**
	 * @param string $apiUrl     Without a trailing slash.
	 * @param string $connection `<account id>.<connection id>`.
	 * @param string $secret     `whsec_` and base64.
	 */
	private function __construct(
		public readonly string $apiUrl,
		public readonly string $connection,
		public readonly string $token,
		public readonly string $secret
	) {}

	/**
	 * Whether they are for the same connection. Another Ivorey may use the same connection ID, but does not
	 * know its token.
	 */
	public function succeed( self $before ): bool {
		return $this->connection === $before->connection
			&& ( $this->token === $before->token || SiteUrl::host( $this->apiUrl ) === SiteUrl::host( $before->apiUrl ) );
	}

	/**
	 * @param bool $allowHttp Plain http to any host, for a site whose WP_ENVIRONMENT_TYPE is `local`.
	 * @throws InvalidCredentials With a message that says which field is wrong, and how.
	 */
	public static function fromJson( #[SensitiveParameter] string $json, bool $allowHttp = false ): self {
		try {
			$fields = json_decode( $json, true, 8, JSON_THROW_ON_ERROR );
		} catch ( JsonException ) {
			throw new InvalidCredentials( 'The credentials are not valid JSON.' );
		}
		if ( ! is_array( $fields ) ) {
			throw new InvalidCredentials( 'The credentials are not a JSON object.' );
		}
		$values = [];
		foreach ( self::FIELDS as $name ) {
			$value = $fields[ $name ] ?? null;
			if ( ! is_string( $value ) || '' === $value ) {
				throw new InvalidCredentials( sprintf( 'The credentials have no "%s".', $name ) );
			}
			$values[ $name ] = $value;
		}
		return new self(
			self::apiUrl( $values['api_url'], $allowHttp ),
			self::headerValue( 'connection', $values['connection'] ),
			self::headerValue( 'token', $values['token'] ),
			self::secret( $values['secret'] )
		);
	}

	public function toJson(): string {
		return json_encode(
			[
				'api_url'    => $this->apiUrl,
				'connection' => $this->connection,
				'token'      => $this->token,
				'secret'     => $this->secret,
			],
			JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES
		);
	}

	/** Whether a URL leads to the store's own machine, where plain http is no risk. */
	public static function isThisMachine( string $url ): bool {
		$host = parse_url( $url, PHP_URL_HOST ); // phpcs:ignore WordPress.WP.AlternativeFunctions.parse_url_parse_url -- Pure; the differences are older than PHP 8.
		return is_string( $host ) && in_array( strtolower( $host ), self::LOCAL_HOSTS, true );
	}

	/** @return array<string, string> Without the secrets, for var_dump() and error reports. */
	public function __debugInfo(): array {
		return [
			'apiUrl'     => $this->apiUrl,
			'connection' => $this->connection,
		];
	}

	private static function apiUrl( #[SensitiveParameter] string $url, bool $allowHttp ): string {
		$parts  = parse_url( $url ); // phpcs:ignore WordPress.WP.AlternativeFunctions.parse_url_parse_url -- Pure; the differences are older than PHP 8.
		$scheme = strtolower( $parts['scheme'] ?? '' );
		$host   = strtolower( $parts['host'] ?? '' );
		if ( false === $parts || '' === $host || ! in_array( $scheme, [ 'http', 'https' ], true ) ) {
			throw new InvalidCredentials( 'The "api_url" is not a http(s) URL.' );
		}
		if ( isset( $parts['user'] ) || isset( $parts['pass'] ) || isset( $parts['query'] ) || isset( $parts['fragment'] ) ) {
			throw new InvalidCredentials( 'The "api_url" must not contain a user name, query or fragment.' );
		}
		if ( 1 === preg_match( '/[^\x21-\x7e]/', $url ) ) {
			throw new InvalidCredentials( 'The "api_url" must be plain ASCII without spaces.' );
		}
		if ( 'http' === $scheme && ! $allowHttp && ! self::isThisMachine( $url ) ) {
			throw new InvalidCredentials( 'The "api_url" must begin with https://.' );
		}
		return rtrim( $url, '/' );
	}

	/** The value goes into a header as it is, so it must not contain anything that would end one. */
	private static function headerValue( string $name, #[SensitiveParameter] string $value ): string {
		if ( 1 !== preg_match( '/\A[\x21-\x7e]{1,500}\z/', $value ) ) {
			throw new InvalidCredentials( sprintf( 'The "%s" of the credentials is malformed.', $name ) );
		}
		return $value;
	}

	private static function secret( #[SensitiveParameter] string $secret ): string {
		if ( ! str_starts_with( $secret, self::SECRET_PREFIX ) ) {
			throw new InvalidCredentials( 'The "secret" must begin with "whsec_".' );
		}
		$key = base64_decode( substr( $secret, strlen( self::SECRET_PREFIX ) ), true );
		if ( false === $key || strlen( $key ) < self::MIN_SECRET_BYTES || strlen( $key ) > self::MAX_SECRET_BYTES ) {
			throw new InvalidCredentials( 'The "secret" is not "whsec_" and 24 to 64 bytes in base64.' );
		}
		return $secret;
	}
}
