<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Admin;

/** WordPress' own *Help* on the panel's page. */
final class PanelHelp {

	/** @internal Hook. */
	public static function add(): void {
		$screen = get_current_screen();
		if ( null === $screen ) {
			return;
		}
		$screen->add_help_tab(
			[
				'id'      => 'ivorey-help',
				'title'   => __( 'How it works', 'ivorey-for-woocommerce' ),
				'content' => self::paragraphs(
					__( 'What changes in the store is noted, and sent to Ivorey after the response to the shopper. Nobody waits for it, and nothing is lost while Ivorey cannot be reached.', 'ivorey-for-woocommerce' ),
					__( 'The first line of the overview says how it stands. Below it you see how much of everything is in the store and in Ivorey, and why something is excluded.', 'ivorey-for-woocommerce' ),
					__( 'To keep a single product to the store, tick “Do not send to Ivorey” on its page, under Product data → Advanced, or use the bulk edit of the list of products.', 'ivorey-for-woocommerce' )
				),
			]
		);
		$screen->add_help_tab(
			[
				'id'      => 'ivorey-help-trouble',
				'title'   => __( 'When something is missing', 'ivorey-for-woocommerce' ),
				'content' => self::paragraphs(
					__( 'Activity tells of each order where it is: noted, sent, received, or excluded and why. What Ivorey did not take is listed there with its error, and can be sent again.', 'ivorey-for-woocommerce' ),
					__( '“Compare now” on the overview compares the store with Ivorey, and can send again just what differs. It happens once a day by itself.', 'ivorey-for-woocommerce' ),
					__( '“Paused” means that Ivorey refuses the store. What changes meanwhile is kept, and sent once it is connected again.', 'ivorey-for-woocommerce' )
				),
			]
		);
		$screen->set_help_sidebar(
			sprintf( '<p><strong>%s</strong></p>', esc_html__( 'For more information:', 'ivorey-for-woocommerce' ) )
			. self::link( 'https://ivorey.com/integrations/woocommerce', __( 'Ivorey for WooCommerce', 'ivorey-for-woocommerce' ) )
			. self::link( admin_url( 'site-health.php' ), __( 'Site Health', 'ivorey-for-woocommerce' ) )
			. self::link( admin_url( 'privacy-policy-guide.php' ), __( 'Texts for your privacy policy', 'ivorey-for-woocommerce' ) )
		);
	}

	private static function paragraphs( string ...$texts ): string {
		return implode( '', array_map( static fn ( string $text ): string => '<p>' . esc_html( $text ) . '</p>', $texts ) );
	}

	private static function link( string $url, string $text ): string {
		return sprintf( '<p><a href="%s">%s</a></p>', esc_url( $url ), esc_html( $text ) );
	}
}
