<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Database;

/**
 * An option of the current site that several processes change: read and written by SQL with compare-and-swap,
 * because each must see the others' writes.
 */
final class SharedOption {

	private const ATTEMPTS = 20;

	/** Microseconds; longer with each attempt. */
	private const MAX_PAUSE = 1_000;

	public function __construct(
		private readonly Database $database,
		private readonly string $name,
		private readonly bool $isAutoloaded
	) {}

	/**
	 * @return string|null The value in the database now; null if there is none.
	 * @throws QueryFailed If the database refuses.
	 */
	public function read(): ?string {
		$rows = $this->database->select( 'SELECT option_value FROM %i WHERE option_name = %s', [ $this->table(), $this->name ] );
		return $rows[0]['option_value'] ?? null;
	}

	/**
	 * @param callable( string|null ): (string|null) $change From the current value to the wanted one; null to
	 *                                                       leave it. Called again if another process was
	 *                                                       faster.
	 * @return bool Whether a value was wanted; it is stored then.
	 * @throws QueryFailed If the database refuses, or other processes keep writing.
	 */
	public function change( callable $change ): bool {
		for ( $attempt = 1; $attempt <= self::ATTEMPTS; $attempt++ ) {
			$before = $this->read();
			$this->forgetCached();
			$after = $change( $before );
			if ( null === $after || $after === $before ) {
				return null !== $after;
			}
			$isStored = $this->replace( $before, $after );
			$this->forgetCached();
			if ( $isStored ) {
				return true;
			}
			usleep( random_int( 0, $attempt * self::MAX_PAUSE ) );
		}
		throw new QueryFailed( sprintf( 'The option %s is written by others all the time.', $this->name ) );
	}

	private function replace( ?string $before, string $after ): bool {
		$written = null === $before
			? $this->database->execute(
				'INSERT IGNORE INTO %i (option_name, option_value, autoload) VALUES (%s, %s, %s)',
				[ $this->table(), $this->name, $after, $this->isAutoloaded ? 'on' : 'off' ]
			)
			: $this->database->execute(
				'UPDATE %i SET option_value = %s WHERE option_name = %s AND option_value = %s',
				[ $this->table(), $after, $this->name, $before ]
			);
		return $written > 0;
	}

	/** Makes WordPress read it from the database again. */
	public function forgetCached(): void {
		wp_cache_delete( $this->name, 'options' );
		if ( $this->isAutoloaded ) {
			wp_cache_delete( 'alloptions', 'options' );
		}
	}

	private function table(): string {
		return $this->database->shopTable( 'options' );
	}
}
