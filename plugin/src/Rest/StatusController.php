<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Rest;

use Ivorey\WooCommerce\Connection\ApiAddress;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Database\Schema;
use Ivorey\WooCommerce\Diagnostics\Alerts;
use Ivorey\WooCommerce\Diagnostics\StatusReader;
use Ivorey\WooCommerce\Diagnostics\Views;
use Ivorey\WooCommerce\Http\SiteUrl;
use Ivorey\WooCommerce\Import\Imports;
use Ivorey\WooCommerce\Reconcile\Reconciliation;
use Ivorey\WooCommerce\Records\Timestamp;
use WP_Error;
use WP_REST_Response;

/** `GET ivorey/v1/status`. */
final class StatusController {

	public function __construct(
		private readonly Connection $connection,
		private readonly StatusReader $reader,
		private readonly Reconciliation $reconciliation,
		private readonly Imports $imports,
		private readonly Schema $schema,
		private readonly ApiAddress $address,
		private readonly Alerts $alerts
	) {}

	public function register(): void {
		register_rest_route(
			Api::NAMESPACE,
			'/status',
			[
				[
					'methods'             => 'GET',
					'callback'            => [ $this, 'get' ],
					'permission_callback' => [ Api::class, 'mayManage' ],
				],
				'schema' => [ Schemas::class, 'status' ],
			]
		);
	}

	public function get(): WP_REST_Response|WP_Error {
		try {
			$status = $this->schema->mending( $this->reader->status( ... ) );
		} catch ( QueryFailed $error ) {
			return new WP_Error(
				'ivorey_database',
				sprintf(
					/* translators: %s: what the database said. */
					__( 'The site’s database does not allow this plugin to use its tables: %s', 'ivorey-for-woocommerce' ),
					$error->getMessage()
				),
				[ 'status' => 500 ]
			);
		}
		$stored  = $status->connection;
		$job     = $this->imports->current()->job;
		$stalled = $this->alerts->stalledSince();
		return new WP_REST_Response(
			Views::status( $status, $this->reconciliation->agreement(), $this->reconciliation->check() ) + [
				'api_host'      => SiteUrl::host( $this->address->ofConnection( $stored ) ),
				'site'          => [
					'copied'  => $this->connection->isCopied(),
					'was_url' => '' === $stored->storeUrl ? null : $stored->storeUrl,
					'is_url'  => $this->connection->siteUrl(),
				],
				'import'        => ImportController::view( $job ),
				'stalled_since' => null === $stalled ? null : Timestamp::ofMicroseconds( $stalled ),
				'absence'       => $this->reconciliation->absence()?->toArray(),
			]
		);
	}
}
