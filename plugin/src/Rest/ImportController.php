<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Rest;

use Ivorey\WooCommerce\Import\Imports;
use Ivorey\WooCommerce\Import\ImportUnderWay;
use Ivorey\WooCommerce\Import\ImportView;
use Ivorey\WooCommerce\Import\Job;
use Ivorey\WooCommerce\Import\NothingToImport;
use Ivorey\WooCommerce\Model\Element;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;

/** `GET|POST|DELETE ivorey/v1/import`: read the progress, start, cancel. */
final class ImportController {

	public function __construct( private readonly Imports $imports ) {}

	public function register(): void {
		register_rest_route(
			Api::NAMESPACE,
			'/import',
			[
				[
					'methods'             => 'GET',
					'callback'            => [ $this, 'get' ],
					'permission_callback' => [ Api::class, 'mayManage' ],
				],
				[
					'methods'             => 'POST',
					'callback'            => [ $this, 'start' ],
					'permission_callback' => [ Api::class, 'mayManage' ],
					'args'                => [
						'elements' => [
							'description' => 'Elements to import. Defaults to those selected for the import.',
							'type'        => 'array',
							'minItems'    => 1,
							'uniqueItems' => true,
							'items'       => [
								'type' => 'string',
								'enum' => ImportView::elements(),
							],
						],
					],
				],
				[
					'methods'             => 'DELETE',
					'callback'            => [ $this, 'cancel' ],
					'permission_callback' => [ Api::class, 'mayManage' ],
				],
				'schema' => [ Schemas::class, 'import' ],
			]
		);
	}

	public function get(): WP_REST_Response {
		return self::answer( $this->imports->current()->job );
	}

	/** @param WP_REST_Request<array<string, mixed>> $request */
	public function start( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$names    = $request['elements'];
		$elements = null;
		if ( is_array( $names ) ) {
			$elements = array_values( array_filter( array_map( static fn ( mixed $name ): ?Element => is_string( $name ) ? Element::tryFrom( $name ) : null, $names ) ) );
		}
		try {
			return self::answer( $this->imports->start( $elements ), 202 );
		} catch ( NothingToImport $error ) {
			return new WP_Error( 'ivorey_nothing_to_import', $error->getMessage(), [ 'status' => 409 ] );
		} catch ( ImportUnderWay $error ) {
			return new WP_Error( 'ivorey_import_under_way', $error->getMessage(), [ 'status' => 409 ] );
		}
	}

	public function cancel(): WP_REST_Response {
		$this->imports->cancel();
		return self::answer( $this->imports->current()->job );
	}

	private static function answer( ?Job $job, int $status = 200 ): WP_REST_Response {
		return new WP_REST_Response( self::view( $job ), $status );
	}

	/** @return array<string, mixed>|null Null before the first import. */
	public static function view( ?Job $job ): ?array {
		if ( null === $job ) {
			return null;
		}
		$view             = ImportView::of( $job );
		$view['elements'] = (object) array_map( static fn ( array $progress ): array => [ 'excluded' => (object) $progress['excluded'] ] + $progress, $view['elements'] );
		return $view;
	}
}
