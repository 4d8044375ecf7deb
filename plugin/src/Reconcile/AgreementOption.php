<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

/**
 * The result of the last reconcile and the progress of the current one, for one connection: results of
 * another connection do not apply. Not autoloaded.
 */
final class AgreementOption {

	/** Option of full reconciles. */
	public const OPTION = 'ivorey_agreement';

	/** Option of quick ones. */
	public const QUICK_OPTION = 'ivorey_quick_agreement';

	public function __construct( private readonly string $option = self::OPTION ) {}

	public function last( string $connection ): ?Agreement {
		return Agreement::fromOption( $this->read( $connection )['last'] ?? null );
	}

	/** The last one that resent something or covered an absence, even if later ones found nothing. */
	public function repair( string $connection ): ?Agreement {
		return Agreement::fromOption( $this->read( $connection )['repair'] ?? null );
	}

	public function progress( string $connection ): ?Progress {
		return Progress::fromArray( $this->read( $connection )['progress'] ?? null );
	}

	/** @return int Microseconds since 1970: when the progress was last saved; 0 if there is none. */
	public function progressedAt( string $connection ): int {
		$at = $this->read( $connection )['progressed_at'] ?? 0;
		return is_int( $at ) ? $at : 0;
	}

	/** @param int $now Microseconds since 1970. */
	public function saveProgress( string $connection, Progress $progress, int $now ): void {
		$this->write(
			$connection,
			[
				'last'          => $this->read( $connection )['last'] ?? null,
				'repair'        => $this->read( $connection )['repair'] ?? null,
				'progress'      => $progress->toArray(),
				'progressed_at' => $now,
			]
		);
	}

	/** Saves the result of a completed run. */
	public function finish( string $connection, Agreement $agreement ): void {
		$isRepair = $agreement->repaired > 0 || null !== $agreement->absence;
		$this->write(
			$connection,
			[
				'last'   => $agreement->toOption(),
				'repair' => $isRepair ? $agreement->toOption() : $this->read( $connection )['repair'] ?? null,
			]
		);
	}

	/** @return array<mixed> */
	private function read( string $connection ): array {
		$value = get_option( $this->option );
		return is_array( $value ) && ( $value['connection'] ?? null ) === $connection ? $value : [];
	}

	/** @param array<string, mixed> $value */
	private function write( string $connection, array $value ): void {
		update_option( $this->option, [ 'connection' => $connection ] + $value, false );
	}
}
