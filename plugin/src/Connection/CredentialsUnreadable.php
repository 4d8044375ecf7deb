<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use RuntimeException;

/** Credentials are stored, but the salts in wp-config.php have changed since they were saved. */
final class CredentialsUnreadable extends RuntimeException {}
