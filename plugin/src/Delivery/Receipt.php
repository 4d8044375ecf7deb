<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use JsonException;
use UnexpectedValueException;

/** Ivorey's answer to a batch (shared/src/receipt.ts). */
final class Receipt {

	/** @param list<Outcome> $outcomes One for each record, in the order they were sent. */
	private function __construct(
		public readonly int $settingsVersion,
		public readonly array $outcomes
	) {}

	/**
	 * @param Batch $batch The batch that was sent; a receipt for any other is invalid.
	 * @throws UnexpectedValueException If it does not follow the contract.
	 */
	public static function parse( string $json, Batch $batch ): self {
		try {
			$value = json_decode( $json, true, 32, JSON_THROW_ON_ERROR );
		} catch ( JsonException ) {
			throw new UnexpectedValueException( 'The receipt is not JSON.' );
		}
		if ( ! is_array( $value ) || ( $value['id'] ?? null ) !== $batch->id ) {
			throw new UnexpectedValueException( 'The receipt is for another batch.' );
		}
		$version  = $value['settings_version'] ?? null;
		$outcomes = $value['outcomes'] ?? null;
		if ( ! is_int( $version ) || ! is_array( $outcomes ) || ! array_is_list( $outcomes ) ) {
			throw new UnexpectedValueException( 'The receipt is incomplete.' );
		}
		if ( count( $outcomes ) !== count( $batch->items ) ) {
			throw new UnexpectedValueException( 'The receipt has another number of outcomes than there were records.' );
		}
		$read = [];
		foreach ( $outcomes as $index => $outcome ) {
			$read[] = Outcome::fromArray( $outcome, $batch->items[ $index ] );
		}
		return new self( $version, $read );
	}

	public function count( OutcomeKind $kind ): int {
		return count( array_filter( $this->outcomes, static fn ( Outcome $outcome ): bool => $kind === $outcome->kind ) );
	}
}
