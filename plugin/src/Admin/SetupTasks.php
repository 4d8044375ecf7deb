<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Admin;

use Automattic\WooCommerce\Admin\Features\OnboardingTasks\TaskLists;
use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\State;

/** Adds to WooCommerce's home screen what is left to be set up; it is complete once the store is connected. */
final class SetupTasks {

	/** WooCommerce's “Things to do next”: the list that extensions add to. */
	private const LIST = 'extended';

	private bool $isAdded = false;

	public function __construct( private readonly Connection $connection ) {}

	/** Visitors of the shop pay nothing for it: the lists are read by wp-admin and by REST only. */
	public function register(): void {
		add_action( 'admin_init', [ $this, 'add' ] );
		add_action( 'rest_api_init', [ $this, 'add' ] );
	}

	/** @internal Hook. */
	public function add(): void {
		$list = $this->isAdded || ! class_exists( TaskLists::class ) ? null : TaskLists::get_list( self::LIST );
		// WooCommerce's home screen may be switched off.
		if ( null === $list ) {
			return;
		}
		$this->isAdded = true;
		$list->add_task( new SetupTask( $list, fn (): bool => State::Disconnected !== $this->connection->current()->state ) );
	}
}
