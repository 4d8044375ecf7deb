<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use RuntimeException;

/** They are there, but the salts in wp-config.php have changed since they were saved. */
final class CredentialsUnreadable extends RuntimeException {}
