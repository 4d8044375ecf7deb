<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

/** Notes when the plugin ran last, and when it did not. Not autoloaded. Times are microseconds since 1970. */
final class AbsenceOption {

	public const OPTION = 'ivorey_absence';

	/** Without a sweep for so long the plugin was off, or nothing ran WP-Cron; nobody can tell afterwards. */
	private const GAP = 3_600_000_000;

	/** Interval at which it is noted that the plugin runs. */
	private const NOTE_EVERY = 300_000_000;

	/** The absence that has not been made up for yet; null if there is none. */
	public function pending(): ?Absence {
		return Absence::fromOption( $this->read()['pending'] ?? null );
	}

	/**
	 * The plugin runs.
	 *
	 * @param int $connectedAt The import after a connection makes up for what was before.
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

	/** Says nothing where the plugin never ran before. */
	public function activated( int $now ): void {
		if ( 0 < $this->lastRan() ) {
			$this->write( $now, new Absence( $this->lastRan(), $now ) );
		}
	}

	/** Changes until then are made up for. */
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
