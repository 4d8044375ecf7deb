<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Abilities;

use Ivorey\WooCommerce\Abilities\Abilities;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WP_Ability;
use WP_Error;

/** Uses WordPress' Abilities API, if it exists. */
final class AbilitiesTest extends StoreTestCase {

	private const NAMES = [ 'status', 'explain', 'verify', 'import' ];

	protected function setUp(): void {
		parent::setUp();
		if ( ! function_exists( 'wp_get_ability' ) ) {
			self::markTestSkipped( 'This WordPress has no Abilities API.' );
		}
		// Its routes belong to the process that created it.
		$GLOBALS['wp_rest_server'] = null;
		wp_set_current_user( 1 );
	}

	protected function tearDown(): void {
		wp_set_current_user( 0 );
		parent::tearDown();
	}

	public function test_R35_each_ability_answers_an_owner_as_its_schema_says(): void {
		$id     = $this->request( static fn (): int => Shop::blockCheckout() );
		$inputs = [
			'status'  => null,
			'explain' => [
				'element' => 'order',
				'id'      => (string) $id,
			],
			'verify'  => [ 'repair' => false ],
			'import'  => [],
		];
		$this->import();
		wp_set_current_user( 1 );
		foreach ( self::NAMES as $name ) {
			$ability = self::ability( $name );
			$answer  = $ability->execute( $inputs[ $name ] );
			// execute() validates the answer against the schema.
			self::assertIsArray( $answer, $name . ': ' . ( $answer instanceof WP_Error ? $answer->get_error_message() : 'no answer' ) );
			self::assertNotSame( [], array_intersect_key( $answer, (array) $ability->get_output_schema()['properties'] ), $name );
		}
		self::assertSame( 'waiting', Plugin::instance()->importing->imports->current()->job?->state->value );
	}

	public function test_R35_an_answer_that_breaks_its_schema_is_noticed(): void {
		$schema = self::ability( 'status' )->get_output_schema();
		$answer = (array) self::ability( 'status' )->execute();
		self::assertTrue( rest_validate_value_from_schema( $answer, $schema ) );
		self::assertInstanceOf( WP_Error::class, rest_validate_value_from_schema( [ 'failures' => 'many' ] + $answer, $schema ) );
	}

	private static function userOf( string $role ): int {
		$id = wp_insert_user(
			(object) [
				'user_login' => "a-$role",
				'user_pass'  => 'x',
				'role'       => $role,
			]
		);
		self::assertIsInt( $id );
		return $id;
	}

	public function test_R30_other_users_may_not_use_the_abilities(): void {
		$before = Plugin::instance()->importing->imports->current()->job?->id;
		foreach ( [ 'subscriber', 'editor', null ] as $role ) {
			wp_set_current_user(
				null === $role ? 0 : self::userOf( $role )
			);
			foreach ( self::NAMES as $name ) {
				$input = 'explain' === $name ? [
					'element' => 'order',
					'id'      => '1',
				] : ( 'status' === $name ? null : [] );
				self::assertFalse( self::ability( $name )->check_permissions( $input ), "$role $name" );
				$answer = self::ability( $name )->execute( $input );
				self::assertInstanceOf( WP_Error::class, $answer );
				self::assertSame( 'ability_invalid_permissions', $answer->get_error_code() );
			}
		}
		self::assertSame( $before, Plugin::instance()->importing->imports->current()->job?->id );
	}

	public function test_R35_invalid_input_an_unknown_product_and_a_second_import_are_refused(): void {
		foreach ( [ [ 'element' => 'order' ], [ 'element' => 'planet', 'id' => '1' ], [ 'element' => 'order', 'id' => '1', 'more' => 1 ] ] as $input ) { // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
			$answer = self::ability( 'explain' )->execute( $input );
			self::assertSame( 'ability_invalid_input', $answer instanceof WP_Error ? $answer->get_error_code() : '' );
		}
		$answer = self::ability( 'explain' )->execute(
			[
				'element' => 'product',
				'id'      => 'NO-SUCH-SKU',
			]
		);
		self::assertSame( 'ivorey_not_found', $answer instanceof WP_Error ? $answer->get_error_code() : '' );
		// One has been running since the connection.
		$answer = self::ability( 'import' )->execute( [] );
		self::assertSame( 'ivorey_import_under_way', $answer instanceof WP_Error ? $answer->get_error_code() : '' );
	}

	public function test_the_abilities_are_registered_through_two_hooks(): void {
		$calls = [];
		foreach ( [ 'wp_abilities_api_init', 'wp_abilities_api_categories_init' ] as $hook ) {
			remove_all_actions( $hook );
		}
		( new Abilities() )->register();
		foreach ( [ 'wp_abilities_api_init', 'wp_abilities_api_categories_init' ] as $hook ) {
			$calls[] = has_action( $hook );
		}
		self::assertSame( [ true, true ], $calls );
	}

	private static function ability( string $name ): WP_Ability {
		$ability = wp_get_ability( "ivorey/$name" );
		return $ability instanceof WP_Ability ? $ability : self::fail( "There is no ability ivorey/$name." );
	}
}
