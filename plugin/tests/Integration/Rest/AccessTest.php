<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Rest;

use Ivorey\WooCommerce\Connection\ApiAddress;
use Ivorey\WooCommerce\Plugin;
use Ivorey\WooCommerce\Schedule\Loopback;
use Ivorey\WooCommerce\Tests\Integration\Support\AdminPost;
use Ivorey\WooCommerce\Tests\Integration\Support\Api;
use Ivorey\WooCommerce\Tests\Integration\Support\FakeIvorey;
use Ivorey\WooCommerce\Tests\Integration\Support\Menu;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;
use WP_REST_Request;

/** Access to each route. */
final class AccessTest extends StoreTestCase {

	/** Routes open to everybody. */
	/** Without a login: they disclose nothing, and can only make the store ask Ivorey. */
	private const OPEN = [ 'GET /', 'GET /about', 'GET /confirm', 'GET /wake' ];

	/** The site calls this itself, with a token that nobody else has. */
	private const WITH_TOKEN = 'POST /wake';

	/** Tested like the others, but last, because they end the connection. */
	private const LAST = [ 'DELETE /connection', 'POST /disconnect' ];

	public function test_only_the_intended_routes_are_open_to_strangers(): void {
		$routes = self::routes();
		foreach ( [ ...self::OPEN, self::WITH_TOKEN, 'GET /status', 'POST /connect', 'GET /approval', 'POST /approval', 'POST /disconnect', 'POST /site', 'GET /overview', 'GET /exclusions', 'GET /activity/hours', 'PUT /settings', 'POST /import' ] as $route ) {
			self::assertArrayHasKey( $route, $routes );
		}
		$before = self::kept();
		foreach ( $routes as $route => $call ) {
			self::assertSame( ! in_array( $route, self::OPEN, true ), 401 === Api::call( ...$call, user: 0 )->get_status(), $route );
		}
		self::assertSame( $before, self::kept() );
	}

	/** @return array<string, array{string}> */
	public function outsiders(): array {
		return [
			'subscriber' => [ 'subscriber' ],
			'customer'   => [ 'customer' ],
			'editor'     => [ 'editor' ],
			'author'     => [ 'author' ],
		];
	}

	/** @dataProvider outsiders */
	public function test_users_who_may_not_manage_the_store_are_refused_and_change_nothing( string $role ): void {
		$person = self::person( $role );
		$before = self::kept();
		$this->ivorey->forgetRequests();
		foreach ( self::guarded() as $route => $call ) {
			$answer = Api::call( ...$call, user: $person );
			self::assertSame( 403, $answer->get_status(), $route );
			self::assertSame( 'rest_forbidden', ( (array) $answer->get_data() )['code'], $route );
		}
		foreach ( self::actions() as $action ) {
			self::assertSame(
				403,
				AdminPost::open(
					$action,
					[
						'_wpnonce' => self::nonce( $action, $person ),
						'incident' => 'x',
					],
					$person
				),
				$action
			);
			$this->begin();
		}
		self::assertNull( Menu::entry( $person ) );
		self::assertSame( $before, self::kept() );
		self::assertSame( [], $this->ivorey->asked() );
	}

	public function test_the_plugin_has_exactly_three_admin_actions(): void {
		self::assertSame( [ 'ivorey_connect', 'ivorey_dismiss', 'ivorey_first_run_dismiss' ], self::actions() );
		self::assertSame( [], preg_grep( '/^(wp_ajax|admin_action|admin_post_nopriv)_.*ivorey/', array_keys( $GLOBALS['wp_filter'] ) ) );
	}

	public function test_a_forged_request_from_an_owners_browser_changes_nothing(): void {
		foreach ( self::actions() as $action ) {
			foreach ( [ [], [ '_wpnonce' => 'forged' ] ] as $forged ) {
				$before = self::kept();
				self::assertSame( 403, AdminPost::open( $action, $forged, 1 ), $action );
				$this->begin();
				self::assertSame( $before, self::kept() );
			}
		}
		// WordPress treats a cookie without a nonce as not logged in.
		$before = self::kept();
		foreach ( self::guarded() as $route => $call ) {
			Api::server();
			wp_set_current_user( 1 );
			$GLOBALS['wp_rest_auth_cookie'] = true; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- As the cookie's check leaves it.
			rest_get_server()->check_authentication();
			self::assertSame( 401, Api::call( ...$call, user: get_current_user_id() )->get_status(), $route );
		}
		unset( $GLOBALS['wp_rest_auth_cookie'] );
		self::assertSame( $before, self::kept() );
	}

	public function test_only_the_site_itself_can_wake_a_drain(): void {
		self::assertSame( 403, Api::call( 'POST', '/wake' )->get_status() );
		foreach ( [ '', 'forged', Loopback::token()->issue( time() - 86_400 ) ] as $token ) {
			self::assertSame( 401, self::wake( $token ), $token );
		}
		self::assertSame( 204, self::wake( Loopback::token()->issue( time() ) ) );
	}

	public function test_a_shop_manager_may_use_every_route(): void {
		// Otherwise the reconcile would look twice at missing records.
		$this->connect( array_fill_keys( [ 'contacts', 'orders', 'transactions', 'products', 'collections' ], false ) );
		$manager = self::person( 'shop_manager' );
		add_filter( ApiAddress::FILTER, static fn (): string => FakeIvorey::URL );
		self::assertNotNull( Menu::entry( $manager ) );
		foreach ( self::guarded() as $route => $call ) {
			$answer = Api::call( ...$call, user: $manager );
			self::assertNotContains( $answer->get_status(), [ 401, 403, 500 ], $route . ': ' . wp_json_encode( $answer->get_data() ) );
		}
		self::assertSame(
			302,
			AdminPost::open( 'ivorey_connect', [ '_wpnonce' => self::nonce( 'ivorey_connect', $manager ) ], $manager )
		);
	}

	/**
	 * @return array<string, array{string, string, array<string, mixed>}> Method, path and arguments by
	 *         `<method> <path>`.
	 */
	private static function guarded(): array {
		$routes = array_diff_key( self::routes(), array_flip( self::OPEN ), [ self::WITH_TOKEN => true ] );
		$last   = array_intersect_key( $routes, array_flip( self::LAST ) );
		return array_diff_key( $routes, $last ) + $last;
	}

	/**
	 * @return array<string, array{string, string, array<string, mixed>}> With all required arguments, so that
	 *         only the user can be the cause of a refusal.
	 */
	private static function routes(): array {
		$routes = [];
		foreach ( Api::server()->get_routes( 'ivorey/v1' ) as $route => $handlers ) {
			$pattern = substr( $route, strlen( '/ivorey/v1' ) );
			$path    = (string) preg_replace_callback( '/\(\?P<(\w+)>[^)]*\)/', static fn ( array $found ): string => 'id' === $found[1] ? '1' : 'orders', $pattern );
			foreach ( $handlers as $handler ) {
				$args = array_filter( $handler['args'], static fn ( array $arg, string $name ): bool => ! str_contains( $pattern, "<$name>" ) && true === ( $arg['required'] ?? false ), ARRAY_FILTER_USE_BOTH );
				/** @var array<string, mixed> $values */
				$values = array_combine( array_keys( $args ), array_map( self::value( ... ), array_keys( $args ), $args ) );
				foreach ( array_keys( $handler['methods'], true, true ) as $method ) {
					$routes[ $method . ' ' . ( '' === $pattern ? '/' : $pattern ) ] = [ (string) $method, $path, $values ];
				}
			}
		}
		return $routes;
	}

	/** @param array<string, mixed> $arg */
	private static function value( string $name, array $arg ): mixed {
		return match ( true ) {
			isset( $arg['enum'] )       => ( (array) $arg['enum'] )[0],
			'integer' === $arg['type'] => 1,
			'array' === $arg['type']   => [ 'orders' ],
			'object' === $arg['type']  => (object) [],
			str_ends_with( $name, 'url' ) => FakeIvorey::URL,
			default                     => 'x',
		};
	}

	/** @return list<string> */
	private static function actions(): array {
		$hooks = preg_grep( '/^admin_post_.*ivorey/', array_keys( $GLOBALS['wp_filter'] ) );
		$names = array_map( static fn ( string $hook ): string => substr( $hook, strlen( 'admin_post_' ) ), is_array( $hooks ) ? array_values( $hooks ) : [] );
		sort( $names );
		return $names;
	}

	private static function nonce( string $action, int $user ): string {
		wp_set_current_user( $user );
		return wp_create_nonce( $action );
	}

	private static function wake( string $token ): int {
		Api::server();
		$request = new WP_REST_Request( 'POST', '/' . Loopback::ROUTE );
		$request->set_header( Loopback::HEADER, $token );
		return rest_do_request( $request )->get_status();
	}

	private static function person( string $role ): int {
		$id = wp_insert_user(
			[
				'user_login' => $role,
				'user_pass'  => 'correct horse battery',
				'user_email' => "$role@example.com",
				'role'       => $role,
			]
		);
		self::assertIsInt( $id );
		return $id;
	}

	/** @return array<mixed> All data that the plugin stores. */
	private static function kept(): array {
		global $wpdb;
		return [
			$wpdb->get_results( "SELECT option_name, option_value FROM $wpdb->options WHERE option_name LIKE 'ivorey%' ORDER BY option_name", ARRAY_A ),
			$wpdb->get_results( "SELECT user_id, meta_key, meta_value FROM $wpdb->usermeta WHERE meta_key LIKE '%ivorey%' ORDER BY user_id", ARRAY_A ),
			$wpdb->get_results( "SELECT element, object_id, seq FROM {$wpdb->prefix}ivorey_outbox ORDER BY element, object_id", ARRAY_A ),
			null !== Plugin::instance()->importing->imports->current()->job,
		];
	}
}
