<?php
/**
 * E-mail to the owner: the sync has paused. Plain text.
 *
 * Can be overridden by copying it to yourtheme/woocommerce/emails/plain/ivorey-paused.php.
 *
 * @package Ivorey\WooCommerce
 * @var string                                     $email_heading
 * @var string                                     $additional_content
 * @var string                                     $reason    What happened, and what helps.
 * @var bool                                       $is_by_person Whether somebody paused it in Ivorey: nothing is wrong then.
 * @var string                                     $panel_url Where it is put right.
 * @var string                                     $blogname
 */

defined( 'ABSPATH' ) || exit;

echo "=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=\n";
echo esc_html( wp_strip_all_tags( $email_heading ) );
echo "\n=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=-=\n\n";

if ( $is_by_person ) {
	/* translators: %s: name of the shop. */
	echo sprintf( esc_html__( 'The sync between %s and Ivorey was paused.', 'ivorey-for-woocommerce' ), esc_html( $blogname ) ) . "\n\n";
} else {
	/* translators: %s: name of the shop. */
	echo sprintf( esc_html__( 'Ivorey is not accepting data from %s, so the sync has paused.', 'ivorey-for-woocommerce' ), esc_html( $blogname ) ) . "\n\n";
}
echo esc_html( $reason ) . "\n\n";
echo ( $is_by_person ? esc_html__( 'View status:', 'ivorey-for-woocommerce' ) : esc_html__( 'Reconnect your store:', 'ivorey-for-woocommerce' ) ) . "\n" . esc_url_raw( $panel_url ) . "\n\n"; // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- Plain text.
if ( $is_by_person ) {
	echo esc_html__( 'Nothing is lost: all changes in your store are kept and sent once the sync is resumed in Ivorey.', 'ivorey-for-woocommerce' ) . "\n\n";
} else {
	echo esc_html__( 'Nothing is lost: all changes in your store are kept and sent after you reconnect. The store also checks every hour and resumes automatically as soon as Ivorey accepts it again.', 'ivorey-for-woocommerce' ) . "\n\n";
}

if ( $additional_content ) {
	echo "----------------------------------------\n\n";
	echo esc_html( wp_strip_all_tags( wptexturize( $additional_content ) ) ) . "\n\n";
}

echo "----------------------------------------\n\n";
echo wp_kses_post( (string) apply_filters( 'woocommerce_email_footer_text', get_option( 'woocommerce_email_footer_text' ) ) ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WooCommerce's own.
