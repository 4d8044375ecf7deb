<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Rest;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Diagnostics\Overview\Exclusions;
use Ivorey\WooCommerce\Diagnostics\Overview\StoreCounts;
use Ivorey\WooCommerce\Model\Element;
use WP_REST_Request;
use WP_REST_Response;

/**
 * `GET ivorey/v1/overview` and `/exclusions`: counts here and in Ivorey, and the excluded records with their
 * reasons (R18).
 */
final class OverviewController {

	/** Triggers are not objects of the store. */
	private const ELEMENTS = [ Element::Collections, Element::Products, Element::Contacts, Element::Orders, Element::Transactions ];

	public function __construct(
		private readonly Exclusions $exclusions,
		private readonly StoreCounts $counts
	) {}

	public function register(): void {
		register_rest_route(
			Api::NAMESPACE,
			'/overview',
			[
				[
					'methods'             => 'GET',
					'callback'            => [ $this, 'get' ],
					'permission_callback' => [ Api::class, 'mayManage' ],
				],
				'schema' => [ Schemas::class, 'overview' ],
			]
		);
		register_rest_route(
			Api::NAMESPACE,
			'/exclusions',
			[
				[
					'methods'             => 'GET',
					'callback'            => [ $this, 'exclusions' ],
					'permission_callback' => [ Api::class, 'mayManage' ],
					'args'                => [
						'element' => [
							'type'     => 'string',
							'enum'     => array_column( Element::switched(), 'value' ),
							'required' => true,
						],
						'reason'  => [
							'type'     => 'string',
							'enum'     => array_keys( Contract::EXCLUSION_REASONS ),
							'required' => true,
						],
					] + Api::paging(),
				],
				'schema' => [ Schemas::class, 'exclusions' ],
			]
		);
	}

	public function get(): WP_REST_Response {
		$excluded = [];
		$numbers  = [];
		foreach ( $this->exclusions->counts() as [ 'element' => $element, 'reason' => $reason, 'number' => $number ] ) {
			$excluded[ $element ][] = [
				'reason' => $reason,
				'number' => $number,
			];
			// A variation is not counted as a product.
			$numbers[ $element ] = ( $numbers[ $element ] ?? 0 ) + ( Exclusions::OF_VARIATIONS === $reason ? 0 : $number );
		}
		return new WP_REST_Response(
			[
				'elements' => array_map(
					fn ( Element $element ): array => [ 'element' => $element->value ]
						+ $this->counts->of( $element, $numbers[ $element->value ] ?? 0 )
						+ [ 'excluded' => $excluded[ $element->value ] ?? [] ],
					self::ELEMENTS
				),
			]
		);
	}

	/** @param WP_REST_Request<array<string, mixed>> $request */
	public function exclusions( WP_REST_Request $request ): WP_REST_Response {
		$element            = Element::from( Api::text( $request['element'] ) ?? '' );
		$reason             = Api::text( $request['reason'] ) ?? '';
		[ $limit, $offset ] = Api::slice( $request['page'], $request['per_page'] );
		return new WP_REST_Response(
			[
				'items' => $this->exclusions->items( $element, $reason, $limit, $offset ),
				'total' => $this->exclusions->count( $element, $reason ),
			]
		);
	}
}
