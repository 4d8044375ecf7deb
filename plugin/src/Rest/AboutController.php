<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Rest;

use Ivorey\WooCommerce\Admin\Panel;
use Ivorey\WooCommerce\Connection\ConnectionOptions;
use Ivorey\WooCommerce\Contract\Contract;
use WP_REST_Response;

/**
 * `GET ivorey/v1/about`: data that Ivorey reads from a store before it sends anybody there
 * (shared/src/connect.ts). Open to anybody, so it contains nothing that the shop's pages do not show.
 */
final class AboutController {

	public function __construct( private readonly ConnectionOptions $store ) {}

	public function register(): void {
		register_rest_route(
			Api::NAMESPACE,
			'/about',
			[
				[
					'methods'             => 'GET',
					'callback'            => [ $this, 'get' ],
					'permission_callback' => '__return_true',
				],
				'schema' => [ self::class, 'schema' ],
			]
		);
	}

	public function get(): WP_REST_Response {
		$url   = $this->store->storeUrl();
		$about = [
			'contract'  => Contract::BATCH_CONTRACT,
			'store_url' => $url,
		];
		// If wp-admin is hidden or moved, Ivorey must know its URL to send the owner there.
		$response = new WP_REST_Response( Panel::url() === $url . Contract::APPROVE_PATH ? $about : $about + [ 'approve_url' => Panel::url() ] );
		// A page cache must not keep data that an update has changed.
		$response->header( 'Cache-Control', 'no-store' );
		return $response;
	}

	/** @return array<string, mixed> */
	public static function schema(): array {
		$text = [ 'type' => 'string' ];
		return [
			'$schema'    => 'http://json-schema.org/draft-04/schema#',
			'title'      => 'ivorey-about',
			'type'       => 'object',
			'properties' => [
				'contract'    => [ 'type' => 'integer' ],
				'store_url'   => $text,
				'approve_url' => [ 'description' => 'Only if wp-admin is not at its usual address.' ] + $text,
			],
		];
	}
}
