<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics\Explain;

use Ivorey\WooCommerce\Delivery\HistoryEntry;
use Ivorey\WooCommerce\Delivery\HistoryEvent;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Outbox\RowState;
use Ivorey\WooCommerce\Outbox\RowView;

/** Where an order is, as far as the store remembers: nobody was asked, and the order was not read. Pure. */
final class OrderGlance {

	/**
	 * @param LedgerEntry|null                $known    Null if it was never sent nor excluded.
	 * @param RowView|null                    $row      Its row of the outbox; null if nothing waits.
	 * @param HistoryEntry|null               $last     Its last turn; null if that is forgotten.
	 * @param array<string, LedgerEntry|null> $triggers By wire id, Order Submitted first; null where nothing was decided.
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

	/** @return string What keeps it from Ivorey; empty if nothing does. */
	public function trouble(): string {
		if ( null === $this->row ) {
			return 'excluded' === $this->known?->outcome ? Words::exclusion( $this->known->reason ) : '';
		}
		$error = $this->row->error ?? '';
		// A failed delivery leaves the name of a problem, anything else a sentence.
		return Words::trouble( 1 === preg_match( '/\A[a-z0-9-]+\z/', $error ) ? HistoryEvent::Failed : HistoryEvent::Quarantined, $error );
	}

	/** @return array{int, string}|null When it was sent last (microseconds since 1970), and the answer; null if it never was. */
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

	/** @return list<array{string, int|null, string}> Name; when it was sent (microseconds since 1970), null if it was not; and why not. */
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
