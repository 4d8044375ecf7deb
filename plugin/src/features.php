<?php
/**
 * Features of WooCommerce, up to 10.5, that the plugin works with, switched on or off. An unknown one is ignored by
 * WooCommerce. Read by whatever PHP the site runs, so it keeps to the syntax of PHP 7.4.
 *
 * @package Ivorey\WooCommerce
 */

defined( 'ABSPATH' ) || exit;

return array(
	// How things are stored and read: through WooCommerce's own objects, and afresh (FreshRead).
	'custom_order_tables',
	'hpos_datastore_caching',
	'hpos_fts_indexes',
	'product_instance_caching',
	'cost_of_goods_sold',

	// Where orders come from: their hooks are the same, and no session is used.
	'cart_checkout_blocks',
	'rate_limit_checkout',
	'destroy-empty-sessions',
	'agentic_checkout',
	'point_of_sale',
	'order_attribution',
	'fulfillments',

	// Features that the plugin has no part in.
	'analytics',
	'block_email_editor',
	'blueprint',
	'email_improvements',
	'experimental-iapi-mini-cart',
	'marketplace',
	'mcp_integration',
	'product_block_editor',
	'push_notifications',
	'remote_logging',
	'rest_api_caching',
	'site_visibility_badge',
);
