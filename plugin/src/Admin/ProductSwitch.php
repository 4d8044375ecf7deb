<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Admin;

use Ivorey\WooCommerce\Records\Products\ProductRules;
use WC_Product;

/**
 * *Do not send to Ivorey*, on the product page (Product data → Advanced) and in the bulk edit of the product
 * list. It is stored as meta, so WooCommerce's product export and import include it.
 */
final class ProductSwitch {

	private const CAPABILITY = 'manage_woocommerce';

	private const NONCE = 'ivorey_product_nonce';

	private const FIELD = 'ivorey_do_not_send';

	private const BULK_NONCE = 'ivorey_products_nonce';

	private const BULK_FIELD = 'ivorey_do_not_send_bulk';

	public function register(): void {
		add_action( 'woocommerce_product_options_advanced', [ $this, 'show' ] );
		add_action( 'woocommerce_admin_process_product_object', [ $this, 'save' ] );
		add_action( 'woocommerce_product_bulk_edit_end', [ $this, 'showInBulk' ] );
		add_action( 'woocommerce_product_bulk_edit_save', [ $this, 'saveInBulk' ] );
	}

	/** @internal Hook. */
	public function show(): void {
		$product = $GLOBALS['product_object'] ?? null;
		if ( ! $product instanceof WC_Product || ! current_user_can( self::CAPABILITY ) ) {
			return;
		}
		echo '<div class="options_group">';
		wp_nonce_field( self::NONCE, self::NONCE, false );
		woocommerce_wp_checkbox(
			[
				'id'          => self::FIELD,
				'label'       => __( 'Ivorey', 'ivorey-for-woocommerce' ),
				'description' => __( 'Do not send to Ivorey. If Ivorey already has the product, it stays there, but leaves the online store and is no longer updated.', 'ivorey-for-woocommerce' ),
				'value'       => ProductRules::isKeptHere( $product->get_meta( ProductRules::KEPT_HERE, true, 'edit' ) ) ? 'yes' : 'no',
			]
		);
		echo '</div>';
	}

	/** @internal Hook. The nonce is only there where the box was shown. */
	public function save( mixed $product ): void {
		if ( $product instanceof WC_Product && $this->isAllowed( self::NONCE, $product->get_id() ) ) {
			// phpcs:ignore WordPress.Security.NonceVerification.Missing -- Verified above.
			self::set( $product, isset( $_POST[ self::FIELD ] ) );
		}
	}

	/** @internal Hook. */
	public function showInBulk(): void {
		if ( ! current_user_can( self::CAPABILITY ) ) {
			return;
		}
		$choices = [
			''    => __( '— No change —', 'ivorey-for-woocommerce' ),
			'yes' => __( 'Do not send', 'ivorey-for-woocommerce' ),
			'no'  => __( 'Send', 'ivorey-for-woocommerce' ),
		];
		wp_nonce_field( self::BULK_NONCE, self::BULK_NONCE, false );
		printf( '<div class="inline-edit-group"><label class="alignleft"><span class="title">%s</span><span class="input-text-wrap"><select name="%s">', esc_html__( 'Ivorey', 'ivorey-for-woocommerce' ), esc_attr( self::BULK_FIELD ) );
		foreach ( $choices as $value => $text ) {
			printf( '<option value="%s">%s</option>', esc_attr( $value ), esc_html( $text ) );
		}
		echo '</select></span></label></div>';
	}

	/** @internal Hook. */
	public function saveInBulk( mixed $product ): void {
		if ( ! $product instanceof WC_Product || ! $this->isAllowed( self::BULK_NONCE, $product->get_id() ) ) {
			return;
		}
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- Verified above.
		$choice = isset( $_REQUEST[ self::BULK_FIELD ] ) && is_string( $_REQUEST[ self::BULK_FIELD ] ) ? sanitize_key( wp_unslash( $_REQUEST[ self::BULK_FIELD ] ) ) : '';
		if ( 'yes' === $choice || 'no' === $choice ) {
			self::set( $product, 'yes' === $choice );
			// WooCommerce saved the product before this hook.
			$product->save();
		}
	}

	/** WordPress bulk edits by GET, and saves a product by POST. */
	private function isAllowed( string $nonce, int $product ): bool {
		$given = isset( $_REQUEST[ $nonce ] ) && is_string( $_REQUEST[ $nonce ] ) ? sanitize_key( wp_unslash( $_REQUEST[ $nonce ] ) ) : '';
		return 1 <= (int) wp_verify_nonce( $given, $nonce ) && current_user_can( self::CAPABILITY ) && current_user_can( 'edit_post', $product );
	}

	/** A product that is sent has no such meta, so the plugin leaves no trace on it. */
	private static function set( WC_Product $product, bool $isKeptHere ): void {
		if ( $isKeptHere ) {
			$product->update_meta_data( ProductRules::KEPT_HERE, 'yes' );
		} else {
			$product->delete_meta_data( ProductRules::KEPT_HERE );
		}
	}
}
