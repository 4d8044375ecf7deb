<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Rest;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Diagnostics\Overview\Exclusions;
use Ivorey\WooCommerce\Diagnostics\Overview\StoreCounts;
use Ivorey\WooCommerce\Model\Element;
use WP_REST_Request;
use WP_REST_Response;

/** `GET ivorey/v1/overview` and `/exclusions`: how many there are here and in Ivorey, and what is left out and why (R18). */
final class OverviewController {

	/** Triggers are no things of the store's. */
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
				'schema' => [ self::class, 'schema' ],
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
				'schema' => [ self::class, 'exclusionsSchema' ],
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
			// A variation is no product.
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

	/** @return array<string, mixed> */
	public static function schema(): array {
		$count = [ 'type' => 'integer' ];
		return [
			'$schema'    => 'http://json-schema.org/draft-04/schema#',
			'title'      => 'ivorey-overview',
			'type'       => 'object',
			'properties' => [
				'elements' => [
					'type'  => 'array',
					'items' => [
						'type'       => 'object',
						'properties' => [
							'element'      => [ 'type' => 'string' ],
							'in_store'     => $count,
							'in_ivorey'    => $count,
							'kept'         => [ 'description' => 'What Ivorey has besides: deleted or excluded in the store by now.' ] + $count,
							'waiting'      => $count,
							'not_imported' => [ 'description' => 'From before the connection, and never selected for an import.' ] + $count,
							'excluded'     => [
								'type'  => 'array',
								'items' => [
									'type'       => 'object',
									'properties' => [
										'reason' => [ 'type' => 'string' ],
										'number' => $count,
									],
								],
							],
						],
					],
				],
			],
		];
	}

	/** @return array<string, mixed> */
	public static function exclusionsSchema(): array {
		$text = [ 'type' => 'string' ];
		return [
			'$schema'    => 'http://json-schema.org/draft-04/schema#',
			'title'      => 'ivorey-exclusions',
			'type'       => 'object',
			'properties' => [
				'items' => [
					'type'  => 'array',
					'items' => [
						'type'       => 'object',
						'properties' => [
							'element'  => $text,
							'id'       => $text,
							'reason'   => $text,
							'number'   => [ 'type' => 'integer' ],
							'title'    => $text,
							'edit_url' => [ 'type' => [ 'string', 'null' ] ],
						],
					],
				],
				'total' => [ 'type' => 'integer' ],
			],
		];
	}
}
