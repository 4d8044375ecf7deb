<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Admin;

use Automattic\WooCommerce\Admin\Features\OnboardingTasks\TaskLists;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\State;

/** Adds the remaining setup step to WooCommerce's home screen; the step is complete once the store is connected. */
final class SetupTasks {

	/** WooCommerce's “Things to do next” list, which extensions add to. */
	private const LIST = 'extended';

	private bool $isAdded = false;

	public function __construct( private readonly Connection $connection ) {}

	/** Shop visitors pay nothing for it: only wp-admin and REST read the lists. */
	public function register(): void {
		add_action( 'admin_init', [ $this, 'add' ] );
		add_action( 'rest_api_init', [ $this, 'add' ] );
	}

	/** @internal Hook. */
	public function add(): void {
		$list = $this->isAdded || ! class_exists( TaskLists::class ) ? null : TaskLists::get_list( self::LIST );
		// WooCommerce's home screen may be disabled.
		if ( null === $list ) {
			return;
		}
		$this->isAdded = true;
		$list->add_task( new SetupTask( $list, fn (): bool => State::Disconnected !== $this->connection->current()->state ) );
	}
}
