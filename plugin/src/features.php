<?php
/**
 * WooCommerce features, up to 10.5, that the plugin is compatible with, enabled or not. WooCommerce ignores
 * unknown ones. The site's PHP may be of any version, so the file uses the syntax of PHP 7.4.
 *
 * @package Ivorey\WooCommerce
 */

defined( 'ABSPATH' ) || exit;

return array(
	// Storage and reads: the plugin uses WooCommerce's own objects, and reads afresh (FreshRead).
	'custom_order_tables',
	'hpos_datastore_caching',
	'hpos_fts_indexes',
	'product_instance_caching',
	'cost_of_goods_sold',

	// Ways in which orders are created: their hooks are the same, and no session is used.
	'cart_checkout_blocks',
	'rate_limit_checkout',
	'destroy-empty-sessions',
	'agentic_checkout',
	'point_of_sale',
	'order_attribution',
	'fulfillments',

	// Features that do not concern the plugin.
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
