<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Http;

use InvalidArgumentException;

/** The message says what is wrong, without repeating any part of the credentials. */
final class InvalidCredentials extends InvalidArgumentException {}
