<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Outbox\Row;

/** The consequences of a receipt for the rows it answers, in deliveries and imports. Pure. */
final class Settlement {

	/** @var list<LedgerEntry> To be written first: a row without its entry would be sent as a new record. */
	public array $entries = [];

	/** @var list<Mark> Records to send in full, because Ivorey has what it was asked about. */
	public array $toFollow = [];

	/** @var list<Row> */
	public array $done = [];

	/** @var list<array{Row, string}> Rows with a record that Ivorey rejected, and its errors. */
	public array $rejected = [];

	/** @var list<array{PackedRow, list<Outcome>}> */
	public array $answered = [];

	/**
	 * @param list<PackedRow> $packedRows The rows that were sent.
	 * @param Receipt      $receipt The receipt for exactly these rows.
	 */
	public static function of( array $packedRows, Receipt $receipt ): self {
		$settlement = new self();
		$first      = 0;
		foreach ( $packedRows as $packedRow ) {
			$settlement->add( $packedRow, array_slice( $receipt->outcomes, $first, count( $packedRow->items ) ) );
			$first += count( $packedRow->items );
		}
		return $settlement;
	}

	/** @param list<Outcome> $outcomes */
	private function add( PackedRow $packedRow, array $outcomes ): void {
		$errors           = [];
		$this->answered[] = [ $packedRow, $outcomes ];
		foreach ( $packedRow->items as $index => $item ) {
			$outcome         = $outcomes[ $index ];
			$this->entries[] = LedgerRules::afterReceipt( $item, $outcome );
			if ( LedgerRules::isToFollow( $item, $outcome ) ) {
				$this->toFollow[] = new Mark( $packedRow->row->element, $packedRow->row->id, Reason::Changed );
			}
			if ( OutcomeKind::Rejected === $outcome->kind ) {
				$errors[] = $outcome->error;
			}
		}
		if ( [] === $errors ) {
			$this->done[] = $packedRow->row;
		} else {
			$this->rejected[] = [ $packedRow->row, implode( '; ', $errors ) ];
		}
	}
}
