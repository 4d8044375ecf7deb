<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Http\SiteUrl;
use JsonException;
use UnexpectedValueException;

/** Ivorey's answer to `POST /v1/connect/describe`: the code's account, and the effect of using it. */
final class CodeDescription {

	/**
	 * @param string $apiHost   Host of the address that was asked, whatever name Ivorey uses for itself.
	 * @param string $ownHost   Host by which Ivorey names itself; its credentials are for that host.
	 * @param string $expiresAt RFC 3339.
	 */
	private function __construct(
		public readonly string $accountId,
		public readonly string $accountName,
		public readonly string $apiHost,
		public readonly string $ownHost,
		public readonly Settings $settings,
		public readonly string $expiresAt
	) {}

	/**
	 * Whether the code is for the account that the site is connected to. Another Ivorey may use the same
	 * account ID.
	 */
	public function isOf( StoredConnection $connection ): bool {
		return $this->accountId === $connection->accountId && SiteUrl::host( $connection->apiUrl ) === $this->apiHost;
	}

	/**
	 * @param string $apiUrl The API that was asked.
	 * @throws UnexpectedValueException If it does not follow the contract.
	 */
	public static function fromJson( string $json, string $apiUrl ): self {
		try {
			$value = json_decode( $json, true, 16, JSON_THROW_ON_ERROR );
		} catch ( JsonException ) {
			throw new UnexpectedValueException( 'The answer is not JSON.' );
		}
		$account = is_array( $value ) ? $value['account'] ?? null : null;
		if (
			! is_array( $value ) || ! is_array( $account )
			|| ! is_string( $account['id'] ?? null )
			|| ! is_string( $account['name'] ?? null )
			|| ! is_string( $value['api_host'] ?? null )
			|| ! is_string( $value['expires_at'] ?? null )
		) {
			throw new UnexpectedValueException( 'The answer does not describe a code.' );
		}
		return new self( $account['id'], $account['name'], SiteUrl::host( $apiUrl ), strtolower( $value['api_host'] ), Settings::fromArray( $value['settings'] ?? null ), $value['expires_at'] );
	}
}
