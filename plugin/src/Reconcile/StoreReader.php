<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Reconcile;

use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Records\Digest;
use Ivorey\WooCommerce\Records\Exclusion;
use Ivorey\WooCommerce\Records\RecordBuilder;
use Ivorey\WooCommerce\Records\WireRecord;
use Throwable;

/** Reads the store's records through the builders, as for a delivery, and keeps only their digests. */
final class StoreReader {

	/** Fields that hold a record's date of creation. */
	private const DATES = [ 'date_created', 'date_registered', 'date' ];

	/** @var array<string, RecordBuilder> By element. */
	private readonly array $builders;

	/** @var array<string, int> Order IDs by the wire IDs of the triggers they have earned. */
	private array $earned = [];

	public function __construct( RecordBuilder ...$builders ) {
		$this->builders = array_column(
			array_map( static fn ( RecordBuilder $builder ): array => [ $builder->element()->value, $builder ], $builders ),
			1,
			0
		);
	}

	public function reads( Element $element ): bool {
		return isset( $this->builders[ $element->value ] );
	}

	/**
	 * @param list<int> $ids
	 * @return array<string, LocalRecord> By wire ID.
	 */
	public function read( Element $element, array $ids ): array {
		if ( [] === $ids ) {
			return [];
		}
		$found = $this->build( $element, $ids );
		return array_column( array_map( static fn ( LocalRecord $local ): array => [ $local->wireId, $local ], $found ), 1, 0 );
	}

	/**
	 * The triggers of the orders read since the last call.
	 *
	 * @return array<string, int> Order IDs by the wire IDs of the triggers they have earned, fired or not.
	 */
	public function takeEarnedTriggers(): array {
		$earned       = $this->earned;
		$this->earned = [];
		return $earned;
	}

	/**
	 * @return array<string, string> Why an order's triggers do not fire in its current state: slugs of
	 *                               Contract::EXCLUSION_REASONS by wire ID. A trigger that fires has none.
	 */
	public function refusedTriggers( int $order ): array {
		$builder  = $this->builders[ Element::Orders->value ] ?? null;
		$refusals = [];
		try {
			// Without a reason first: with a hook's reasons, more triggers count as earned.
			foreach ( [ [], [ Reason::Placed, Reason::Paid ] ] as $reasons ) {
				foreach ( $builder?->build( [ $order => $reasons ] )[ $order ] ?? [] as $result ) {
					if ( $result instanceof Exclusion && Element::Triggers === $result->element ) {
						$refusals += [ $result->id => $result->reason ];
					}
				}
			}
			return $refusals;
		} catch ( Throwable ) {
			// The reason why it cannot be read is reported for the order itself.
			return [];
		}
	}

	/**
	 * One broken object affects only itself, as in a delivery.
	 *
	 * @param non-empty-list<int> $ids
	 * @return list<LocalRecord>
	 */
	private function build( Element $element, array $ids ): array {
		$found = [];
		try {
			foreach ( $this->builders[ $element->value ]->build( array_fill_keys( $ids, [] ) ) as $id => $results ) {
				foreach ( $results as $result ) {
					if ( $result->element === $element ) {
						$found[] = self::local( $id, $result );
					} elseif ( Element::Triggers === $result->element && $result instanceof WireRecord ) {
						$this->earned[ $result->id ] = $id;
					}
				}
			}
			return $found;
		} catch ( Throwable $error ) {
			if ( 1 === count( $ids ) ) {
				return [ new LocalRecord( (string) $ids[0], $ids[0], null, '', null, $error::class . ': ' . $error->getMessage() ) ];
			}
		}
		$found = [];
		foreach ( $ids as $id ) {
			array_push( $found, ...$this->build( $element, [ $id ] ) );
		}
		return $found;
	}

	private static function local( int $objectId, WireRecord|Exclusion $result ): LocalRecord {
		if ( $result instanceof Exclusion ) {
			return new LocalRecord( $result->id, $objectId, null, $result->reason, isGone: null !== $result->notice );
		}
		return new LocalRecord( $result->id, $objectId, Digest::of( $result->data ), $result->onlyIfKnown ?? '', self::createdAt( $result->data ) );
	}

	/** @param array<string, mixed> $data */
	private static function createdAt( array $data ): ?int {
		foreach ( self::DATES as $name ) {
			if ( is_string( $data[ $name ] ?? null ) ) {
				$time = strtotime( $data[ $name ] );
				return false === $time ? null : $time;
			}
		}
		return null;
	}
}
