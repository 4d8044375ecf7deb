<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

use Ivorey\WooCommerce\Model\Element;

/** One import: its elements and its progress. Times are microseconds since 1970. */
final class Job {

	/**
	 * @param string                  $id
	 * @param int|null                $finishedAt
	 * @param list<Pass>              $passes
	 * @param array<string, Progress> $progress   By element.
	 * @param bool                    $isOpen     A run is in progress, or was interrupted: the records it was
	 *                                            sending may have arrived.
	 * @param int                     $breakdowns Consecutive runs whose process ended without progress.
	 * @param int                     $exceptions Consecutive runs that ended with an exception without progress.
	 */
	public function __construct(
		public readonly string $id,
		public ImportState $state,
		public readonly int $startedAt,
		public ?int $finishedAt,
		public readonly array $passes,
		public readonly array $progress,
		public bool $isOpen = false,
		public int $breakdowns = 0,
		public int $exceptions = 0
	) {}

	public function pass(): ?Pass {
		foreach ( $this->passes as $pass ) {
			if ( ! $pass->isDone ) {
				return $pass;
			}
		}
		return null;
	}

	/** @return list<Element> The elements that are not complete. */
	public function unfinished(): array {
		$elements = [];
		foreach ( $this->passes as $pass ) {
			array_push( $elements, ...( $pass->isDone ? [] : $pass->elements ) );
		}
		return $elements;
	}

	/**
	 * @return int The import still has to read the element's objects with lower IDs than this; 0 if none are
	 *             left, or it is over.
	 */
	public function leftBelow( Element $element ): int {
		foreach ( $this->state->isOver() ? [] : $this->passes as $pass ) {
			if ( ! $pass->isDone && in_array( $element, $pass->elements, true ) ) {
				return $pass->cursor;
			}
		}
		return 0;
	}

	public function of( Element $element ): Progress {
		return $this->progress[ $element->value ];
	}

	public function end( ImportState $state, int $at ): void {
		$this->state      = $state;
		$this->finishedAt = $at;
		foreach ( $this->progress as $progress ) {
			if ( ! $progress->state->isOver() ) {
				$progress->state = $state;
			}
		}
	}

	/** @return array<string, mixed> */
	public function toArray(): array {
		return [
			'id'          => $this->id,
			'state'       => $this->state->value,
			'started_at'  => $this->startedAt,
			'finished_at' => $this->finishedAt,
			'passes'      => array_map( static fn ( Pass $pass ): array => $pass->toArray(), $this->passes ),
			'progress'    => array_map( static fn ( Progress $progress ): array => $progress->toArray(), $this->progress ),
			'open'        => $this->isOpen,
			'breakdowns'  => $this->breakdowns,
			'exceptions'  => $this->exceptions,
		];
	}

	/** @param mixed $value As toArray() returns it; anything else gives null. */
	public static function fromArray( mixed $value ): ?self {
		if ( ! is_array( $value ) || ! is_string( $value['id'] ?? null ) || ! is_string( $value['state'] ?? null ) ) {
			return null;
		}
		$state   = ImportState::tryFrom( $value['state'] );
		$started = $value['started_at'] ?? null;
		if ( null === $state || ! is_int( $started ) ) {
			return null;
		}
		$progress = [];
		foreach ( is_array( $value['progress'] ?? null ) ? $value['progress'] : [] as $element => $one ) {
			$one = Progress::fromArray( $one );
			if ( null !== $one && null !== Element::tryFrom( (string) $element ) ) {
				$progress[ (string) $element ] = $one;
			}
		}
		$passes = array_map( Pass::fromArray( ... ), is_array( $value['passes'] ?? null ) ? array_values( $value['passes'] ) : [] );
		foreach ( $passes as $pass ) {
			foreach ( $pass->elements ?? [] as $element ) {
				if ( ! isset( $progress[ $element->value ] ) ) {
					return null;
				}
			}
		}
		$finished = $value['finished_at'] ?? null;
		return new self(
			$value['id'],
			$state,
			$started,
			is_int( $finished ) ? $finished : null,
			array_values( array_filter( $passes ) ),
			$progress,
			(bool) ( $value['open'] ?? false ),
			is_int( $value['breakdowns'] ?? null ) ? $value['breakdowns'] : 0,
			is_int( $value['exceptions'] ?? null ) ? $value['exceptions'] : 0
		);
	}
}
