<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics\Explain;

use Ivorey\WooCommerce\Delivery\HistoryEntry;
use Ivorey\WooCommerce\Delivery\HistoryEvent;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Outbox\RowState;
use Ivorey\WooCommerce\Outbox\RowView;

/** An order's state from the store's own records, without asking Ivorey or reading the order. Pure. */
final class OrderGlance {

	/**
	 * @param LedgerEntry|null                $known    Null if it was never sent or excluded.
	 * @param RowView|null                    $row      Its outbox row; null if nothing waits.
	 * @param HistoryEntry|null               $last     Its last history entry; null if that was pruned.
	 * @param array<string, LedgerEntry|null> $triggers By wire ID, Order Submitted first; null if nothing was decided.
	 */
	public function __construct(
		public readonly int $order,
		private readonly ?LedgerEntry $known,
		private readonly ?RowView $row,
		private readonly ?HistoryEntry $last,
		private readonly array $triggers
	) {}

	public function state(): OrderState {
		return OrderState::of( $this->known->version ?? 0, $this->known->outcome ?? '', null !== $this->row, RowState::Quarantined === $this->row?->state );
	}

	/** Whether Ivorey has a version of it. */
	public function isInIvorey(): bool {
		return null !== $this->known && $this->known->version > 0;
	}

	/** @return string The reason it is not in Ivorey; empty if there is none. */
	public function trouble(): string {
		if ( null === $this->row ) {
			return 'excluded' === $this->known?->outcome ? Words::exclusion( $this->known->reason ) : '';
		}
		$error = $this->row->error ?? '';
		// A failed delivery stores the name of a problem, any other error a sentence.
		return Words::trouble( 1 === preg_match( '/\A[a-z0-9-]+\z/', $error ) ? HistoryEvent::Failed : HistoryEvent::Quarantined, $error );
	}

	/**
	 * @return array{int, string}|null When it was last sent (microseconds since 1970), and the answer; null if never.
	 */
	public function answer(): ?array {
		if ( HistoryEvent::Answered === $this->last?->event ) {
			foreach ( $this->last->records as $record ) {
				if ( $this->last->element === $record['element'] ) {
					return [ $this->last->at, Words::answer( $record['outcome'], $record['reason'] ) ];
				}
			}
		}
		return null === $this->known || ! $this->isInIvorey() || 'excluded' === $this->known->outcome ? null : [ $this->known->settledAt, Words::answer( $this->known->outcome ) ];
	}

	/**
	 * @return list<array{string, int|null, string}> Name; when it was sent (microseconds since 1970), null if
	 *                                               it was not; and the reason if it was not.
	 */
	public function triggers(): array {
		$found = [];
		foreach ( $this->triggers as $wireId => $entry ) {
			$name    = Words::record( 'triggers', $wireId );
			$found[] = match ( true ) {
				null === $entry       => [ $name, null, '' ],
				$entry->version > 0   => [ $name, $entry->settledAt, '' ],
				default               => [ $name, null, Words::exclusion( $entry->reason ) ],
			};
		}
		return $found;
	}
}
