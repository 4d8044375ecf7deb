<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Outbox;

/** "This one is dirty": all that a hook leaves behind. */
final class Mark {

	/** @var list<Reason> */
	public readonly array $reasons;

	/** Whether people wait for it: it is sent before what is not urgent, however much of that there is. */
	public readonly bool $isUrgent;

	/**
	 * Seconds for which nobody sends it, unless it is marked again or finished before: its object is still being made,
	 * by a process that may be killed. 0 for what is whole.
	 */
	private int $unfinishedSeconds = 0;

	public function __construct(
		public readonly Element $element,
		public readonly int $id,
		Reason ...$reasons
	) {
		$this->reasons  = array_values( $reasons );
		$this->isUrgent = [] !== array_filter( $this->reasons, static fn ( Reason $reason ): bool => $reason->isUrgent() );
	}

	/** The same, for the reasons of the other too. */
	public function merge( self $other ): self {
		return new self(
			$this->element,
			$this->id,
			...array_filter(
				Reason::cases(),
				fn ( Reason $reason ): bool => in_array( $reason, $this->reasons, true ) || in_array( $reason, $other->reasons, true )
			)
		);
	}

	public function unfinished( int $seconds ): self {
		$mark                    = clone $this;
		$mark->unfinishedSeconds = $seconds;
		return $mark;
	}

	public function unfinishedSeconds(): int {
		return $this->unfinishedSeconds;
	}

	/** Names its row in an array. */
	public function key(): string {
		return $this->element->value . ':' . $this->id;
	}
}
