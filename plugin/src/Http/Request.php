<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

/** A request to Ivorey, before it is signed. */
final class Request {

	/** Longer question bodies are compressed. */
	private const MAX_PLAIN_BYTES = 1_024;

	/**
	 * @param string                $path    For example `/v1/batches`.
	 * @param array<string, string> $headers Headers other than those of the signature.
	 * @param string                $id      The `webhook-id`; empty for a new one with each attempt.
	 * @param string                $prefix  Prefix of a new ID.
	 */
	private function __construct(
		public readonly string $method,
		public readonly string $path,
		public readonly string $body = '',
		public readonly array $headers = [],
		private readonly string $id = '',
		private readonly string $prefix = MessageId::PREFIX
	) {}

	public static function get( string $path ): self {
		return new self( 'GET', $path );
	}

	/**
	 * An action without a body: the ID names it, because the path is not signed.
	 *
	 * @param string $prefix One of Contract::ACTION_IDS.
	 */
	public static function action( string $method, string $path, string $prefix ): self {
		return new self( $method, $path, prefix: $prefix );
	}

	/** A request that is answered anew each time. */
	public static function question( string $path, string $json ): self {
		$zip = strlen( $json ) > self::MAX_PLAIN_BYTES && function_exists( 'gzencode' ) ? gzencode( $json, 6 ) : false;
		return false === $zip ? self::json( 'POST', $path, $json ) : self::json( 'POST', $path, $zip, true );
	}

	/** Replaces a document of the connection. */
	public static function document( string $path, string $json ): self {
		return self::json( 'PUT', $path, $json );
	}

	/** Every attempt uses the same ID, so that Ivorey recognizes a retry. */
	public static function batch( string $id, string $body, bool $isGzipped ): self {
		return self::json( 'POST', '/v1/batches', $body, $isGzipped, $id );
	}

	public function messageId(): string {
		return '' === $this->id ? MessageId::fresh( $this->prefix ) : $this->id;
	}

	private static function json( string $method, string $path, string $body, bool $isGzipped = false, string $id = '' ): self {
		return new self( $method, $path, $body, [ 'content-type' => 'application/json' ] + ( $isGzipped ? [ 'content-encoding' => 'gzip' ] : [] ), $id );
	}
}
