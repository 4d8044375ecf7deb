<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Rest;

use Ivorey\WooCommerce\Verify\Unanswered;
use Ivorey\WooCommerce\Verify\Verification;
use Ivorey\WooCommerce\Views;
use WP_Error;
use WP_REST_Response;

/** `POST ivorey/v1/verify`: compares the store with Ivorey, a part of it with each request. */
final class VerifyController {

	/** Well below what hosts and proxies wait for an answer. */
	private const BUDGET_SECONDS = 10;

	public function __construct( private readonly Verification $verification ) {}

	public function register(): void {
		register_rest_route(
			Routes::NAMESPACE,
			'/verify',
			[
				[
					'methods'             => 'POST',
					'callback'            => [ $this, 'verify' ],
					'permission_callback' => [ Routes::class, 'mayManage' ],
				],
				'schema' => [ self::class, 'schema' ],
			]
		);
	}

	public function verify(): WP_REST_Response|WP_Error {
		try {
			$more = $this->verification->resume( self::BUDGET_SECONDS );
		} catch ( Unanswered $error ) {
			return new WP_Error(
				'ivorey_unanswered',
				sprintf(
					/* translators: %s: short technical name of what happened, such as "curl-7". */
					__( 'Ivorey did not answer as expected (%s). Nothing was changed; try again.', 'ivorey-for-woocommerce' ),
					$error->problem
				),
				[ 'status' => 502 ]
			);
		}
		$agreement = $this->verification->agreement();
		return new WP_REST_Response(
			[
				'done'      => ! $more,
				'agreement' => null === $agreement ? null : Views::agreement( $agreement ),
			]
		);
	}

	/** @return array<string, mixed> */
	public static function schema(): array {
		return [
			'$schema'    => 'http://json-schema.org/draft-04/schema#',
			'title'      => 'ivorey-verify',
			'type'       => 'object',
			'properties' => [
				'done'      => [
					'description' => 'Whether it came to its end; if not, ask again.',
					'type'        => 'boolean',
				],
				'agreement' => [
					'description' => 'Of the last comparison that came to its end.',
					'type'        => [ 'object', 'null' ],
				],
			],
		];
	}
}
