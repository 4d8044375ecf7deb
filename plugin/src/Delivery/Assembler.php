<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Delivery;

use Closure;
use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Log;
use Ivorey\WooCommerce\Outbox\LedgerEntry;
use Ivorey\WooCommerce\Outbox\Row;
use Ivorey\WooCommerce\Records\Exclusion;
use Ivorey\WooCommerce\Records\FreshRead;
use Ivorey\WooCommerce\Records\NotSeenYet;
use Ivorey\WooCommerce\Records\Products\ProductData;
use Ivorey\WooCommerce\Records\RecordBuilder;
use Ivorey\WooCommerce\Records\RecordJson;
use Ivorey\WooCommerce\Records\WireRecord;
use Throwable;

/** Reads the objects of leased rows through their builders and decides what to send. */
final class Assembler {

	/** Number of reads of an object that exists in the database but is not visible. */
	private const MOST_LOOKS = 6;

	/** @var array<string, RecordBuilder> By element. */
	private readonly array $builders;

	/** @param Closure(array<value-of<Element>, non-empty-list<string>>): array<string, LedgerEntry> $known As Ledger::find(). */
	public function __construct( private readonly Closure $known, RecordBuilder ...$builders ) {
		$this->builders = array_column(
			array_map( static fn ( RecordBuilder $builder ): array => [ $builder->element()->value, $builder ], $builders ),
			1,
			0
		);
	}

	/** @return list<Element> The elements with a builder. */
	public function elements(): array {
		return array_map( static fn ( RecordBuilder $builder ): Element => $builder->element(), array_values( $this->builders ) );
	}

	/** @return list<RecordBuilder> */
	public function builders(): array {
		return array_values( $this->builders );
	}

	/**
	 * @param list<Row> $rows
	 * @param bool      $isLeased Whether no other process sends these rows in the meantime.
	 */
	public function assemble( array $rows, StoredConnection $connection, bool $isLeased = true ): Assembled {
		$assembled = new Assembled();
		$built     = [];
		$byElement = [];
		foreach ( $rows as $row ) {
			$byElement[ $row->element->value ][ $row->id ] = $row;
		}
		FreshRead::together(
			function () use ( $byElement, $assembled, &$built ): void {
				foreach ( $byElement as $element => $rowsOfElement ) {
					array_push( $built, ...$this->build( $this->builders[ $element ], $rowsOfElement, $assembled ) );
				}
			}
		);
		$known = ( $this->known )( self::wireIds( $built ) );
		foreach ( $built as [ $row, $results ] ) {
			if ( ! $isLeased && self::isOvertaken( $row, $results, $known ) ) {
				$assembled->overtaken[] = $row;
				continue;
			}
			try {
				$this->decide( $row, $results, $known, $connection, $assembled, $isLeased );
			} catch ( Throwable $error ) {
				$assembled->broken[] = [ $row, Log::describe( $error ) ];
			}
		}
		return $assembled;
	}

	/**
	 * One broken object affects only itself: if building all of them fails, each is built alone.
	 *
	 * @param non-empty-array<int, Row> $rows
	 * @return list<array{Row, non-empty-list<WireRecord|Exclusion>}>
	 */
	private function build( RecordBuilder $builder, array $rows, Assembled $assembled ): array {
		try {
			$results = $builder->build( array_map( static fn ( Row $row ): array => $row->reasons, $rows ) );
		} catch ( Throwable $error ) {
			if ( 1 === count( $rows ) ) {
				$row = reset( $rows );
				if ( $error instanceof NotSeenYet && $row->attempts < self::MOST_LOOKS ) {
					$assembled->unseen[] = $row;
				} else {
					$assembled->broken[] = [ $row, $error instanceof NotSeenYet ? $error->getMessage() : Log::describe( $error ) ];
				}
				return [];
			}
			$built = [];
			foreach ( $rows as $id => $row ) {
				array_push( $built, ...$this->build( $builder, [ $id => $row ], $assembled ) );
			}
			return $built;
		}
		$built = [];
		foreach ( $rows as $id => $row ) {
			$result = $results[ $id ] ?? [];
			if ( [] === $result ) {
				$assembled->broken[] = [ $row, 'The record builder returned nothing.' ];
				continue;
			}
			$built[] = [ $row, $result ];
		}
		return $built;
	}

	/**
	 * @param non-empty-list<WireRecord|Exclusion> $results
	 * @param array<string, LedgerEntry>           $known
	 */
	private static function isOvertaken( Row $row, array $results, array $known ): bool {
		foreach ( $results as $result ) {
			$entry = $known[ LedgerEntry::key( $result->element, $result->id ) ] ?? null;
			if ( null !== $entry && LedgerRules::isOvertaken( $row, $entry ) ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * @param non-empty-list<WireRecord|Exclusion> $results
	 * @param array<string, LedgerEntry>           $known
	 */
	private function decide( Row $row, array $results, array $known, StoredConnection $connection, Assembled $assembled, bool $isLeased ): void {
		$items   = [];
		$entries = [];
		foreach ( $results as $result ) {
			$entry = $known[ LedgerEntry::key( $result->element, $result->id ) ] ?? null;
			if ( ! $isLeased && Element::Triggers === $result->element ) {
				// R11: an import fires no triggers. Triggers that should have fired earlier are left to the
				// outbox.
				if ( $result instanceof WireRecord && ( null === $entry || ! LedgerRules::hasFired( $entry ) ) ) {
					$assembled->unfired[] = $row;
				}
				continue;
			}
			if ( $result instanceof Exclusion ) {
				if ( null !== $entry && LedgerRules::hasFired( $entry ) ) {
					continue;
				}
				$notice = null !== $result->notice && LedgerRules::mayBeThere( $row, $entry ) ? self::notice( $row, $result, $result->notice, $entry, $connection ) : null;
				if ( null === $notice ) {
					$entries[] = LedgerRules::excluded( $result->element, $result->id, $result->reason, $entry );
				} else {
					$items[] = $notice;
				}
				continue;
			}
			$isQuestion = null !== $result->onlyIfKnown && ! LedgerRules::mayBeThere( $row, $entry );
			if ( $isQuestion && ! LedgerRules::isToBeAsked( $row, $entry ) ) {
				$entries[] = LedgerRules::excluded( $result->element, $result->id, $result->onlyIfKnown ?? '', $entry );
				continue;
			}
			// An unpublished object does not leave the store unless Ivorey already has it (R14).
			$data = RecordJson::of( $isQuestion ? ProductData::OFFLINE : $result->data );
			$hash = self::hash( $connection, $data );
			if ( null !== $entry && LedgerRules::isKnown( $row, $entry, $hash ) ) {
				$entries[] = LedgerRules::confirmed( $entry, $result->leftOut, $result->onlyIfKnown );
				continue;
			}
			$version = LedgerRules::version( $row, $entry );
			$items[] = new WireItem(
				$result->element,
				$result->id,
				$version,
				$hash,
				self::record( $result->element, $result->id, $version, $data ),
				$entry,
				$result->onlyIfKnown,
				$isQuestion && ProductData::OFFLINE !== $result->data,
				$isQuestion ? 0 : $result->leftOut
			);
		}
		array_push( $assembled->entries, ...array_values( array_filter( $entries ) ) );
		if ( [] === $items ) {
			$assembled->nothingToSend[] = $row;
		} else {
			$assembled->packedRows[] = new PackedRow( $row, $items );
		}
	}

	/**
	 * @param array<string, mixed> $data
	 * @return WireItem|null Null if Ivorey has already received the notice.
	 */
	private static function notice( Row $row, Exclusion $exclusion, array $data, ?LedgerEntry $entry, StoredConnection $connection ): ?WireItem {
		$json = RecordJson::of( $data );
		$hash = self::hash( $connection, $json );
		if ( null !== $entry && LedgerRules::isKnown( $row, $entry, $hash ) ) {
			return null;
		}
		// An earlier delivery of this row may have sent the order itself with the same version.
		$version = LedgerRules::version( $row, $entry ) + ( $row->uncertain ? 1 : 0 );
		return new WireItem(
			$exclusion->element,
			$exclusion->id,
			$version,
			$hash,
			self::record( $exclusion->element, $exclusion->id, $version, $json ),
			$entry,
			$exclusion->reason,
			isNotice: true
		);
	}

	/** Includes the connection: records sent to another connection say nothing about this one. */
	private static function hash( StoredConnection $connection, string $data ): string {
		return hash( 'sha256', $connection->connection . "\n" . $data );
	}

	/** @param string $data JSON. */
	private static function record( Element $element, string $wireId, int $version, string $data ): string {
		$head = RecordJson::of(
			[
				'element' => $element->value,
				'id'      => $wireId,
				'version' => $version,
			]
		);
		return substr( $head, 0, -1 ) . ',"data":' . $data . '}';
	}

	/**
	 * @param list<array{Row, non-empty-list<WireRecord|Exclusion>}> $built
	 * @return array<value-of<Element>, non-empty-list<string>>
	 */
	private static function wireIds( array $built ): array {
		$ids = [];
		foreach ( $built as [ , $results ] ) {
			foreach ( $results as $result ) {
				$ids[ $result->element->value ][] = $result->id;
			}
		}
		return $ids;
	}
}
