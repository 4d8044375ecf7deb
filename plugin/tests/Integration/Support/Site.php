<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use Closure;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Plugin;
use ReflectionClass;
use ReflectionFunction;
use ReflectionProperty;
use WC_Payment_Gateways;
use WP_Hook;

/**
 * The WordPress that all tests share. It is loaded once. Before each test its database and its hooks are
 * reset, and each request has its own plugin instance, as each PHP process has.
 */
final class Site {

	private const OURS = 'Ivorey\\WooCommerce\\';

	/** @var array<string, WP_Hook> All hooks except the plugin's. */
	private static array $hooks = [];

	private static Tables $tables;

	/** @var list<ReflectionClass<object>> */
	private static array $classes = [];

	/** Number of declared classes already checked. */
	private static int $looked = 0;

	/** Records the current state. */
	public static function take(): void {
		// It would flush PHPUnit's own output.
		remove_action( 'shutdown', 'wp_ob_end_flush_all', 1 );
		// These belong to the visitor that WooCommerce saw in this process.
		remove_action( 'shutdown', [ WC()->customer, 'save' ] );
		remove_action( 'shutdown', [ WC()->session, 'save_data' ], 20 );
		self::$tables = new Tables();
		self::$tables->take();
		self::$hooks = self::othersHooks();
	}

	/** Restores the recorded state. */
	public static function reset(): void {
		self::restoreHooks();
		self::$tables->restore();
		self::forgetProcess();
		foreach ( (array) glob( \Automattic\WooCommerce\Utilities\LoggingUtil::get_log_directory() . 'ivorey*.log' ) as $log ) {
			unlink( (string) $log );
		}
	}

	/** Also undoes writes of another process. */
	public static function touchedByOthers(): void {
		self::$tables->touchAll();
	}

	/** Begins like a new PHP process: fresh hooks, a fresh plugin, empty caches. */
	public static function begin( ?Clock $clock = null ): Plugin {
		self::restoreHooks();
		self::forgetProcess();
		$plugin = Closure::bind(
			static function () use ( $clock ): Plugin {
				Plugin::$instance = null === $clock ? new Plugin() : new Plugin( $clock );
				return Plugin::$instance;
			},
			null,
			Plugin::class
		)();
		$plugin->register();
		return $plugin;
	}

	/**
	 * Runs code without the plugin's hooks.
	 *
	 * @template T
	 * @param callable(): T $work
	 * @return T
	 */
	public static function withoutPlugin( callable $work ): mixed {
		$ours = $GLOBALS['wp_filter'];
		self::restoreHooks();
		try {
			return $work();
		} finally {
			$GLOBALS['wp_filter'] = $ours;
		}
	}

	/** Begins a new PHP process in which the plugin's hooks are not added yet. */
	public static function beginWithout(): void {
		self::restoreHooks();
		self::forgetProcess();
	}

	/** Ends like a PHP process. */
	public static function end(): void {
		do_action( 'shutdown' ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WordPress' own.
		unset( $GLOBALS['wp_actions']['shutdown'] );
	}

	/** Clears data that a process holds in memory and the next one does not. */
	private static function forgetProcess(): void {
		global $wpdb;
		foreach ( self::classesOfPlugin() as $class ) {
			self::forgetStatics( $class );
		}
		unset( $GLOBALS['wp_actions']['shutdown'], $GLOBALS['wp_actions']['action_scheduler_before_process_queue'] );
		// Variable products that WooCommerce saves at the end of the process.
		unset( $GLOBALS['wc_deferred_product_sync'] );
		// These remove the hooks added by their constructors: the Store API's payment of orders, and the
		// texts of the cash on delivery gateway about its orders.
		$GLOBALS['wp_rest_server'] = null;
		( new ReflectionProperty( WC_Payment_Gateways::class, '_instance' ) )->setValue( null, null );

		$_GET             = [];
		$_POST            = [];
		$_REQUEST         = [];
		$_COOKIE          = [];
		WC()->cart        = null;
		WC()->customer    = null;
		WC()->session     = null;
		$wpdb->last_error = '';
		$wpdb->insert_id  = 0;
		$wpdb->blogid     = get_main_site_id();
		wp_cache_flush();
		wp_set_current_user( 0 );
	}

	/** @return list<ReflectionClass<object>> The classes with state in static properties. */
	private static function classesOfPlugin(): array {
		$declared = get_declared_classes();
		foreach ( array_slice( $declared, self::$looked ) as $class ) {
			$reflection = self::isOfPlugin( $class ) ? new ReflectionClass( $class ) : null;
			if ( null !== $reflection && [] !== $reflection->getProperties( ReflectionProperty::IS_STATIC ) ) {
				self::$classes[] = $reflection;
			}
		}
		self::$looked = count( $declared );
		return self::$classes;
	}

	/** @param ReflectionClass<object> $class */
	private static function forgetStatics( ReflectionClass $class ): void {
		$defaults = $class->getDefaultProperties();
		foreach ( $class->getProperties( ReflectionProperty::IS_STATIC ) as $property ) {
			if ( $property->getDeclaringClass()->getName() === $class->getName() ) {
				$property->setValue( null, $defaults[ $property->getName() ] ?? null );
			}
		}
	}

	private static function restoreHooks(): void {
		foreach ( self::$hooks as $name => $hook ) {
			$GLOBALS['wp_filter'][ $name ] = clone $hook;
		}
		foreach ( array_diff_key( $GLOBALS['wp_filter'], self::$hooks ) as $name => $hook ) {
			unset( $GLOBALS['wp_filter'][ $name ] );
		}
		$GLOBALS['wp_current_filter'] = [];
	}

	/** @return array<string, WP_Hook> */
	private static function othersHooks(): array {
		/** @var array<string, WP_Hook> $all */
		$all    = $GLOBALS['wp_filter'];
		$others = [];
		foreach ( $all as $name => $hook ) {
			$copy = clone $hook;
			foreach ( $copy->callbacks as $priority => $callbacks ) {
				foreach ( $callbacks as $callback ) {
					if ( self::isOurs( $callback['function'] ) ) {
						$copy->remove_filter( $name, $callback['function'], $priority );
					}
				}
			}
			$others[ $name ] = $copy;
		}
		return $others;
	}

	private static function isOurs( mixed $callback ): bool {
		$class = match ( true ) {
			$callback instanceof Closure => ( new ReflectionFunction( $callback ) )->getClosureScopeClass()?->getName(),
			is_array( $callback )        => is_object( $callback[0] ) ? $callback[0]::class : $callback[0],
			is_object( $callback )       => $callback::class,
			default                      => null,
		};
		return is_string( $class ) && self::isOfPlugin( $class );
	}

	private static function isOfPlugin( string $class ): bool {
		return str_starts_with( $class, self::OURS ) && ! str_starts_with( $class, self::OURS . 'Tests\\' );
	}
}
