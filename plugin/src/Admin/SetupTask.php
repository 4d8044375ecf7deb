<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Admin;

use Automattic\WooCommerce\Admin\Features\OnboardingTasks\Task;
use Automattic\WooCommerce\Admin\Features\OnboardingTasks\TaskList;
use Closure;

/**
 * “Things to do next” on WooCommerce's home screen: connect Ivorey. SetupTasks creates it, because its parent
 * is a WooCommerce class.
 */
final class SetupTask extends Task {

	/** @param Closure(): bool $isConnected */
	public function __construct(
		TaskList $list,
		private readonly Closure $isConnected
	) {
		parent::__construct( $list );
	}

	public function get_id(): string {
		return 'ivorey-connect';
	}

	public function get_title(): string {
		return __( 'Connect your store to Ivorey', 'ivorey-for-woocommerce' );
	}

	public function get_content(): string {
		return __( 'Your orders, contacts, payments and products appear in Ivorey and stay up to date. Nothing is sent until you choose what to send and approve it.', 'ivorey-for-woocommerce' );
	}

	public function get_time(): string {
		return __( '2 minutes', 'ivorey-for-woocommerce' );
	}

	public function get_action_label(): string {
		return __( 'Get started', 'ivorey-for-woocommerce' );
	}

	public function get_action_url(): string {
		return Panel::url();
	}

	public function is_dismissable(): bool {
		return true;
	}

	public function can_view(): bool {
		return current_user_can( 'manage_woocommerce' );
	}

	public function is_complete(): bool {
		return ( $this->isConnected )();
	}
}
