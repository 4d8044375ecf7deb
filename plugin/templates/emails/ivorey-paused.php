<?php
/**
 * E-mail to the owner: Ivorey refuses the store.
 *
 * Can be overridden by copying it to yourtheme/woocommerce/emails/ivorey-paused.php.
 *
 * @package Ivorey\WooCommerce
 * @var string                                     $email_heading
 * @var string                                     $additional_content
 * @var string                                     $reason    What happened, and what helps.
 * @var string                                     $panel_url Where it is put right.
 * @var string                                     $blogname
 * @var \Ivorey\WooCommerce\Email\PausedEmail      $email
 */

defined( 'ABSPATH' ) || exit;

do_action( 'woocommerce_email_header', $email_heading, $email ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WooCommerce's own.
?>
<p>
<?php
/* translators: %s: name of the shop. */
printf( esc_html__( 'Ivorey refuses what %s sends, so the sync has paused.', 'ivorey-for-woocommerce' ), esc_html( $blogname ) );
?>
</p>
<p><strong><?php echo esc_html( $reason ); ?></strong></p>
<p><a class="link" href="<?php echo esc_url( $panel_url ); ?>"><?php esc_html_e( 'Reconnect your store', 'ivorey-for-woocommerce' ); ?></a></p>
<p><?php esc_html_e( 'Nothing is lost: what changes in your store meanwhile is kept and sent after the reconnect. The store asks again every hour by itself, and goes on as soon as Ivorey accepts it.', 'ivorey-for-woocommerce' ); ?></p>
<?php
if ( $additional_content ) {
	echo wp_kses_post( wpautop( wptexturize( $additional_content ) ) );
}

do_action( 'woocommerce_email_footer', $email ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WooCommerce's own.
