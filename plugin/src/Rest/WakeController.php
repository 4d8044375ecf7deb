<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Rest;

use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Schedule\Loopback;
use Ivorey\WooCommerce\Schedule\Waker;
use WP_REST_Request;
use WP_REST_Response;

/**
 * `POST ivorey/v1/wake`: the site asks itself to drain. No login, but a token that only the site can make.
 * `GET`: Ivorey, or anybody, has the store ask Ivorey what is new; it carries nothing and says nothing.
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

	/** Strangers may call it, too: then the store asks more often, and never more often than this. */
	public function ask(): WP_REST_Response {
		$isTurn = $this->loopback->isMyTurn( 'ask', self::ASK_SECONDS );
		if ( $isTurn ) {
			$this->waker->asked();
		}
		$response = new WP_REST_Response( null, $isTurn ? 204 : 429 );
		$response->header( 'Cache-Control', 'no-store' );
		return $response;
	}

	/** The draining itself waits until this answer is out. */
	public function wake(): WP_REST_Response {
		$this->waker->woken();
		return new WP_REST_Response( null, 204 );
	}
}
