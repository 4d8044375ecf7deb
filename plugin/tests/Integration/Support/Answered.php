<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use Error;

/**
 * Replaces the end of the process after WordPress has answered a request. Not an exception, which WooCommerce
 * would catch.
 */
final class Answered extends Error {}
