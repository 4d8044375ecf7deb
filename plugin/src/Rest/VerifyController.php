<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Rest;

use Ivorey\WooCommerce\Diagnostics\Overview\ObjectTitle;
use Ivorey\WooCommerce\Diagnostics\Views;
use Ivorey\WooCommerce\Reconcile\Agreement;
use Ivorey\WooCommerce\Reconcile\Comparison;
use Ivorey\WooCommerce\Reconcile\Difference;
use Ivorey\WooCommerce\Reconcile\Reconciliation;
use Ivorey\WooCommerce\Reconcile\Unanswered;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;

/**
 * `POST ivorey/v1/verify`: reconciles the store with Ivorey, one part per request, and resends the
 * differences if requested. `GET`: the result of the last reconcile.
 */
final class VerifyController {

	/** Well below the time that hosts and proxies wait for an answer. */
	private const BUDGET_SECONDS = 10;

	public function __construct( private readonly Reconciliation $reconciliation ) {}

	public function register(): void {
		register_rest_route(
			Api::NAMESPACE,
			'/verify',
			[
				[
					'methods'             => 'GET',
					'callback'            => [ $this, 'get' ],
					'permission_callback' => [ Api::class, 'mayManage' ],
				],
				[
					'methods'             => 'POST',
					'callback'            => [ $this, 'verify' ],
					'permission_callback' => [ Api::class, 'mayManage' ],
					'args'                => [
						'repair' => [
							'description' => 'Whether to resend the records that differ.',
							'type'        => 'boolean',
							'default'     => false,
						],
					],
				],
				'schema' => [ Schemas::class, 'comparison' ],
			]
		);
	}

	public function get(): WP_REST_Response {
		return $this->answer( true );
	}

	/** @param WP_REST_Request<array<string, mixed>> $request */
	public function verify( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		try {
			$more = $this->reconciliation->resume( self::BUDGET_SECONDS, true === $request['repair'] );
		} catch ( Unanswered $error ) {
			return new WP_Error(
				'ivorey_unanswered',
				sprintf(
					/* translators: %s: short technical name of what happened, such as "curl-7". */
					__( 'Ivorey did not answer as expected (%s). Nothing was changed. Try again.', 'ivorey-for-woocommerce' ),
					$error->problem
				),
				[ 'status' => 502 ]
			);
		}
		return $this->answer( ! $more );
	}

	private function answer( bool $isDone ): WP_REST_Response {
		$agreement = $this->reconciliation->agreement();
		$repair    = $this->reconciliation->lastRepair();
		return new WP_REST_Response(
			[
				'done'        => $isDone,
				'agreement'   => null === $agreement ? null : Views::agreement( $agreement ),
				'differences' => self::differences( $agreement ),
				'last_repair' => null === $repair ? null : Views::agreement( $repair ) + [
					'absence'     => $repair->absence?->toArray(),
					'differences' => self::differences( $repair ),
				],
			]
		);
	}

	/** @return list<array{element: string, id: string, state: string, why: string, title: string, edit_url: string|null}> */
	private static function differences( ?Agreement $agreement ): array {
		return array_map(
			static function ( Difference $difference ): array {
				// An unreadable object is not read for its title either: it may end PHP.
				[ $title, $url ] = Comparison::Rejected === $difference->finding->comparison ? [ "#$difference->wireId", null ] : ObjectTitle::of( $difference->element, $difference->wireId );
				return $difference->toArray() + [
					'title'    => $title,
					'edit_url' => $url,
				];
			},
			$agreement->differences ?? []
		);
	}
}
