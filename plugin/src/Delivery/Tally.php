<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

/** Running counts of a drain. */
final class Tally {

	public int $batches = 0;

	/** @var array<value-of<OutcomeKind>, int> Records by outcome. */
	public array $outcomes = [
		'applied'  => 0,
		'stale'    => 0,
		'excluded' => 0,
		'rejected' => 0,
	];

	/** Rows with nothing to send. */
	public int $unchanged = 0;

	/** Rows that could not be built. */
	public int $broken = 0;

	/** The highest settings version that Ivorey named. */
	public int $settingsVersion = 0;

	public function add( Receipt $receipt ): void {
		++$this->batches;
		foreach ( OutcomeKind::cases() as $kind ) {
			$this->outcomes[ $kind->value ] += $receipt->count( $kind );
		}
		$this->settingsVersion = max( $this->settingsVersion, $receipt->settingsVersion );
	}
}
