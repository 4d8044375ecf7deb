<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Database\SharedOption;

/** Stores the import, which one process runs and another may cancel. */
final class ImportOption {

	public const OPTION = 'ivorey_import';

	private readonly SharedOption $option;

	public function __construct( Database $database ) {
		$this->option = new SharedOption( $database, self::OPTION, false );
	}

	/** @throws QueryFailed If the database refuses. */
	public function read(): ImportRecord {
		return ImportRecord::fromJson( $this->option->read() ?? '' );
	}

	/**
	 * @param callable(ImportRecord): bool $change Returns whether there is anything to write. Called again if
	 *                                             another process was faster.
	 * @return ImportRecord The record after the change.
	 * @throws QueryFailed If the database refuses, or other processes keep writing.
	 */
	public function change( callable $change ): ImportRecord {
		$record = new ImportRecord();
		$this->option->change(
			static function ( ?string $before ) use ( $change, &$record ): ?string {
				$record = ImportRecord::fromJson( $before ?? '' );
				if ( ! $change( $record ) ) {
					return null;
				}
				++$record->revision;
				return $record->toJson();
			}
		);
		return $record;
	}

	/**
	 * Notes that a run is in progress. If the process dies, the next run finds the note.
	 *
	 * @return Job|null The job before this note; null if there is none to continue.
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
	 * @return bool False if it was cancelled in the meantime, or another one was started.
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
}
