<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Rest;

use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Diagnostics\Explain\Explainer;
use Ivorey\WooCommerce\Diagnostics\Explain\Explanation;
use Ivorey\WooCommerce\Diagnostics\Explain\Finder;
use Ivorey\WooCommerce\Diagnostics\Explain\Subject;
use Ivorey\WooCommerce\Model\Element;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;

/** `GET ivorey/v1/explain`: the state of an object on its way to Ivorey. */
final class ExplainController {

	public function __construct(
		private readonly Finder $finder,
		private readonly Explainer $explainer,
		private readonly Connection $connection
	) {}

	public function register(): void {
		register_rest_route(
			Api::NAMESPACE,
			'/explain',
			[
				[
					'methods'             => 'GET',
					'callback'            => [ $this, 'get' ],
					'permission_callback' => [ Api::class, 'mayManage' ],
					'args'                => [
						'element' => [
							'type'     => 'string',
							'enum'     => Subject::names(),
							'required' => true,
						],
						'id'      => [
							'description' => 'ID, order number, product SKU or e-mail address.',
							'type'        => 'string',
							'minLength'   => 1,
							'maxLength'   => 200,
							'required'    => true,
						],
					],
				],
				'schema' => [ Schemas::class, 'explained' ],
			]
		);
	}

	/** @param WP_REST_Request<array<string, mixed>> $request */
	public function get( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$element = $request['element'];
		$id      = $request['id'];
		$subject = is_string( $element ) && is_string( $id ) ? $this->finder->find( $element, $id ) : null;
		return null === $subject
			? new WP_Error( 'ivorey_not_found', __( 'No such record was found in this store.', 'ivorey-for-woocommerce' ), [ 'status' => 404 ] )
			: new WP_REST_Response( $this->answer( $this->explainer->explain( $subject ) ) );
	}

	/** @return array<string, mixed> */
	private function answer( Explanation $explanation ): array {
		$isOrder = Element::Orders === $explanation->subject->element && $explanation->isInIvorey();
		return $explanation->toArray() + [ 'ivorey_url' => $isOrder ? $this->connection->current()->orderUrl( $explanation->subject->id ) : null ];
	}
}
