<?php
/**
 * E-mail to the owner: the sync goes on after a pause. Plain text.
 *
 * Can be overridden by copying it to yourtheme/woocommerce/emails/plain/ivorey-resumed.php.
 *
 * @package Ivorey\WooCommerce
 * @var string                                     $email_heading
 * @var string                                     $additional_content
 * @var string                                     $panel_url Where its state is shown.
 * @var string                                     $blogname
 */

defined( 'ABSPATH' ) || exit;

echo "=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=\n";
echo esc_html( wp_strip_all_tags( $email_heading ) );
echo "\n=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=\n\n";

/* translators: %s: name of the shop. */
echo sprintf( esc_html__( 'Ivorey accepts data from %s again. Changes made during the pause are being sent now.', 'ivorey-for-woocommerce' ), esc_html( $blogname ) ) . "\n\n";
echo esc_html__( 'View status:', 'ivorey-for-woocommerce' ) . "\n" . esc_url_raw( $panel_url ) . "\n\n"; // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- Plain text.

if ( $additional_content ) {
	echo "----------------------------------------\n\n";
	echo esc_html( wp_strip_all_tags( wptexturize( $additional_content ) ) ) . "\n\n";
}

echo "----------------------------------------\n\n";
echo wp_kses_post( (string) apply_filters( 'woocommerce_email_footer_text', get_option( 'woocommerce_email_footer_text' ) ) ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WooCommerce's own.
