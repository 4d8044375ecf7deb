<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Rest;

use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Schedule\Loopback;
use Ivorey\WooCommerce\Schedule\Waker;
use WP_REST_Request;
use WP_REST_Response;

/**
 * `POST ivorey/v1/wake`: the site asks itself to drain. Needs no login, but a token that only the site can
 * create. `GET`: Ivorey, or anybody, makes the store ask Ivorey for news; the request contains and discloses
 * nothing.
 */
final class WakeController {

	private const ASK_SECONDS = 3;

	public function __construct(
		private readonly Waker $waker,
		private readonly Loopback $loopback,
		private readonly Clock $clock
	) {}

	public function register(): void {
		register_rest_route(
			Api::NAMESPACE,
			'/wake',
			[
				[
					'methods'             => 'POST',
					'callback'            => [ $this, 'wake' ],
					'permission_callback' => [ $this, 'isFromThisSite' ],
					'show_in_index'       => false,
				],
				[
					'methods'             => 'GET',
					'callback'            => [ $this, 'ask' ],
					'permission_callback' => '__return_true',
					'show_in_index'       => false,
				],
			]
		);
	}

	/** @param WP_REST_Request<array<string, mixed>> $request */
	public function isFromThisSite( WP_REST_Request $request ): bool {
		return Loopback::token()->isValid(
			(string) $request->get_header( Loopback::HEADER ),
			intdiv( $this->clock->microseconds(), 1_000_000 )
		);
	}

	/** Strangers may call it too: the store then asks more often, but never more often than this. */
	public function ask(): WP_REST_Response {
		$isTurn = $this->loopback->isMyTurn( 'ask', self::ASK_SECONDS );
		if ( $isTurn ) {
			$this->waker->asked();
		}
		$response = new WP_REST_Response( null, $isTurn ? 204 : 429 );
		$response->header( 'Cache-Control', 'no-store' );
		return $response;
	}

	/** The drain itself waits until this answer has been sent. */
	public function wake(): WP_REST_Response {
		$this->waker->woken();
		return new WP_REST_Response( null, 204 );
	}
}
