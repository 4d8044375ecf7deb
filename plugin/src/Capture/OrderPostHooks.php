<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Automattic\WooCommerce\Utilities\OrderUtil;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\ElementSwitch;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Records\Orders\GoneOrder;
use Ivorey\WooCommerce\Records\Orders\OrderData;
use WC_Order;
use WeakMap;
use WP_Post;

/**
 * Marks orders that are changed as posts, bypassing WooCommerce's objects: by `wp post update`, or by plugins
 * that write meta. Only without HPOS; with HPOS the post is at most a copy. OrderHooks handles changes within
 * a save of the order, so this adds no cost to a checkout.
 *
 * Parameters are untyped because other plugins fire these hooks too, with any value.
 */
final class OrderPostHooks {

	/** Meta used in records, other than the addresses. */
	private const META = [
		'_order_currency',
		'_cart_discount',
		'_cart_discount_tax',
		'_order_shipping',
		'_order_shipping_tax',
		'_order_tax',
		'_order_total',
		'_prices_include_tax',
		'_customer_user',
		'_payment_method',
		'_payment_method_title',
		'_transaction_id',
		'_created_via',
		'_date_completed',
		'_completed_date',
		'_date_paid',
		'_paid_date',
	];

	private const ADDRESSES = [ '_billing_', '_shipping_' ];

	/** WooCommerce's search index of the address. */
	private const INDEX = '_address_index';

	/** @var WeakMap<WC_Order, true> Orders in the middle of a save. */
	private WeakMap $saving;

	/** @var array<int, array<int, true>> Posts that are being deleted along with their meta, by site. */
	private array $deleting = [];

	private readonly PostMarks $posts;

	public function __construct(
		private readonly MarkBuffer $buffer,
		private readonly ElementSwitch $elements
	) {
		$this->saving = new WeakMap();
		$this->posts  = new PostMarks( $buffer, $this->markPost( ... ), $this->marksOf( ... ) );
	}

	public function register(): void {
		add_action( 'woocommerce_before_order_object_save', [ $this, 'saving' ] );
		add_action( 'woocommerce_after_order_object_save', [ $this, 'saved' ] );
		add_action( 'save_post_' . OrderMarks::TYPE, [ $this, 'postSaved' ], 10, 2 );
		add_action( 'before_delete_post', [ $this, 'deleting' ] );
		add_action( 'deleted_post', [ $this, 'deleted' ], 10, 2 );
		foreach ( [ 'added_post_meta', 'updated_post_meta', 'deleted_post_meta' ] as $hook ) {
			add_action( $hook, [ $this, 'metaChanged' ], 10, 3 );
		}
	}

	/** @internal Hook. */
	public function saving( mixed $order ): void {
		if ( $order instanceof WC_Order ) {
			$this->saving[ $order ] = true;
		}
	}

	/** @internal Hook. */
	public function saved( mixed $order ): void {
		if ( $order instanceof WC_Order ) {
			unset( $this->saving[ $order ] );
		}
	}

	/** @internal Hook. */
	public function deleting( mixed $id ): void {
		if ( is_numeric( $id ) ) {
			$this->deleting[ get_current_blog_id() ][ (int) $id ] = true;
		}
	}

	/** @internal Hook. */
	public function postSaved( mixed $id, mixed $post = null ): void {
		if ( $post instanceof WP_Post && $this->concerns( $post->ID ) ) {
			$this->markPost( $post );
			if ( GoneOrder::STATUS === $post->post_status ) {
				$this->markGone( $post );
			}
		}
	}

	/** @internal Hook. */
	public function deleted( mixed $id, mixed $post = null ): void {
		if ( $post instanceof WP_Post && ! OrderUtil::custom_orders_table_usage_is_enabled() ) {
			$this->markGone( $post );
		}
	}

	/** @internal Hook. */
	public function metaChanged( mixed $metaId, mixed $postId = null, mixed $key = null ): void {
		if ( is_numeric( $postId ) && self::isOfRecord( $key ) && $this->concerns( (int) $postId ) ) {
			$this->posts->touch( (int) $postId );
		}
	}

	private static function isOfRecord( mixed $key ): bool {
		if ( ! is_string( $key ) || in_array( $key, self::META, true ) ) {
			return is_string( $key );
		}
		foreach ( self::ADDRESSES as $prefix ) {
			if ( str_starts_with( $key, $prefix ) ) {
				return ! str_ends_with( $key, self::INDEX );
			}
		}
		return false;
	}

	private function concerns( int $id ): bool {
		return ( $this->elements->isOn( Element::Orders ) || $this->elements->isOn( Element::Transactions ) )
			&& ! isset( $this->deleting[ get_current_blog_id() ][ $id ] )
			&& ! $this->isSaving( $id )
			&& ! OrderUtil::custom_orders_table_usage_is_enabled();
	}

	/** A new order has no ID until its post exists. */
	private function isSaving( int $id ): bool {
		foreach ( $this->saving as $order => $isSaving ) {
			if ( in_array( $order->get_id(), [ 0, $id ], true ) ) {
				return true;
			}
		}
		return false;
	}

	private function markPost( WP_Post $post ): void {
		$this->buffer->collect( ...$this->marksOf( $post ) );
	}

	private function markGone( WP_Post $post ): void {
		$this->buffer->collect( ...OrderMarks::ofGone( $this->elements, $post->post_type, OrderData::status( $post->post_status ), $post->ID ) );
	}

	/** @return list<Mark> Without a trigger: WooCommerce itself treats none of these changes as a payment. */
	private function marksOf( WP_Post $post ): array {
		return OrderMarks::ofSave( $this->elements, $post->post_type, OrderData::status( $post->post_status ), $post->ID, 0, [ Reason::Changed ] );
	}
}
