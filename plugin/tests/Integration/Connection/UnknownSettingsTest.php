<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Connection;

use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;

/** A switch is flipped, and the answer is lost. */
final class UnknownSettingsTest extends StoreTestCase {

	public function test_R25_a_switch_that_Ivorey_accepted_is_saved_even_if_the_answer_was_lost(): void {
		$this->loseTheAnswer( isTaken: true );
		$response = $this->flip();
		self::assertSame( [ 200, false ], [ $response->get_status(), $response->get_data()['sync']['products'] ] );
		self::assertFalse( $this->isOnHere() );
	}

	public function test_R25_a_switch_that_Ivorey_did_not_accept_is_not_saved(): void {
		$this->loseTheAnswer( isTaken: false );
		$response = $this->flip();
		self::assertSame( [ 502, 'ivorey_settings_not_saved' ], [ $response->get_status(), $response->get_data()['code'] ] );
		self::assertTrue( $this->isOnHere() );
	}

	public function test_R25_a_switch_is_reported_as_unclear_while_Ivorey_is_away_and_corrected_afterwards(): void {
		$this->loseTheAnswer( isTaken: true, isAway: true );
		$response = $this->flip();
		self::assertSame( 'ivorey_settings_unknown', $response->get_data()['code'] );
		self::assertStringContainsString( 'not yet clear', $response->get_data()['message'] );

		$this->ivorey->comeBack();
		self::assertFalse( $this->dispatch( 'POST', '/ivorey/v1/check' )->get_data()['settings']['sync']['products'] );
		self::assertFalse( $this->isOnHere() );
	}

	public function test_R25_a_switch_that_never_reached_Ivorey_is_reported_as_not_saved(): void {
		$this->ivorey->treat( static fn (): WP_Error => new WP_Error( 'http_request_failed', 'cURL error 7: Failed to connect' ) );
		self::assertSame( 'ivorey_settings_not_saved', $this->flip()->get_data()['code'] );
	}

	/** @param bool $isAway Whether no other request is answered either. */
	private function loseTheAnswer( bool $isTaken, bool $isAway = false ): void {
		$this->ivorey->treat(
			function ( string $method, string $path ) use ( $isTaken, $isAway ): ?WP_Error {
				$isPut = 'PUT /v1/settings' === "$method $path";
				if ( $isPut && $isTaken ) {
					$this->ivorey->sync( [ 'products' => false ] );
				}
				return $isPut || $isAway ? new WP_Error( 'http_request_failed', 'cURL error 28: Operation timed out' ) : null;
			}
		);
	}

	private function flip(): WP_REST_Response {
		return $this->dispatch( 'PUT', '/ivorey/v1/settings', [ 'sync' => [ 'products' => false ] ] );
	}

	/** @param array<string, mixed> $body */
	private function dispatch( string $method, string $route, array $body = [] ): WP_REST_Response {
		wp_set_current_user( 1 );
		$request = new WP_REST_Request( $method, $route );
		$request->set_body_params( $body );
		return rest_do_request( $request );
	}

	private function isOnHere(): ?bool {
		return Plugin::instance()->connecting->connection->current()->settings?->sync['products'];
	}
}
