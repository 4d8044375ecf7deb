<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Ivorey\WooCommerce\Model\Element;

/** A comparison of both sides: how far it is, and what it has found. Small, however large the store. */
final class Progress {

	/** Differences that are kept to be shown; all of them are counted. */
	private const SHOWN = 1_000;

	/** How many of them outlive the process. */
	private const STORED = 100;

	/** Products may have a hundred variations each, which are all read. */
	private const FIRST = 25;

	/** The next process reads this part of the objects together at which one ended. */
	private const PART = 4;

	/** Slices of the first step of an element. */
	private const SLICES = 10;

	/** Microseconds that a step may take before the next one is smaller, and again larger. */
	private const SLOW  = 5_000_000;
	private const QUICK = 2_000_000;

	/** Processes that ended while they read one object alone, before it is quarantined. */
	private const BREAKDOWNS_TO_PASS_OVER = 3;

	/** @var array<value-of<Comparison>, int> */
	public array $counts = [];

	/** @var list<Difference> The first ones. */
	public array $differences = [];

	/** Objects that were marked to be sent again. */
	public int $repaired = 0;

	/** Objects that are read together: few at first, then as many as go well with the memory. */
	public int $objects = self::FIRST;

	/** Slices of the next step. */
	public int $slices = self::SLICES;

	/** The wire id up to which a quick comparison of the first element is done. */
	public string $after = '';

	/** A process is at it, or ended without a word. */
	public bool $isOpen = false;

	/** Processes that ended, one after the other, while they read the next object alone. */
	public int $breakdowns = 0;

	/**
	 * @param list<Element> $elements  The elements that are left to be compared, the first one now.
	 * @param int           $below     Object ids of the first element that are left.
	 * @param int           $startedAt Microseconds since 1970.
	 * @param bool          $repairs   Whether records that differ are to be sent again.
	 */
	public function __construct(
		public array $elements,
		public readonly int $startedAt,
		public int $below = PHP_INT_MAX,
		public readonly bool $repairs = false
	) {}

	public function element(): ?Element {
		return $this->elements[0] ?? null;
	}

	/** The first element is done. */
	public function next(): void {
		array_shift( $this->elements );
		$this->below   = PHP_INT_MAX;
		$this->after   = '';
		$this->objects = self::FIRST;
		$this->slices  = self::SLICES;
	}

	/**
	 * Leaves out the elements that were switched off since it began (R25).
	 *
	 * @param list<Element> $wanted
	 */
	public function restrictTo( array $wanted ): void {
		while ( null !== $this->element() && ! in_array( $this->element(), $wanted, true ) ) {
			$this->next();
		}
		$this->elements = array_values( array_filter( $this->elements, static fn ( Element $element ): bool => in_array( $element, $wanted, true ) ) );
	}

	/** A process takes it up. It goes on in smaller steps if the one before ended without a word. */
	public function open(): void {
		if ( $this->isOpen ) {
			$this->breakdowns += $this->objects > 1 ? 0 : 1;
			$this->objects     = max( 1, intdiv( $this->objects, self::PART ) );
		}
		$this->isOpen = true;
	}

	/** It got further. */
	public function advanced(): void {
		$this->breakdowns = 0;
	}

	/**
	 * The next step is as large as goes well with the time that this one took.
	 *
	 * @param int $taken Microseconds.
	 * @param int $most  Slices of a step.
	 */
	public function learn( int $taken, int $most ): void {
		if ( $taken > self::SLOW ) {
			$this->shrink( 2 );
		} elseif ( $taken < self::QUICK ) {
			$this->grow( $most );
		}
	}

	/** The next step is smaller. */
	public function shrink( int $divisor ): void {
		$this->slices = max( 1, intdiv( $this->slices, $divisor ) );
	}

	/** The next step is larger. */
	public function grow( int $most ): void {
		$this->slices = min( $most, 2 * $this->slices );
	}

	/** Whether each slice is a step of its own, so that a process that ends costs no more than that. */
	public function isCareful(): bool {
		return $this->objects < self::FIRST;
	}

	/** The process that was at it lives. */
	public function close(): void {
		$this->isOpen = false;
	}

	/** Whether the next object ends PHP each time when it is read. */
	public function isStuck(): bool {
		return $this->breakdowns >= self::BREAKDOWNS_TO_PASS_OVER;
	}

	public function count( Comparison $comparison, int $records = 1 ): void {
		if ( $records > 0 ) {
			$this->counts[ $comparison->value ] = $this->of( $comparison ) + $records;
		}
	}

	public function add( Difference $difference ): void {
		if ( count( $this->differences ) < self::SHOWN ) {
			$this->differences[] = $difference;
		}
	}

	public function of( Comparison $comparison ): int {
		return $this->counts[ $comparison->value ] ?? 0;
	}

	/**
	 * @param int          $finishedAt Microseconds since 1970.
	 * @param Absence|null $absence    The absence that it made up for.
	 */
	public function agreement( int $finishedAt, ?Absence $absence = null ): Agreement {
		$differing = array_sum(
			array_map(
				fn ( Comparison $comparison ): int => $comparison->isDifference() ? $this->of( $comparison ) : 0,
				Comparison::cases()
			)
		);
		$alike     = $this->of( Comparison::Alike );
		return new Agreement( $finishedAt, $alike + $differing + $this->of( Comparison::Pending ), $alike, $differing, $this->repaired, array_slice( $this->differences, 0, self::STORED ), $absence );
	}

	/** @return array<string, mixed> With the first differences; all are counted. */
	public function toArray(): array {
		return [
			'elements'    => array_map( static fn ( Element $element ): string => $element->value, $this->elements ),
			'below'       => $this->below,
			'after'       => $this->after,
			'started_at'  => $this->startedAt,
			'repairs'     => $this->repairs,
			'counts'      => $this->counts,
			'differences' => array_map( static fn ( Difference $difference ): array => $difference->toOption(), array_slice( $this->differences, 0, self::STORED ) ),
			'repaired'    => $this->repaired,
			'objects'     => $this->objects,
			'slices'      => $this->slices,
			'open'        => $this->isOpen,
			'breakdowns'  => $this->breakdowns,
		];
	}

	/** @param mixed $value As toArray() made it; null if it is anything else. */
	public static function fromArray( mixed $value ): ?self {
		if ( ! is_array( $value ) || ! is_array( $value['elements'] ?? null ) || ! is_int( $value['below'] ?? null ) || ! is_int( $value['started_at'] ?? null ) ) {
			return null;
		}
		$elements = [];
		foreach ( $value['elements'] as $name ) {
			$elements[] = is_string( $name ) ? Element::tryFrom( $name ) : null;
		}
		$progress = new self( array_values( array_filter( $elements ) ), $value['started_at'], $value['below'], (bool) ( $value['repairs'] ?? false ) );
		foreach ( Comparison::cases() as $comparison ) {
			$number = is_array( $value['counts'] ?? null ) ? $value['counts'][ $comparison->value ] ?? 0 : 0;
			$progress->count( $comparison, is_int( $number ) ? $number : 0 );
		}
		$after                 = $value['after'] ?? null;
		$repaired              = $value['repaired'] ?? null;
		$objects               = $value['objects'] ?? null;
		$slices                = $value['slices'] ?? null;
		$breakdowns            = $value['breakdowns'] ?? null;
		$progress->after       = is_string( $after ) ? $after : '';
		$progress->differences = Difference::listFrom( $value['differences'] ?? null );
		$progress->repaired    = is_int( $repaired ) ? $repaired : 0;
		$progress->objects     = is_int( $objects ) ? max( 1, $objects ) : self::FIRST;
		$progress->slices      = is_int( $slices ) ? max( 1, $slices ) : self::SLICES;
		$progress->isOpen      = (bool) ( $value['open'] ?? false );
		$progress->breakdowns  = is_int( $breakdowns ) ? $breakdowns : 0;
		return $progress;
	}
}
