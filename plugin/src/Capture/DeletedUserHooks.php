<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\ElementSwitch;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;

/**
 * Marks the orders of a user who is deleted. WooCommerce turns them into guest orders with one statement and
 * saves none of them. Afterwards they can no longer be found, so they are looked up first.
 *
 * Parameters are untyped because other plugins fire these hooks too, with any value.
 */
final class DeletedUserHooks {

	/** After WooCommerce, which changes the orders at this hook. */
	private const AFTER_WOOCOMMERCE = 20;

	/** @var array<int, list<int>> Order IDs by user. */
	private array $orders = [];

	public function __construct(
		private readonly MarkBuffer $buffer,
		private readonly ElementSwitch $elements
	) {}

	public function register(): void {
		add_action( 'delete_user', [ $this, 'deleting' ] );
		// Deletion from a whole network; `delete_user` does not fire then.
		add_action( 'wpmu_delete_user', [ $this, 'deleting' ] );
		add_action( 'deleted_user', [ $this, 'deleted' ], self::AFTER_WOOCOMMERCE );
	}

	/** @internal Hook. */
	public function deleting( mixed $id ): void {
		if ( is_numeric( $id ) && (int) $id > 0 && $this->elements->isOn( Element::Orders ) ) {
			$this->orders[ (int) $id ] = self::ordersOf( (int) $id );
		}
	}

	/** @internal Hook. */
	public function deleted( mixed $id ): void {
		$user = is_numeric( $id ) ? (int) $id : 0;
		foreach ( $this->orders[ $user ] ?? [] as $order ) {
			$this->buffer->collect( new Mark( Element::Orders, $order, Reason::Changed ) );
		}
		unset( $this->orders[ $user ] );
	}

	/** @return list<int> */
	private static function ordersOf( int $user ): array {
		$found = wc_get_orders(
			[
				'customer_id' => $user,
				'type'        => OrderMarks::TYPE,
				// Includes statuses that no active plugin registers any more.
				'status'      => 'all',
				'limit'       => -1,
				'return'      => 'ids',
				'orderby'     => 'none',
			]
		);
		return is_array( $found ) ? array_values( array_filter( array_map( self::id( ... ), $found ), static fn ( int $id ): bool => $id > 0 ) ) : [];
	}

	/** The requested IDs; another plugin's filter may have changed their type. */
	private static function id( mixed $id ): int {
		return is_int( $id ) ? $id : 0;
	}
}
