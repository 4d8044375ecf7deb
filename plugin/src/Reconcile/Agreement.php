<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Ivorey\WooCommerce\Records\Timestamp;

/** The result of a reconcile. */
final class Agreement {

	/**
	 * @param int              $finishedAt  Microseconds since 1970.
	 * @param int              $compared    Records that belong in Ivorey.
	 * @param int              $alike       The ones that are the same on both sides.
	 * @param int              $differing   The ones that differ; the rest waits in the outbox.
	 * @param int              $repaired    Objects marked to be resent.
	 * @param list<Difference> $differences The first differences, for display.
	 * @param Absence|null     $absence     The absence that it covered, if any.
	 */
	public function __construct(
		public readonly int $finishedAt,
		public readonly int $compared,
		public readonly int $alike,
		public readonly int $differing,
		public readonly int $repaired = 0,
		public readonly array $differences = [],
		public readonly ?Absence $absence = null
	) {}

	/** A record that is being sent is not a difference. */
	public function agrees(): bool {
		return 0 === $this->differing;
	}

	/** For example `Everything matches: 12,408 of 12,408, 14:02`, in the store's time. */
	public function line(): string {
		$pending = $this->compared - $this->alike - $this->differing;
		return sprintf(
			$this->agrees() ? 'Everything matches: %s of %s, %s%s' : 'Differences found: %s of %s match, %s%s',
			number_format_i18n( $this->alike ),
			number_format_i18n( $this->compared ),
			wp_date( wp_date( 'Y-m-d' ) === wp_date( 'Y-m-d', $this->seconds() ) ? 'H:i' : 'Y-m-d H:i', $this->seconds() ),
			$pending > 0 ? sprintf( ' (%s on their way)', number_format_i18n( $pending ) ) : ''
		);
	}

	/**
	 * @return array{finished_at: string, agrees: bool, compared: int, alike: int} In the form of
	 *         plugin/contract/status.json.
	 */
	public function toReport(): array {
		return [
			'finished_at' => Timestamp::ofMicroseconds( $this->finishedAt ),
			'agrees'      => $this->agrees(),
			'compared'    => $this->compared,
			'alike'       => $this->alike,
		];
	}

	/** @return array<string, mixed> */
	public function toOption(): array {
		return [
			'finished_at' => $this->finishedAt,
			'compared'    => $this->compared,
			'alike'       => $this->alike,
			'differing'   => $this->differing,
			'repaired'    => $this->repaired,
			'differences' => array_map( static fn ( Difference $difference ): array => $difference->toOption(), $this->differences ),
			'absence'     => $this->absence?->toOption(),
		];
	}

	/** @param mixed $value As toOption() returns it; anything else gives null. */
	public static function fromOption( mixed $value ): ?self {
		if ( ! is_array( $value ) ) {
			return null;
		}
		$numbers = [];
		foreach ( [ 'finished_at', 'compared', 'alike', 'differing', 'repaired' ] as $name ) {
			$number = $value[ $name ] ?? null;
			if ( ! is_int( $number ) ) {
				return null;
			}
			$numbers[] = $number;
		}
		return new self( ...[ ...$numbers, Difference::listFrom( $value['differences'] ?? null ), Absence::fromOption( $value['absence'] ?? null ) ] );
	}

	private function seconds(): int {
		return intdiv( $this->finishedAt, 1_000_000 );
	}
}
