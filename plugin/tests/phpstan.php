<?php
/**
 * Constants that WordPress and the site define, for static analysis.
 *
 * @package Ivorey\WooCommerce
 */

declare( strict_types=1 );

define( 'ABSPATH', '/' );
define( 'ARRAY_A', 'ARRAY_A' );
define( 'DB_NAME', 'wordpress' );
define( 'MINUTE_IN_SECONDS', 60 );
define( 'HOUR_IN_SECONDS', 3600 );
