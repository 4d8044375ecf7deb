<?php
/**
 * E-mail to the owner: the sync goes on after a pause.
 *
 * Can be overridden by copying it to yourtheme/woocommerce/emails/ivorey-resumed.php.
 *
 * @package Ivorey\WooCommerce
 * @var string                                     $email_heading
 * @var string                                     $additional_content
 * @var string                                     $panel_url Where its state is shown.
 * @var string                                     $blogname
 * @var \Ivorey\WooCommerce\Email\ResumedEmail     $email
 */

defined( 'ABSPATH' ) || exit;

do_action( 'woocommerce_email_header', $email_heading, $email ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WooCommerce's own.
?>
<p>
<?php
/* translators: %s: name of the shop. */
printf( esc_html__( 'Ivorey accepts data from %s again. Changes made during the pause are being sent now.', 'ivorey-for-woocommerce' ), esc_html( $blogname ) );
?>
</p>
<p><a class="link" href="<?php echo esc_url( $panel_url ); ?>"><?php esc_html_e( 'View status', 'ivorey-for-woocommerce' ); ?></a></p>
<?php
if ( $additional_content ) {
	echo wp_kses_post( wpautop( wptexturize( $additional_content ) ) );
}

do_action( 'woocommerce_email_footer', $email ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WooCommerce's own.
