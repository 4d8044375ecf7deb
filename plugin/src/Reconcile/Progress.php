<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Ivorey\WooCommerce\Model\Element;

/** A reconcile: its progress and its findings. Small, however large the store is. */
final class Progress {

	/** Differences kept for display; all of them are counted. */
	private const SHOWN = 1_000;

	/** The ones saved across processes. */
	private const STORED = 100;

	/** Small, because each product may have a hundred variations, and all are read. */
	private const FIRST = 25;

	/** After a process died, the next one divides the number of objects read together by this. */
	private const PART = 4;

	/** Slices of an element's first step. */
	private const SLICES = 10;

	/** Microseconds per step: above SLOW the next step is smaller, below QUICK it is larger. */
	private const SLOW  = 5_000_000;
	private const QUICK = 2_000_000;

	/** Processes that may die reading one object alone before it is quarantined. */
	private const BREAKDOWNS_TO_QUARANTINE = 3;

	/** @var array<value-of<Comparison>, int> */
	public array $counts = [];

	/** @var list<Difference> The first ones. */
	public array $differences = [];

	/** Objects marked to be resent. */
	public int $repaired = 0;

	/** Objects read together: few at first, then as many as memory allows. */
	public int $objects = self::FIRST;

	/** Slices of the next step. */
	public int $slices = self::SLICES;

	/** The wire ID up to which the quick reconcile has compared the first element. */
	public string $after = '';

	/** A process is running it, or died doing so. */
	public bool $isOpen = false;

	/** Consecutive processes that died while reading the next object alone. */
	public int $breakdowns = 0;

	/**
	 * @param list<Element> $elements  The remaining elements; the first is the current one.
	 * @param int           $below     The first element's objects with IDs below this remain.
	 * @param int           $startedAt Microseconds since 1970.
	 * @param bool          $repairs   Whether to resend records that differ.
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

	/** Moves on to the next element. */
	public function next(): void {
		array_shift( $this->elements );
		$this->below   = PHP_INT_MAX;
		$this->after   = '';
		$this->objects = self::FIRST;
		$this->slices  = self::SLICES;
	}

	/**
	 * Leaves out elements that were switched off since it began (R25).
	 *
	 * @param list<Element> $wanted
	 */
	public function restrictTo( array $wanted ): void {
		while ( null !== $this->element() && ! in_array( $this->element(), $wanted, true ) ) {
			$this->next();
		}
		$this->elements = array_values( array_filter( $this->elements, static fn ( Element $element ): bool => in_array( $element, $wanted, true ) ) );
	}

	/** Notes that a process runs it. If the previous process died, the steps get smaller. */
	public function open(): void {
		if ( $this->isOpen ) {
			$this->breakdowns += $this->objects > 1 ? 0 : 1;
			$this->objects     = max( 1, intdiv( $this->objects, self::PART ) );
		}
		$this->isOpen = true;
	}

	/** Notes progress, which resets the count of breakdowns. */
	public function advanced(): void {
		$this->breakdowns = 0;
	}

	/**
	 * Adjusts the size of the next step to the duration of this one.
	 *
	 * @param int $taken Microseconds.
	 * @param int $most  Maximum number of slices in a step.
	 */
	public function learn( int $taken, int $most ): void {
		if ( $taken > self::SLOW ) {
			$this->shrink( 2 );
		} elseif ( $taken < self::QUICK ) {
			$this->grow( $most );
		}
	}

	/** Makes the next step smaller. */
	public function shrink( int $divisor ): void {
		$this->slices = max( 1, intdiv( $this->slices, $divisor ) );
	}

	/** Makes the next step larger. */
	public function grow( int $most ): void {
		$this->slices = min( $most, 2 * $this->slices );
	}

	/** Whether each slice is a step of its own, so that a process that dies costs only one slice. */
	public function isCareful(): bool {
		return $this->objects < self::FIRST;
	}

	/** Notes that the process ended normally. */
	public function close(): void {
		$this->isOpen = false;
	}

	/** Whether reading the next object ends PHP every time. */
	public function isStuck(): bool {
		return $this->breakdowns >= self::BREAKDOWNS_TO_QUARANTINE;
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
	 * @param Absence|null $absence    The absence that it covered.
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

	/** @return array<string, mixed> Includes the first differences; all are counted. */
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

	/** @param mixed $value As toArray() returns it; anything else gives null. */
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
