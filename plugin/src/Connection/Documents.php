<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Http\Classification;
use Ivorey\WooCommerce\Http\Client;
use Ivorey\WooCommerce\Http\Request;
use Ivorey\WooCommerce\Http\Response;
use Ivorey\WooCommerce\Http\Sender;

/** Writes the connection's small documents (settings, status) to Ivorey. */
final class Documents {

	private const NO_CONTENT = 204;

	public function __construct( private readonly Client $client ) {}

	/**
	 * @param string $path  For example `/v1/status`.
	 * @param mixed  $value Sent as JSON.
	 * @return array{Classification|null, Response} The classification is null if Ivorey accepted it and there
	 *                                              is nothing to read.
	 */
	public function put( Sender $sender, string $path, mixed $value, int $timeout ): array {
		$json                          = json_encode( $value, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_PRESERVE_ZERO_FRACTION );
		[ $classification, $response ] = $this->client->send( Request::document( $path, $json ), $sender, $timeout );
		return [ self::NO_CONTENT === $response->status ? null : $classification, $response ];
	}
}
