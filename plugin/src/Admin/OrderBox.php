<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Admin;

use Ivorey\WooCommerce\Connection\Connection;
use Ivorey\WooCommerce\Connection\State;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Diagnostics\Explain\Explainer;
use Ivorey\WooCommerce\Diagnostics\Explain\OrderGlance;
use Ivorey\WooCommerce\Diagnostics\Explain\Words;
use WC_Abstract_Order;
use WP_Post;

/** The "Ivorey" box on the order screen, with and without HPOS. */
final class OrderBox {

	private const ID = 'ivorey-order';

	/** The order screen with HPOS, and without it. */
	private const SCREENS = [ 'woocommerce_page_wc-orders', 'shop_order' ];

	private const CAPABILITY = 'manage_woocommerce';

	public function __construct(
		private readonly Connection $connection,
		private readonly Explainer $explainer
	) {}

	public function register(): void {
		add_action( 'add_meta_boxes', [ $this, 'add' ] );
	}

	/** @internal Hook. */
	public function add( mixed $screen ): void {
		if ( is_string( $screen ) && in_array( $screen, self::SCREENS, true ) && current_user_can( self::CAPABILITY ) && State::Disconnected !== $this->connection->current()->state ) {
			add_meta_box( self::ID, __( 'Ivorey', 'ivorey-for-woocommerce' ), [ $this, 'render' ], $screen, 'side' );
		}
	}

	/** @internal Callback of the box. */
	public function render( mixed $shown ): void {
		$id = match ( true ) {
			$shown instanceof WP_Post           => $shown->ID,
			$shown instanceof WC_Abstract_Order => $shown->get_id(),
			default                             => 0,
		};
		try {
			$this->show( $this->explainer->glance( $id ) );
		} catch ( QueryFailed ) {
			echo '<p>' . esc_html__( 'The plugin’s tables cannot be read right now.', 'ivorey-for-woocommerce' ) . '</p>';
		}
	}

	private function show( OrderGlance $order ): void {
		$trouble = $order->trouble();
		printf( '<p><strong>%s</strong>%s</p>', esc_html( Words::state( $order->state() ) ), '' === $trouble ? '' : '<br>' . esc_html( $trouble ) );
		$answer = $order->answer();
		if ( null !== $answer ) {
			/* translators: 1: date and time, 2: what Ivorey answered, such as "taken". */
			printf( '<p>' . esc_html__( 'Last sent %1$s: %2$s', 'ivorey-for-woocommerce' ) . '</p>', esc_html( self::time( $answer[0] ) ), esc_html( $answer[1] ) );
		}
		echo '<ul>';
		foreach ( $order->triggers() as [ $name, $firedAt, $why ] ) {
			$text = match ( true ) {
				/* translators: %s: date and time. */
				null !== $firedAt => sprintf( __( 'fired %s', 'ivorey-for-woocommerce' ), self::time( $firedAt ) ),
				'' !== $why       => $why,
				default           => __( 'not fired', 'ivorey-for-woocommerce' ),
			};
			printf( '<li>%s: %s</li>', esc_html( $name ), esc_html( $text ) );
		}
		echo '</ul>';
		if ( $order->isInIvorey() ) {
			printf( '<p><a href="%s">%s</a></p>', esc_url( $this->connection->current()->orderUrl( $order->order ) ), esc_html__( 'Open in Ivorey', 'ivorey-for-woocommerce' ) );
		}
	}

	private static function time( int $microseconds ): string {
		return (string) wp_date( wc_date_format() . ' ' . wc_time_format(), intdiv( $microseconds, 1_000_000 ) );
	}
}
