<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics\Explain;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Delivery\HistoryEntry;
use Ivorey\WooCommerce\Delivery\HistoryEvent;
use Ivorey\WooCommerce\Diagnostics\Views;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Outbox\RowView;
use Ivorey\WooCommerce\Records\Timestamp;

/** Everything known about one object, as plain data and as a timeline. Pure. */
final class Explanation {

	private const EVENTS = [
		'answered'  => 'sent and answered',
		'unchanged' => 'not sent',
		'failed'    => 'not delivered',
		'put_aside' => 'quarantined',
	];

	private const UNFIRED = 'trigger not fired';

	/**
	 * @param list<RecordState>    $records
	 * @param list<RowView>        $rows       Its rows in the outbox.
	 * @param list<HistoryEntry>   $history    Oldest first.
	 * @param Answer|null          $answer     Null if Ivorey could not be asked.
	 * @param string               $unanswered Why Ivorey could not be asked; empty if it was asked.
	 * @param list<UnfiredTrigger> $unfired    For an order.
	 */
	public function __construct(
		public readonly Subject $subject,
		public readonly array $records,
		public readonly array $rows,
		public readonly array $history,
		public readonly ?Answer $answer,
		public readonly string $unanswered,
		public readonly array $unfired = []
	) {}

	/** Whether any source knows the object: the store, the outbox, the ledger, the history, or Ivorey. */
	public function isKnown(): bool {
		return [] !== $this->rows
			|| [] !== $this->history
			|| [] !== [ ...$this->answer->records ?? [], ...$this->answer->exclusions ?? [], ...$this->answer->triggers ?? [] ]
			|| null !== $this->answer?->contact
			|| [] !== array_filter( $this->records, static fn ( RecordState $record ): bool => null !== $record->known || ( null !== $record->local && 'deleted' !== $record->local->reason ) );
	}

	/** Whether Ivorey has it: by its own answer, or else by the ledger. */
	public function isInIvorey(): bool {
		$id = (string) $this->subject->id;
		if ( null !== $this->answer ) {
			return [] !== array_filter( $this->answer->records, fn ( array $record ): bool => $record['element'] === $this->subject->element->value && $record['id'] === $id );
		}
		return [] !== array_filter( $this->records, fn ( RecordState $record ): bool => $record->element === $this->subject->element && $record->wireId === $id && ( $record->known->version ?? 0 ) > 0 );
	}

	/** @return array<string, mixed> */
	public function toArray(): array {
		return [
			'element'    => $this->subject->element->value,
			'id'         => $this->subject->id,
			'note'       => '' === $this->subject->note ? null : $this->subject->note,
			'records'    => array_map( self::record( ... ), $this->records ),
			'waiting'    => array_map( Views::row( ... ), $this->rows ),
			'contact'    => $this->answer?->contact,
			'triggers'   => $this->answer->triggers ?? [],
			'unfired'    => array_map(
				static fn ( UnfiredTrigger $trigger ): array => [
					'id'     => $trigger->wireId,
					'reason' => $trigger->reason,
				],
				$this->unfired
			),
			'unanswered' => '' === $this->unanswered ? null : $this->unanswered,
			'timeline'   => $this->timeline(),
		];
	}

	/** @return list<array{element: string, id: string, here: string, 'in Ivorey': string, why: string}> */
	public function recordTable(): array {
		return array_map(
			static fn ( RecordState $record ): array => [
				'element'   => $record->element->value,
				'id'        => $record->wireId,
				'here'      => self::here( $record ),
				'in Ivorey' => $record->finding->comparison->value ?? 'unknown',
				'why'       => self::reasonText( $record->finding->why ?? '' ),
			],
			$this->records
		);
	}

	private static function here( RecordState $record ): string {
		if ( null === $record->local ) {
			return 'deleted';
		}
		if ( '' !== $record->local->error ) {
			return 'cannot be read';
		}
		return null === $record->local->digest ? 'excluded' : 'present';
	}

	/**
	 * @return list<array{at: string, what: string, detail: string, text: string}> In chronological order;
	 *         `text` states the detail for owners.
	 */
	public function timeline(): array {
		$moments = [];
		$marked  = [];
		foreach ( $this->history as $entry ) {
			$mark = "{$entry->element} {$entry->markedAt}";
			// A row whose delivery failed comes back with the same mark.
			if ( ! isset( $marked[ $mark ] ) && $entry->markedAt > 0 ) {
				$marked[ $mark ] = true;
				$moments[]       = [ $entry->markedAt, 'marked', $entry->element . ': ' . self::reasons( $entry->reasons ), Words::marked( $entry->element, $entry->reasons ) ];
			}
			if ( $entry->lastMark > $entry->markedAt && $entry->lastMark <= $entry->at && ! isset( $marked[ "{$entry->element} {$entry->lastMark}" ] ) ) {
				$marked[ "{$entry->element} {$entry->lastMark}" ] = true;
				$moments[]                                        = [ $entry->lastMark, 'marked again', $entry->element, Words::element( $entry->element ) ];
			}
			$moments[] = [ $entry->at, self::EVENTS[ $entry->event->value ], self::outcome( $entry ), self::outcomeText( $entry ) ];
		}
		foreach ( $this->rows as $row ) {
			if ( ! isset( $marked[ "{$row->element} {$row->markedAt}" ] ) ) {
				$moments[] = [ $row->markedAt, 'marked', $row->element . ': ' . self::reasons( $row->reasons ), Words::marked( $row->element, $row->reasons ) ];
			}
		}
		array_push( $moments, ...$this->settled() );
		foreach ( $this->answer->records ?? [] as $record ) {
			$moments[] = [ self::microseconds( $record['received_at'] ), 'received by Ivorey', sprintf( '%s %s, version %d', $record['element'], $record['id'], $record['version'] ), Words::record( $record['element'], $record['id'] ) ];
		}
		foreach ( $this->answer->exclusions ?? [] as $exclusion ) {
			$moments[] = [ self::microseconds( $exclusion['excluded_at'] ), 'excluded by Ivorey', sprintf( '%s %s: %s', $exclusion['element'], $exclusion['id'], self::reasonText( $exclusion['reason'] ) ), Words::excluded( $exclusion['element'], $exclusion['id'], $exclusion['reason'] ) ];
		}
		foreach ( $this->answer->triggers ?? [] as $trigger ) {
			$moments[] = [ self::microseconds( $trigger['received_at'] ), 'trigger fired', $trigger['id'], Words::record( 'triggers', $trigger['id'] ) ];
		}
		foreach ( $this->unfired as $trigger ) {
			if ( $trigger->settledAt > 0 ) {
				$moments[] = [ $trigger->settledAt, self::UNFIRED, ...self::unfired( $trigger ) ];
			}
		}
		usort( $moments, static fn ( array $one, array $other ): int => $one[0] <=> $other[0] );
		$timeline = array_map(
			static fn ( array $moment ): array => [
				'at'     => Timestamp::ofMicroseconds( $moment[0] ),
				'what'   => $moment[1],
				'detail' => $moment[2],
				'text'   => $moment[3],
			],
			$moments
		);
		foreach ( $this->unfired as $trigger ) {
			if ( 0 === $trigger->settledAt ) {
				[ $detail, $text ] = self::unfired( $trigger );
				$timeline[]        = [
					'at'     => 'now',
					'what'   => self::UNFIRED,
					'detail' => $detail,
					'text'   => $text,
				];
			}
		}
		foreach ( $this->rows as $row ) {
			$timeline[] = [
				'at'     => 'now',
				'what'   => $row->state->value,
				'detail' => $row->element . ( null === $row->error ? '' : ": {$row->error}" ),
				'text'   => Words::element( $row->element ) . ( null === $row->error ? '' : ": {$row->error}" ),
			];
		}
		return $timeline;
	}

	/** @return array{string, string} `detail` and `text` as in timeline(). */
	private static function unfired( UnfiredTrigger $trigger ): array {
		return [ $trigger->wireId . ': ' . self::reasonText( $trigger->reason ), Words::excluded( Element::Triggers->value, $trigger->wireId, $trigger->reason ) ];
	}

	/**
	 * Facts of the ledger that the history lacks: exclusions, and records sent too long ago, or by an import,
	 * to have an entry.
	 *
	 * @return list<array{int, string, string, string}>
	 */
	private function settled(): array {
		$told = [];
		foreach ( $this->history as $entry ) {
			foreach ( $entry->records as $record ) {
				$told[ "{$record['element']} {$record['id']} {$record['version']}" ] = true;
			}
		}
		$moments = [];
		foreach ( $this->records as $record ) {
			$known = $record->known;
			if ( null === $known || 0 === $known->settledAt ) {
				continue;
			}
			$name = "{$record->element->value} {$record->wireId}";
			if ( 'excluded' === $known->outcome ) {
				$moments[] = [ $known->settledAt, 'excluded', $name . ': ' . self::reasonText( $known->reason ), Words::excluded( $record->element->value, $record->wireId, $known->reason ) ];
			} elseif ( ! isset( $told[ "$name {$known->version}" ] ) ) {
				$moments[] = [ $known->settledAt, self::EVENTS['answered'], "$name {$known->outcome}", Words::outcome( $record->element->value, $record->wireId, $known->outcome ) ];
			}
		}
		return $moments;
	}

	private static function outcome( HistoryEntry $entry ): string {
		if ( HistoryEvent::Unchanged === $entry->event ) {
			return "{$entry->element}: excluded, or already up to date in Ivorey";
		}
		$outcomes = array_map(
			static fn ( array $record ): string => sprintf(
				'%s %s %s%s',
				$record['element'],
				$record['id'],
				$record['outcome'],
				'' === $record['reason'] ? '' : ' (' . self::reasonText( $record['reason'] ) . ')'
			),
			$entry->records
		);
		return implode( ', ', array_filter( [ ...$outcomes, $entry->why ], static fn ( string $text ): bool => '' !== $text ) );
	}

	private static function outcomeText( HistoryEntry $entry ): string {
		if ( HistoryEvent::Unchanged === $entry->event ) {
			return Words::unchanged( $entry->element );
		}
		$outcomes = array_map(
			static fn ( array $record ): string => Words::outcome( $record['element'], $record['id'], $record['outcome'], $record['reason'] ),
			$entry->records
		);
		return implode( ', ', array_filter( [ ...$outcomes, Words::trouble( $entry->event, $entry->why ) ], static fn ( string $text ): bool => '' !== $text ) );
	}

	/** @param list<Reason> $reasons */
	private static function reasons( array $reasons ): string {
		return implode( ', ', array_map( static fn ( Reason $reason ): string => $reason->value, $reasons ) );
	}

	private static function reasonText( string $slug ): string {
		return Contract::EXCLUSION_REASONS[ $slug ] ?? $slug;
	}

	private static function microseconds( string $time ): int {
		$date = date_create_immutable( $time );
		return false === $date ? 0 : $date->getTimestamp() * 1_000_000 + (int) $date->format( 'u' );
	}

	/** @return array{element: string, id: string, in_store: bool, excluded: string|null, state: string|null, why: string, version: int|null, outcome: string|null} */
	private static function record( RecordState $record ): array {
		$excluded = null === $record->local ? 'deleted' : ( null === $record->local->digest ? $record->local->reason : null );
		return [
			'element'  => $record->element->value,
			'id'       => $record->wireId,
			'in_store' => null !== $record->local && 'deleted' !== $record->local->reason,
			'excluded' => $excluded,
			'state'    => $record->finding?->comparison->value,
			'why'      => $record->finding->why ?? '',
			'version'  => $record->known?->version,
			'outcome'  => $record->known?->outcome,
		];
	}
}
