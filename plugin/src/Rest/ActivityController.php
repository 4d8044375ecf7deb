<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Rest;

use Ivorey\WooCommerce\Delivery\DeliveryLog;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Records\Timestamp;
use WP_REST_Response;

/** `GET ivorey/v1/activity/hours`: the records sent in each of the last 24 hours, the current hour last. */
final class ActivityController {

	private const HOURS = 24;
	private const HOUR  = 3_600_000_000;

	public function __construct(
		private readonly DeliveryLog $deliveries,
		private readonly Clock $clock
	) {}

	public function register(): void {
		register_rest_route(
			Api::NAMESPACE,
			'/activity/hours',
			[
				[
					'methods'             => 'GET',
					'callback'            => [ $this, 'get' ],
					'permission_callback' => [ Api::class, 'mayManage' ],
				],
				'schema' => [ Schemas::class, 'hour' ],
			]
		);
	}

	public function get(): WP_REST_Response {
		$present = intdiv( $this->clock->microseconds(), self::HOUR );
		$first   = $present - self::HOURS + 1;
		$sums    = $this->deliveries->sums( $first * self::HOUR, self::HOUR );
		return new WP_REST_Response(
			array_map(
				static fn ( int $hour ): array => [ 'hour' => Timestamp::ofMicroseconds( $hour * self::HOUR ) ] + ( $sums[ $hour ] ?? [
					'records'  => 0,
					'failures' => 0,
				] ),
				range( $first, $present )
			)
		);
	}
}
