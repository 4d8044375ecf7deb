<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

/** Records when the plugin last ran, and when it did not. Not autoloaded. Times are microseconds since 1970. */
final class AbsenceOption {

	public const OPTION = 'ivorey_absence';

	/**
	 * After this long without a sweep the plugin was inactive, or nothing ran WP-Cron; the two cannot be told
	 * apart later.
	 */
	private const GAP = 3_600_000_000;

	/** Interval between two notes that the plugin runs. */
	private const NOTE_EVERY = 300_000_000;

	/** The absence that has not been reconciled yet; null if there is none. */
	public function pending(): ?Absence {
		return Absence::fromOption( $this->read()['pending'] ?? null );
	}

	/**
	 * Notes that the plugin runs.
	 *
	 * @param int $connectedAt The import after a connection covers everything before it.
	 */
	public function running( int $now, int $connectedAt ): void {
		$last = $this->lastRan();
		if ( $now - $last < self::NOTE_EVERY ) {
			return;
		}
		$from = max( $last, $connectedAt );
		$this->write( $now, 0 < $last && $now - $from > self::GAP ? new Absence( $from, $now ) : null );
	}

	public function deactivated( int $now ): void {
		$this->write( $now, null );
	}

	/** Records nothing if the plugin never ran before. */
	public function activated( int $now ): void {
		if ( 0 < $this->lastRan() ) {
			$this->write( $now, new Absence( $this->lastRan(), $now ) );
		}
	}

	/** Changes during this absence have been reconciled. */
	public function madeUpFor( Absence $absence ): void {
		if ( $this->pending()?->to === $absence->to ) {
			update_option( self::OPTION, [ 'ran' => $this->lastRan() ], false );
		}
	}

	private function write( int $ran, ?Absence $absence ): void {
		$pending = $this->pending();
		if ( null !== $pending && null !== $absence ) {
			$absence = new Absence( min( $pending->from, $absence->from ), $absence->to );
		}
		update_option(
			self::OPTION,
			[
				'ran'     => $ran,
				'pending' => ( $absence ?? $pending )?->toOption(),
			],
			false
		);
	}

	private function lastRan(): int {
		$ran = $this->read()['ran'] ?? 0;
		return is_int( $ran ) ? $ran : 0;
	}

	/** @return array<mixed> */
	private function read(): array {
		$value = get_option( self::OPTION );
		return is_array( $value ) ? $value : [];
	}
}
