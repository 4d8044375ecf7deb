<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Rest;

use Ivorey\WooCommerce\Contract\PanelSchemas;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Rest\Schemas;
use Ivorey\WooCommerce\Tests\Integration\Support\Rest;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use Opis\JsonSchema\Validator;
use WP_Error;

/** The answers of `ivorey/v1` match the schemas that the panel relies on (shared/src/panel.ts). */
final class AnswersTest extends StoreTestCase {

	public function test_R24_the_answers_of_a_connected_store_fit_the_contract(): void {
		$id = $this->request( static fn (): int => Shop::blockCheckout() );
		Shop::cliOrder( status: 'checkout-draft' );
		$this->drain();
		self::fits( 'status', 'GET', '/status' );
		self::fits( 'comparison', 'GET', '/verify' );
		self::fits( 'comparison', 'POST', '/verify', [ 'repair' => true ] );
		self::fits( 'import', 'GET', '/import' );
		$this->import();
		self::fits( 'import', 'POST', '/import' );
		// The report now contains an import that has excluded nothing yet.
		self::fits( 'status', 'GET', '/status' );
		$this->import();
		self::fits( 'import', 'GET', '/import' );
		self::fits( 'status', 'GET', '/status' );
		self::fits( 'overview', 'GET', '/overview' );
		self::fits(
			'exclusions',
			'GET',
			'/exclusions',
			query: [
				'element' => 'products',
				'reason'  => 'product_type',
			]
		);
		self::fits(
			'explained',
			'GET',
			'/explain',
			query: [
				'element' => 'order',
				'id'      => (string) $id,
			]
		);
		self::fits( 'connection', 'GET', '/connection' );
		self::fits( 'settings', 'GET', '/settings' );
		self::fits( 'settings', 'PUT', '/settings', [ 'sync' => [ 'products' => false ] ] );
		self::fits( 'check', 'POST', '/check' );
		self::eachFits( 'delivery', '/deliveries' );
		self::eachFits( 'hour', '/activity/hours' );
	}

	public function test_R24_the_answers_about_rows_that_wait_and_rows_that_are_quarantined_fit_the_contract(): void {
		$quarantined = $this->request(
			function (): int {
				$id = Shop::blockCheckout();
				$this->ivorey->reject( 'orders', $id, 'must be a decimal' );
				return $id;
			}
		);
		$this->ivorey->goAway();
		$retrying = $this->request( static fn (): int => Shop::blockCheckout() );
		$waiting  = $this->killed( static fn (): int => Shop::cliOrder() );
		$states   = [
			$quarantined => 'quarantined',
			$retrying    => 'retrying',
			$waiting     => 'waiting',
		];
		$listed   = array_filter( (array) Rest::ask( 'GET', '/outbox' )->get_data(), static fn ( mixed $row ): bool => is_array( $row ) && 'orders' === $row['element'] );
		self::assertEquals( $states, array_column( $listed, 'state', 'id' ) );
		self::eachFits( 'listed_row', '/outbox' );
		self::fits( 'status', 'GET', '/status' );
		self::fits( 'overview', 'GET', '/overview' );
		foreach ( $states as $id => $state ) {
			$query = [
				'element' => 'order',
				'id'      => (string) $id,
			];
			self::assertStringContainsString( "\"state\":\"$state\"", (string) wp_json_encode( Rest::ask( 'GET', '/explain', query: $query )->get_data() ) );
			self::fits( 'explained', 'GET', '/explain', query: $query );
		}
		self::fits( 'retried', 'POST', "/outbox/orders/$quarantined/retry" );
	}

	public function test_R28_the_answers_of_a_paused_store_and_of_a_disconnected_store_fit_the_contract(): void {
		Plugin::instance()->connecting->connection->pause( 'revoked' );
		self::fits( 'status', 'GET', '/status' );
		self::fits( 'connection', 'GET', '/connection' );
		self::fits( 'connection', 'POST', '/disconnect' );
		self::fits( 'status', 'GET', '/status' );
		self::fits( 'settings', 'GET', '/settings' );
		self::fits( 'import', 'GET', '/import' );
	}

	public function test_each_route_publishes_the_schema_of_the_contract(): void {
		foreach (
			[
				'/status'         => Schemas::status(),
				'/verify'         => Schemas::comparison(),
				'/import'         => Schemas::import(),
				'/overview'       => Schemas::overview(),
				'/explain'        => Schemas::explained(),
				'/outbox'         => Schemas::listedRow(),
				'/deliveries'     => Schemas::delivery(),
				'/activity/hours' => Schemas::hour(),
				'/approval'       => Schemas::approval(),
			] as $route => $schema
		) {
			$options = Rest::json( 'OPTIONS', $route );
			self::assertEquals( json_decode( (string) wp_json_encode( $schema ), true ), $options['schema'] ?? null, $route );
		}
	}

	public function test_an_answer_with_an_unknown_or_a_missing_field_is_noticed(): void {
		$answer = Rest::json( 'GET', '/status' );
		self::assertNotSame( '', self::problemOf( PanelSchemas::STATUS, $answer + [ 'more' => 1 ] ) );
		unset( $answer['failures'] );
		self::assertNotSame( '', self::problemOf( PanelSchemas::STATUS, $answer ) );
	}

	/**
	 * @param array<string, mixed> $body
	 * @param array<string, mixed> $query
	 */
	private static function fits( string $schema, string $method, string $route, array $body = [], array $query = [] ): void {
		$response = Rest::ask( $method, $route, $body, $query );
		self::assertLessThan( 300, $response->get_status(), "$method $route" );
		self::assertSame( '', self::problemOf( self::schema( $schema ), $response->get_data() ), "$method $route" );
		// WordPress' own validation, which abilities apply to their answers.
		$valid = rest_validate_value_from_schema( $response->get_data(), self::schema( $schema ) );
		self::assertTrue( $valid, $valid instanceof WP_Error ? "$method $route: " . $valid->get_error_message() : '' );
	}

	private static function eachFits( string $schema, string $route ): void {
		$items = Rest::ask( 'GET', $route )->get_data();
		self::assertIsArray( $items );
		self::assertNotSame( [], $items, $route );
		foreach ( $items as $item ) {
			self::assertSame( '', self::problemOf( self::schema( $schema ), $item ), $route );
		}
	}

	/** @return array<string, mixed> */
	private static function schema( string $name ): array {
		/** @var array<string, mixed> $schema */
		$schema = constant( PanelSchemas::class . '::' . strtoupper( $name ) );
		return $schema;
	}

	/**
	 * @param array<string, mixed> $schema
	 * @return string Empty if it matches.
	 */
	private static function problemOf( array $schema, mixed $answer ): string {
		$result = ( new Validator() )->validate( json_decode( (string) wp_json_encode( $answer ) ), (object) json_decode( (string) wp_json_encode( $schema ) ) );
		return $result->isValid() ? '' : (string) $result;
	}
}
