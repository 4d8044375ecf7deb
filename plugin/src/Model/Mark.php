<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Model;

/** "This object is dirty": the only thing a hook records. */
final class Mark {

	/** @var list<Reason> */
	public readonly array $reasons;

	/** Whether people wait for it: it is sent before rows that are not urgent, however many there are. */
	public readonly bool $isUrgent;

	/**
	 * Seconds for which nobody sends it, unless it is marked again or finished earlier: its object is still
	 * being created, by a process that may be killed. 0 for a complete object.
	 */
	private int $unfinishedSeconds = 0;

	/** The record gets a higher version than this one, which Ivorey has; 0 if unknown. */
	private int $newerThan = 0;

	public function __construct(
		public readonly Element $element,
		public readonly int $id,
		Reason ...$reasons
	) {
		$this->reasons  = array_values( $reasons );
		$this->isUrgent = [] !== array_filter( $this->reasons, static fn ( Reason $reason ): bool => $reason->isUrgent() );
	}

	/** A copy with the other mark's reasons added. */
	public function merge( self $other ): self {
		$merged = new self(
			$this->element,
			$this->id,
			...array_filter(
				Reason::cases(),
				fn ( Reason $reason ): bool => in_array( $reason, $this->reasons, true ) || in_array( $reason, $other->reasons, true )
			)
		);
		return $merged->newerThan( max( $this->newerThan, $other->newerThan ) );
	}

	public function unfinished( int $seconds ): self {
		$mark                    = clone $this;
		$mark->unfinishedSeconds = $seconds;
		return $mark;
	}

	public function unfinishedSeconds(): int {
		return $this->unfinishedSeconds;
	}

	public function newerThan( int $version ): self {
		$mark            = clone $this;
		$mark->newerThan = $version;
		return $mark;
	}

	/** @param int $now Microseconds since 1970. */
	public function seq( int $now ): int {
		return max( $now, $this->newerThan + 1 );
	}

	/** Its key in an array. */
	public function key(): string {
		return $this->element->value . ':' . $this->id;
	}
}
