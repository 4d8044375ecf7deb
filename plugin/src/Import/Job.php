<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

use Ivorey\WooCommerce\Model\Element;

/** One import: what it takes, and how far it is. Times are microseconds since 1970. */
final class Job {

	/**
	 * @param string                  $id
	 * @param int|null                $finishedAt
	 * @param list<Pass>              $passes
	 * @param array<string, Progress> $progress   By element.
	 * @param bool                    $isOpen     A run is under way, or broke off: what it was sending may have arrived.
	 * @param int                     $breakdowns Runs whose process ended, one after the other, without getting any further.
	 * @param int                     $exceptions Runs that broke off with an exception, in the same way.
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

	/** @return list<Element> What it has not come to the end of. */
	public function unfinished(): array {
		$elements = [];
		foreach ( $this->passes as $pass ) {
			array_push( $elements, ...( $pass->isDone ? [] : $pass->elements ) );
		}
		return $elements;
	}

	/** @return int What it has still to read of the element has lower ids than this; 0 where nothing is left, or it is over. */
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

	/** @param mixed $value As toArray() made it; null if it is anything else. */
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
