<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use Error;

/** Instead of the end of the process, where WordPress has answered a request. No exception, which WooCommerce would catch. */
final class Answered extends Error {}
