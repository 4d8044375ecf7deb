<?php
/**
 * E-mail to the owner: the sync has paused.
 *
 * Can be overridden by copying it to yourtheme/woocommerce/emails/ivorey-paused.php.
 *
 * @package Ivorey\WooCommerce
 * @var string                                     $email_heading
 * @var string                                     $additional_content
 * @var string                                     $reason    What happened, and what helps.
 * @var bool                                       $is_by_person Whether somebody paused it in Ivorey: nothing is wrong then.
 * @var string                                     $panel_url Where it is put right.
 * @var string                                     $blogname
 * @var \Ivorey\WooCommerce\Email\PausedEmail      $email
 */

defined( 'ABSPATH' ) || exit;

do_action( 'woocommerce_email_header', $email_heading, $email ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WooCommerce's own.
?>
<p>
<?php
if ( $is_by_person ) {
	/* translators: %s: name of the shop. */
	printf( esc_html__( 'The sync between %s and Ivorey was paused.', 'ivorey-for-woocommerce' ), esc_html( $blogname ) );
} else {
	/* translators: %s: name of the shop. */
	printf( esc_html__( 'Ivorey is not accepting data from %s, so the sync has paused.', 'ivorey-for-woocommerce' ), esc_html( $blogname ) );
}
?>
</p>
<p><strong><?php echo esc_html( $reason ); ?></strong></p>
<p><a class="link" href="<?php echo esc_url( $panel_url ); ?>"><?php echo $is_by_person ? esc_html__( 'View status', 'ivorey-for-woocommerce' ) : esc_html__( 'Reconnect your store', 'ivorey-for-woocommerce' ); ?></a></p>
<p>
<?php
if ( $is_by_person ) {
	esc_html_e( 'Nothing is lost: all changes in your store are kept and sent once the sync is resumed in Ivorey.', 'ivorey-for-woocommerce' );
} else {
	esc_html_e( 'Nothing is lost: all changes in your store are kept and sent after you reconnect. The store also checks every hour and resumes automatically as soon as Ivorey accepts it again.', 'ivorey-for-woocommerce' );
}
?>
</p>
<?php
if ( $additional_content ) {
	echo wp_kses_post( wpautop( wptexturize( $additional_content ) ) );
}

do_action( 'woocommerce_email_footer', $email ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WooCommerce's own.
