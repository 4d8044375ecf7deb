<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\QueryFailed;

/**
 * Tracks whether the owner was told of a pause: each pause is announced once, and its end once (R28). The
 * option is written by SQL, so that only one of two processes that notice a pause at the same time announces
 * it.
 */
final class Incidents {

	public const OPTION = 'ivorey_incident';

	private const CLOSED = 'closed';

	public function __construct( private readonly Database $database ) {}

	/**
	 * @param string $incident Its name: another incident may begin before the first is over.
	 * @return bool True for the process that is to announce it.
	 * @throws QueryFailed If the database refuses.
	 */
	public function open( string $incident ): bool {
		$this->database->execute(
			"INSERT IGNORE INTO %i (option_name, option_value, autoload) VALUES (%s, %s, 'off')",
			[ $this->table(), self::OPTION, self::CLOSED ]
		);
		return $this->turn( $incident );
	}

	/**
	 * @return bool True for the process that is to announce it.
	 * @throws QueryFailed If the database refuses.
	 */
	public function close(): bool {
		return $this->turn( self::CLOSED );
	}

	private function turn( string $to ): bool {
		$turned = $this->database->execute(
			'UPDATE %i SET option_value = %s WHERE option_name = %s AND option_value <> %s',
			[ $this->table(), $to, self::OPTION, $to ]
		);
		wp_cache_delete( self::OPTION, 'options' );
		return $turned > 0;
	}

	private function table(): string {
		return $this->database->shopTable( 'options' );
	}
}
