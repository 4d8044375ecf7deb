/** What WP-CLI is told in a WordPress that wp-env has started. */
export const SHOP_COMMANDS: ReadonlyArray< readonly string[] > = [
	[ 'plugin', 'activate', 'woocommerce', 'ivorey-for-woocommerce' ],
	[ 'eval-file', 'wp-content/sample-shop/sample-shop.php' ],
	[ 'rewrite', 'flush' ],
];
