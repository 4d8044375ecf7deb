<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics\Explain;

use Closure;
use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Delivery\History;
use Ivorey\WooCommerce\Delivery\HistoryEntry;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Outbox\Ledger;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Outbox\OutboxTable;
use Ivorey\WooCommerce\Outbox\RowView;
use Ivorey\WooCommerce\Reconcile\Comparator;
use Ivorey\WooCommerce\Reconcile\LocalRecord;
use Ivorey\WooCommerce\Reconcile\Questions;
use Ivorey\WooCommerce\Reconcile\RemoteRecord;
use Ivorey\WooCommerce\Reconcile\StoreReader;
use Ivorey\WooCommerce\Reconcile\Unanswered;
use Ivorey\WooCommerce\Records\Orders\Triggers;

/** Answers "where is order 1234?" from the store, the outbox, the delivery history, and Ivorey's answer. */
final class Explainer {

	/** @param Closure(Element): Comparator $comparatorOf */
	public function __construct(
		private readonly StoreReader $store,
		private readonly OutboxTable $outbox,
		private readonly Ledger $ledger,
		private readonly History $history,
		private readonly Questions $questions,
		private readonly Closure $comparatorOf
	) {}

	public function explain( Subject $subject ): Explanation {
		[ $answer, $unanswered ] = $this->ask( $subject );

		$elements = self::elementsOf( $subject->element );
		$rows     = [];
		$history  = [];
		$records  = [];
		foreach ( $elements as $element ) {
			$row = $this->outbox->find( $element, [ $subject->id ] )[ $subject->id ] ?? null;
			if ( null !== $row ) {
				$rows[] = $row;
			}
			array_push( $history, ...$this->history->of( $element, $subject->id ) );
			if ( $this->store->reads( $element ) ) {
				array_push( $records, ...$this->records( $element, $subject->id, $row, $answer ) );
			}
		}
		usort( $history, static fn ( HistoryEntry $one, HistoryEntry $other ): int => $one->at <=> $other->at );
		$unfired = Element::Orders === $subject->element ? $this->unfired( $subject->id, $answer ) : [];
		return new Explanation( $subject, $records, $rows, $history, $answer, $unanswered, $unfired );
	}

	/**
	 * An order's state from the store's own records, for a screen that must not wait for Ivorey.
	 *
	 * @throws QueryFailed If the database refuses.
	 */
	public function glance( int $order ): OrderGlance {
		$triggers = self::triggersOf( $order );
		$known    = $this->ledger->find(
			[
				Element::Orders->value   => [ (string) $order ],
				Element::Triggers->value => $triggers,
			]
		);
		return new OrderGlance(
			$order,
			$known[ LedgerEntry::key( Element::Orders, (string) $order ) ] ?? null,
			$this->outbox->find( Element::Orders, [ $order ] )[ $order ] ?? null,
			$this->history->of( Element::Orders, $order, 1 )[0] ?? null,
			array_combine( $triggers, array_map( static fn ( string $id ): ?LedgerEntry => $known[ LedgerEntry::key( Element::Triggers, $id ) ] ?? null, $triggers ) )
		);
	}

	/** @return non-empty-list<string> Wire IDs of the triggers that an order may fire. */
	private static function triggersOf( int $order ): array {
		return [ Triggers::ORDER_SUBMITTED . ":$order", Triggers::PAYMENT_RECEIVED . ":$order" ];
	}

	/**
	 * Uses the decisions made when the order was sent. An order without decisions counts as imported: the
	 * decision is made now.
	 *
	 * @return list<UnfiredTrigger>
	 */
	private function unfired( int $order, ?Answer $answer ): array {
		$ids     = self::triggersOf( $order );
		$known   = $this->ledger->find( [ Element::Triggers->value => $ids ] );
		$fired   = array_column( $answer->triggers ?? [], 'id' );
		$unfired = [];
		$now     = null;
		foreach ( $ids as $id ) {
			$entry = $known[ LedgerEntry::key( Element::Triggers, $id ) ] ?? null;
			if ( in_array( $id, $fired, true ) || ( null !== $entry && $entry->version > 0 ) ) {
				continue;
			}
			if ( null !== $entry && 'excluded' === $entry->outcome ) {
				$unfired[] = new UnfiredTrigger( $id, $entry->reason, $entry->settledAt );
				continue;
			}
			$now ??= $this->store->refusedTriggers( $order );
			if ( isset( $now[ $id ] ) ) {
				$unfired[] = new UnfiredTrigger( $id, $now[ $id ] );
			}
		}
		return $unfired;
	}

	/** @return list<Element> The elements whose rows belong to an object. */
	private static function elementsOf( Element $element ): array {
		return Element::Orders === $element ? [ Element::Orders, Element::Transactions, Element::Triggers ] : [ $element ];
	}

	/**
	 * @return list<RecordState>
	 */
	private function records( Element $element, int $id, ?RowView $row, ?Answer $answer ): array {
		$local  = $this->store->read( $element, [ $id ] );
		$remote = [];
		foreach ( $answer->records ?? [] as $record ) {
			if ( $record['element'] === $element->value ) {
				$remote[ $record['id'] ] = new RemoteRecord( $record['id'], $record['digest'], $record['version'] );
			}
		}
		$wireIds    = array_map( strval( ... ), array_keys( $local + $remote ) );
		$known      = [] === $wireIds ? [] : $this->ledger->find( [ $element->value => $wireIds ] );
		$comparator = ( $this->comparatorOf )( $element );
		return array_map(
			static function ( string $wireId ) use ( $element, $local, $remote, $row, $known, $comparator, $answer ): RecordState {
				$one   = $local[ $wireId ] ?? null;
				$other = $remote[ $wireId ] ?? null;
				$entry = $known[ LedgerEntry::key( $element, $wireId ) ] ?? null;
				return new RecordState( $element, $wireId, $one, $entry, null === $answer ? null : $comparator->compare( $one, $other, $row, $entry ) );
			},
			$wireIds
		);
	}

	/** @return array{Answer|null, string} */
	private function ask( Subject $subject ): array {
		if ( ! in_array( $subject->element->value, Contract::VERIFIED_ELEMENTS, true ) ) {
			return [ null, '' ];
		}
		try {
			$answer = $this->questions->ask(
				'/v1/explain',
				[
					'element' => $subject->element->value,
					'id'      => (string) $subject->id,
				]
			);
			return [ Answer::fromArray( $answer ), '' ];
		} catch ( Unanswered $error ) {
			return [ null, $error->getMessage() ];
		}
	}
}
