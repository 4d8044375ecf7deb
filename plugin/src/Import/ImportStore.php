<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\QueryFailed;

/**
 * Where the import is kept: an option that is not autoloaded, read and written by SQL, because
 * several processes change it (one imports, another cancels) and each must see what the other wrote.
 */
final class ImportStore {

	public const OPTION = 'ivorey_import';

	private const ATTEMPTS = 20;

	public function __construct( private readonly Database $database ) {}

	/** @throws QueryFailed If the database refuses. */
	public function read(): ImportRecord {
		return ImportRecord::fromJson( $this->stored() ?? '' );
	}

	/**
	 * Writes what was read and changed since, if nobody else wrote meanwhile.
	 *
	 * @return bool False if somebody did; nothing is written then.
	 * @throws QueryFailed If the database refuses.
	 */
	public function write( ImportRecord $record ): bool {
		$before = $this->stored();
		if ( null !== $before && ImportRecord::fromJson( $before )->revision !== $record->revision ) {
			return false;
		}
		++$record->revision;
		$written = null === $before
			? $this->database->execute(
				"INSERT IGNORE INTO %i (option_name, option_value, autoload) VALUES (%s, %s, 'off')",
				[ $this->table(), self::OPTION, $record->toJson() ]
			)
			: $this->database->execute(
				'UPDATE %i SET option_value = %s WHERE option_name = %s AND option_value = %s',
				[ $this->table(), $record->toJson(), self::OPTION, $before ]
			);
		// Who asks WordPress for it, after a removal of the plugin for example, is not told an old value.
		wp_cache_delete( self::OPTION, 'options' );
		return $written > 0;
	}

	/**
	 * Changes it, however often somebody else is faster.
	 *
	 * @param callable(ImportRecord): bool $change Gives back whether there is anything to write.
	 * @return ImportRecord As it is afterwards.
	 * @throws QueryFailed If the database refuses, or others write without end.
	 */
	public function change( callable $change ): ImportRecord {
		for ( $attempt = 1; $attempt <= self::ATTEMPTS; $attempt++ ) {
			$record = $this->read();
			if ( ! $change( $record ) || $this->write( $record ) ) {
				return $record;
			}
			usleep( random_int( 0, $attempt * 1_000 ) );
		}
		throw new QueryFailed( 'The state of the import is written by others all the time.' );
	}

	/**
	 * Notes that a run is under way. If it ends without a word, the next one finds that note.
	 *
	 * @return Job|null As it was before this note; null where there is none to go on with.
	 * @throws QueryFailed If the database refuses.
	 */
	public function openJob(): ?Job {
		$opened = null;
		$this->change(
			static function ( ImportRecord $record ) use ( &$opened ): bool {
				$opened = null === $record->job || $record->job->state->isOver() ? null : clone $record->job;
				if ( null === $opened ) {
					return false;
				}
				$record->job->state  = ImportState::Running;
				$record->job->isOpen = true;
				++$record->job->breakdowns;
				return true;
			}
		);
		if ( null !== $opened ) {
			$opened->state = ImportState::Running;
		}
		return $opened;
	}

	/**
	 * @return bool False if it was cancelled meanwhile, or another one was begun.
	 * @throws QueryFailed If the database refuses.
	 */
	public function saveJob( Job $job ): bool {
		$isOurs = false;
		$this->change(
			static function ( ImportRecord $record ) use ( $job, &$isOurs ): bool {
				$isOurs = $record->job?->id === $job->id && ! $record->job->state->isOver();
				if ( $isOurs ) {
					$record->job = $job;
				}
				return $isOurs;
			}
		);
		return $isOurs;
	}

	private function stored(): ?string {
		$rows = $this->database->select( 'SELECT option_value FROM %i WHERE option_name = %s', [ $this->table(), self::OPTION ] );
		return $rows[0]['option_value'] ?? null;
	}

	private function table(): string {
		return $this->database->shopTable( 'options' );
	}
}
