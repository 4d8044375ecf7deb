<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Admin;

/** WordPress' own *Help* tab on the panel's page. */
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
					__( 'The plugin records each change in your store and sends it to Ivorey once the shopper’s page has loaded. Shoppers never wait for it, and nothing is lost while Ivorey cannot be reached.', 'ivorey-for-woocommerce' ),
					__( 'The first line of the overview shows the status. Below it you see how many records are in your store and in Ivorey, and why some are excluded.', 'ivorey-for-woocommerce' ),
					__( 'To keep a product out of Ivorey, tick “Do not send to Ivorey” on its page under Product data → Advanced, or use bulk edit in the product list.', 'ivorey-for-woocommerce' )
				),
			]
		);
		$screen->add_help_tab(
			[
				'id'      => 'ivorey-help-trouble',
				'title'   => __( 'When something is missing', 'ivorey-for-woocommerce' ),
				'content' => self::paragraphs(
					__( 'Activity shows where each order is: changed, sent, received, or excluded and why. Records that Ivorey rejected are listed there with the error, and you can retry them.', 'ivorey-for-woocommerce' ),
					__( '“Compare now” on the overview compares your store with Ivorey and lets you resend only the records that differ. This also happens automatically once a day.', 'ivorey-for-woocommerce' ),
					__( '“Paused” means that Ivorey is not accepting data from your store. Changes are kept and sent once the sync resumes.', 'ivorey-for-woocommerce' )
				),
			]
		);
		$screen->set_help_sidebar(
			sprintf( '<p><strong>%s</strong></p>', esc_html__( 'For more information:', 'ivorey-for-woocommerce' ) )
			. self::link( 'https://ivorey.com/integrations/woocommerce', __( 'Ivorey for WooCommerce', 'ivorey-for-woocommerce' ) )
			. self::link( admin_url( 'site-health.php' ), __( 'Site Health', 'ivorey-for-woocommerce' ) )
			. self::link( admin_url( 'privacy-policy-guide.php' ), __( 'Suggested text for your privacy policy', 'ivorey-for-woocommerce' ) )
		);
	}

	private static function paragraphs( string ...$texts ): string {
		return implode( '', array_map( static fn ( string $text ): string => '<p>' . esc_html( $text ) . '</p>', $texts ) );
	}

	private static function link( string $url, string $text ): string {
		return sprintf( '<p><a href="%s">%s</a></p>', esc_url( $url ), esc_html( $text ) );
	}
}
