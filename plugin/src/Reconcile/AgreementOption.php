<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

/**
 * The result of the last comparison, and how far the present one is, for one connection: what was
 * said of another store of Ivorey's says nothing of this one. Not autoloaded.
 */
final class AgreementOption {

	/** Option of full comparisons. */
	public const OPTION = 'ivorey_agreement';

	/** Option of quick ones. */
	public const QUICK_OPTION = 'ivorey_quick_agreement';

	public function __construct( private readonly string $option = self::OPTION ) {}

	public function last( string $connection ): ?Agreement {
		return Agreement::fromOption( $this->read( $connection )['last'] ?? null );
	}

	/** The last one that sent something again, or made up for a time in which the plugin did not run; whatever was found since. */
	public function repair( string $connection ): ?Agreement {
		return Agreement::fromOption( $this->read( $connection )['repair'] ?? null );
	}

	public function progress( string $connection ): ?Progress {
		return Progress::fromArray( $this->read( $connection )['progress'] ?? null );
	}

	/** @return int Microseconds since 1970: when the progress was saved last; 0 if there is none. */
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

	/** It came to its end. */
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
