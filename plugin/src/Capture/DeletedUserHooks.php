<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\ElementSwitch;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;

/**
 * Marks the orders of a user who is deleted: WooCommerce makes them a guest's with one statement, and
 * saves none of them. Afterwards nobody can tell which they were, so they are looked up before.
 *
 * The parameters are untyped because other plugins call these hooks too, with whatever they have.
 */
final class DeletedUserHooks {

	/** Behind WooCommerce, which changes the orders here. */
	private const AFTER_WOOCOMMERCE = 20;

	/** @var array<int, list<int>> Order ids by user. */
	private array $orders = [];

	public function __construct(
		private readonly MarkBuffer $buffer,
		private readonly ElementSwitch $elements
	) {}

	public function register(): void {
		add_action( 'delete_user', [ $this, 'deleting' ] );
		// From a whole network; `delete_user` does not come then.
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
				// Those whose status no plugin knows any more, too.
				'status'      => 'all',
				'limit'       => -1,
				'return'      => 'ids',
				'orderby'     => 'none',
			]
		);
		return is_array( $found ) ? array_values( array_filter( array_map( self::id( ... ), $found ), static fn ( int $id ): bool => $id > 0 ) ) : [];
	}

	/** The ids that were asked for, which a filter of another plugin may have made something else of. */
	private static function id( mixed $id ): int {
		return is_int( $id ) ? $id : 0;
	}
}
