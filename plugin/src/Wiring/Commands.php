<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Wiring;

use Ivorey\WooCommerce\Cli\Command;
use Ivorey\WooCommerce\Cli\ExplainCommand;
use Ivorey\WooCommerce\Cli\ImportCommand;
use Ivorey\WooCommerce\Cli\VerifyCommand;
use WP_CLI;

/** `wp ivorey`. */
final class Commands {

	public static function register( Core $core, Connecting $connecting, Delivering $delivering, Importing $importing, Reconciling $reconciling, Diagnosing $diagnosing ): void {
		WP_CLI::add_command( 'ivorey', new Command( $connecting->connection, $diagnosing->status, $core->outbox, $core->deliveries, $delivering->drain, $reconciling->verification, $connecting->rotation, $core->address ) );
		WP_CLI::add_command( 'ivorey verify', new VerifyCommand( $reconciling->verification, $reconciling->quickVerification ) );
		WP_CLI::add_command( 'ivorey explain', new ExplainCommand( $diagnosing->finder, $diagnosing->explainer ) );
		WP_CLI::add_command( 'ivorey import', new ImportCommand( $importing->imports, $importing->run, $delivering->drain, $core->breaker ) );
	}
}
