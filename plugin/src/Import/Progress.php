<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Import;

/** The progress of one element. */
final class Progress {

	/** Weight of the last slice in the rate: the rate follows a change within a few slices. */
	private const WEIGHT = 0.3;

	/**
	 * @param int                $total    Objects up to the bound when the import began.
	 * @param int                $done     Objects processed.
	 * @param array<string, int> $excluded Records by reason (R18).
	 * @param int                $rejected Objects handed to the outbox: broken, or rejected by Ivorey.
	 * @param float              $rate     Objects a second while it runs; 0 if not known yet.
	 */
	public function __construct(
		public ImportState $state,
		public int $total,
		public int $done = 0,
		public array $excluded = [],
		public int $rejected = 0,
		public float $rate = 0.0
	) {}

	/** @param float $seconds Duration of the slice. */
	public function advance( int $objects, float $seconds ): void {
		$this->done += $objects;
		// Objects may have been created below the bound since, with explicit IDs.
		$this->total = max( $this->total, $this->done );
		if ( $objects > 0 && $seconds > 0 ) {
			$rate       = $objects / $seconds;
			$this->rate = 0.0 === $this->rate ? $rate : $this->rate + self::WEIGHT * ( $rate - $this->rate );
		}
	}

	public function exclude( string $reason ): void {
		$this->excluded[ $reason ] = ( $this->excluded[ $reason ] ?? 0 ) + 1;
	}

	/** Marks the end of its pass, without waiting for objects deleted in the meantime. */
	public function finish(): void {
		$this->state = ImportState::Done;
		$this->total = $this->done;
	}

	/** @return int|null Null if it is not running, or its rate is unknown. */
	public function secondsLeft(): ?int {
		if ( ImportState::Running !== $this->state || 0.0 === $this->rate ) {
			return null;
		}
		return (int) ceil( ( $this->total - $this->done ) / $this->rate );
	}

	/** @return array<string, mixed> */
	public function toArray(): array {
		return [
			'state'    => $this->state->value,
			'total'    => $this->total,
			'done'     => $this->done,
			'excluded' => $this->excluded,
			'rejected' => $this->rejected,
			'rate'     => round( $this->rate, 3 ),
		];
	}

	/** @param mixed $value As toArray() returns it; anything else gives null. */
	public static function fromArray( mixed $value ): ?self {
		$state = is_array( $value ) && is_string( $value['state'] ?? null ) ? ImportState::tryFrom( $value['state'] ) : null;
		if ( ! is_array( $value ) || null === $state ) {
			return null;
		}
		$excluded = [];
		foreach ( is_array( $value['excluded'] ?? null ) ? $value['excluded'] : [] as $reason => $number ) {
			if ( is_string( $reason ) && is_int( $number ) ) {
				$excluded[ $reason ] = $number;
			}
		}
		$rate = $value['rate'] ?? 0;
		return new self(
			$state,
			self::integer( $value, 'total' ),
			self::integer( $value, 'done' ),
			$excluded,
			self::integer( $value, 'rejected' ),
			is_int( $rate ) || is_float( $rate ) ? (float) $rate : 0.0
		);
	}

	/** @param array<mixed> $value */
	private static function integer( array $value, string $name ): int {
		$number = $value[ $name ] ?? 0;
		return is_int( $number ) ? $number : 0;
	}
}
