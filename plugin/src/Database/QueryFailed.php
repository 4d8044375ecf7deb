<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Database;

use RuntimeException;

final class QueryFailed extends RuntimeException {}
