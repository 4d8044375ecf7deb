<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Rest;

use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Diagnostics\Explain\OrderStates;
use Ivorey\WooCommerce\Diagnostics\Views;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Outbox\OutboxTable;
use Ivorey\WooCommerce\Outbox\RowState;
use Ivorey\WooCommerce\Outbox\RowView;
use Ivorey\WooCommerce\Schedule\Waker;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;

/** `GET ivorey/v1/outbox` and `POST ivorey/v1/outbox/<element>/<id>/retry`. */
final class OutboxController {

	public function __construct(
		private readonly OutboxTable $outbox,
		private readonly Waker $waker,
		private readonly OrderStates $orders,
		private readonly Connection $connection
	) {}

	public function register(): void {
		register_rest_route(
			Api::NAMESPACE,
			'/outbox',
			[
				[
					'methods'             => 'GET',
					'callback'            => [ $this, 'list' ],
					'permission_callback' => [ Api::class, 'mayManage' ],
					'args'                => Api::paging() + [
						'state' => [
							'type' => 'string',
							'enum' => array_column( RowState::cases(), 'value' ),
						],
					],
				],
				'schema' => [ Schemas::class, 'listedRow' ],
			]
		);
		register_rest_route(
			Api::NAMESPACE,
			'/outbox/(?P<element>[a-z]+)/(?P<id>[0-9]+)/retry',
			[
				[
					'methods'             => 'POST',
					'callback'            => [ $this, 'retry' ],
					'permission_callback' => [ Api::class, 'mayManage' ],
					'args'                => [
						'element' => [
							'type' => 'string',
							'enum' => array_column( Element::cases(), 'value' ),
						],
						'id'      => [
							'type'    => 'integer',
							'minimum' => 1,
						],
					],
				],
				'schema' => [ Schemas::class, 'retried' ],
			]
		);
	}

	/** @param WP_REST_Request<array<string, mixed>> $request */
	public function list( WP_REST_Request $request ): WP_REST_Response {
		$state              = $request['state'];
		[ $limit, $offset ] = Api::slice( $request['page'], $request['per_page'] );
		$rows               = $this->outbox->list( is_string( $state ) ? RowState::from( $state ) : null, $limit, $offset );
		$inIvorey           = $this->orders->inIvorey( array_values( array_diff( array_unique( array_map( self::orderOf( ... ), $rows ) ), [ 0 ] ) ) );
		return new WP_REST_Response(
			array_map(
				fn ( RowView $row ): array => Views::row( $row ) + [
					'ivorey_url' => in_array( self::orderOf( $row ), $inIvorey, true ) ? $this->connection->current()->orderUrl( $row->id ) : null,
				],
				$rows
			)
		);
	}

	/** @return int The order that a row is about; 0 if none. */
	private static function orderOf( RowView $row ): int {
		return match ( Element::tryFrom( $row->element ) ) {
			Element::Orders, Element::Transactions, Element::Triggers => $row->id,
			default => 0,
		};
	}

	/** @param WP_REST_Request<array<string, mixed>> $request */
	public function retry( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$element = $request['element'];
		$element = is_string( $element ) ? Element::tryFrom( $element ) : null;
		$id      = $request['id'];
		$marks   = null === $element || ! is_int( $id ) ? [] : $this->outbox->quarantined( $element, $id );
		if ( [] === $marks ) {
			return new WP_Error(
				'ivorey_not_in_quarantine',
				__( 'This record no longer needs attention. It was sent in the meantime, or is waiting for its next delivery.', 'ivorey-for-woocommerce' ),
				[ 'status' => 404 ]
			);
		}
		$this->outbox->mark( ...$marks );
		$this->waker->marked();
		return new WP_REST_Response( [ 'marked' => count( $marks ) ], 202 );
	}
}
