<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Database\SharedOption;

/** Keeps the import, which one process runs and another may cancel. */
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
	 * @param callable(ImportRecord): bool $change Gives back whether there is anything to write. Called again where another process was faster.
	 * @return ImportRecord As it is afterwards.
	 * @throws QueryFailed If the database refuses, or others write without end.
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
}
