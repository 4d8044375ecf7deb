<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Records\Digest;
use Ivorey\WooCommerce\Records\Timestamp;

/**
 * The records in the fake Ivorey: the newest version of each, the processing of batches, and ways to make
 * them differ from the store.
 */
trait HeldRecords {

	/**
	 * @var array<string, array<string, array{version: int, digest: string, data: array<string, mixed>}>> By
	 *      element and wire ID.
	 */
	private array $records = [];

	/** @var array<string, array<string, string>> When the newest version arrived, by element and wire ID. */
	private array $receivedAt = [];

	/** @var array<string, string> The errors of records to reject, by `<element>:<wire id>`. */
	private array $rejected = [];

	/** @var array<int, int> The version of the last trash notice, by order ID. */
	private array $trashed = [];

	/** @return array<string, array<string, mixed>> The data of its records, by wire ID. */
	public function records( string $element ): array {
		return array_map( static fn ( array $record ): array => $record['data'], $this->records[ $element ] ?? [] );
	}

	/** @return list<string> The wire IDs of its records. */
	public function ids( string $element ): array {
		return array_map( 'strval', array_keys( $this->records[ $element ] ?? [] ) );
	}

	/** @return array<string, mixed>|null The record's data; null if there is none. */
	public function record( string $element, int|string $id ): ?array {
		return $this->records[ $element ][ (string) $id ]['data'] ?? null;
	}

	public function version( string $element, int|string $id ): int {
		return $this->records[ $element ][ (string) $id ]['version'] ?? 0;
	}

	/** Whether it knows that its copy of an order is of one trashed or deleted in the store. */
	public function isTrashed( int $order ): bool {
		return null !== $this->record( 'orders', $order ) && ( $this->trashed[ $order ] ?? 0 ) > $this->version( 'orders', $order );
	}

	/** As after restoring a backup from before the order was trashed. */
	public function forgetTrash( int $order ): void {
		unset( $this->trashed[ $order ] );
	}

	/** @return list<string> `<type>:<order id>` of all fired triggers, sorted. */
	public function triggers(): array {
		$ids = array_map( 'strval', array_keys( $this->records['triggers'] ?? [] ) );
		sort( $ids );
		return $ids;
	}

	/** As after restoring a backup of Ivorey. */
	public function forget( string $element, int|string $id ): void {
		unset( $this->records[ $element ][ (string) $id ] );
	}

	/** Rejects a record; an empty error ends that. */
	public function reject( string $element, int|string $id, string $error ): void {
		$this->rejected = array_filter( [ "$element:$id" => $error ] + $this->rejected, static fn ( string $why ): bool => '' !== $why );
	}

	/** Replaces a record with an older version with other data. */
	public function spoil( string $element, int|string $id ): void {
		$this->holds( $element, $id, $this->version( $element, $id ) - 1 );
	}

	/**
	 * As if changed in Ivorey, so that it differs from the store.
	 *
	 * @param array<string, mixed> $data
	 */
	public function alter( string $element, int|string $id, array $data ): void {
		$record = $this->records[ $element ][ (string) $id ];

		$this->records[ $element ][ (string) $id ] = [
			'digest' => '',
			'data'   => array_replace( $record['data'], $data ),
		] + $record;
	}

	/** Replaces the record with other data, in this version. */
	public function copy( string $element, int|string $from, int|string $to, int $version ): void {
		$this->records[ $element ][ (string) $to ] = [ 'version' => $version ] + $this->records[ $element ][ (string) $from ];
	}

	/** Replaces the sent data, in this version. */
	public function holds( string $element, int|string $id, int $version ): void {
		$this->records[ $element ][ (string) $id ] = [ 'version' => $version ] + $this->records[ $element ][ (string) $id ];

		$this->records[ $element ][ (string) $id ]['digest'] = str_repeat( '0', 32 );
	}

	/**
	 * An order known to be in the trash matches no record of the store.
	 *
	 * @return array<string, array<string, array{version: int, digest: string, data: array<string, mixed>}>> In
	 *         the form of the records.
	 */
	private function comparable(): array {
		$orders = [];
		foreach ( $this->records['orders'] ?? [] as $id => $record ) {
			$orders[ $id ] = $this->isTrashed( (int) $id ) ? [ 'digest' => '' ] + $record : $record;
		}
		return [ 'orders' => $orders ] + $this->records;
	}

	/**
	 * @return array<string, array<string, array{int, string}>> Version and object by element and wire ID; trash
	 *                                                          notices count as versions.
	 */
	private function heldVersions(): array {
		$held = [];
		foreach ( $this->records as $element => $records ) {
			foreach ( $records as $id => $record ) {
				$object = 'transactions' === $element ? $record['data']['order_id'] : $id;

				$held[ $element ][ $id ] = [ max( $record['version'], 'orders' === $element ? $this->trashed[ $id ] ?? 0 : 0 ), is_scalar( $object ) ? (string) $object : '' ];
			}
		}
		return $held;
	}

	/** @return list<array<string, mixed>> Outcomes. */
	private function apply( string $body ): array {
		/** @var array{records: list<array{element: string, id: string, version: int, data: array<string, mixed>}>} $batch */
		$batch = json_decode( $body, true, 512, JSON_THROW_ON_ERROR );
		/** @var object{records: list<object{data: object}>} $exact Distinguishes empty objects from empty lists. */
		$exact    = json_decode( $body, false, 512, JSON_THROW_ON_ERROR );
		$outcomes = [];
		foreach ( $batch['records'] as $index => $record ) {
			$outcome = [
				'element' => $record['element'],
				'id'      => $record['id'],
			];
			$error   = $this->rejected[ "{$record['element']}:{$record['id']}" ] ?? null;
			if ( null !== $error ) {
				$outcomes[] = $outcome + [
					'outcome' => 'rejected',
					'errors'  => [
						[
							'path'    => '/data',
							'message' => $error,
						],
					],
				];
				continue;
			}
			if ( 'orders' === $record['element'] && in_array( $record['data']['status'], Contract::UNPLACED_ORDER_STATUSES, true ) ) {
				if ( 'trash' === $record['data']['status'] ) {
					$this->trashed[ (int) $record['id'] ] = max( $this->trashed[ (int) $record['id'] ] ?? 0, $record['version'] );
				}
				$outcomes[] = $outcome + [
					'outcome' => 'excluded',
					'reason'  => 'draft',
				];
				continue;
			}
			$there = $this->records[ $record['element'] ][ $record['id'] ] ?? null;
			if ( null !== $there && ( 'triggers' === $record['element'] || $there['version'] >= $record['version'] ) ) {
				$outcomes[] = $outcome + [ 'outcome' => 'stale' ];
				continue;
			}
			$reason = null === $there ? self::exclusionWhereUnknown( $record['element'], $record['data'] ) : null;
			if ( null !== $reason ) {
				$outcomes[] = $outcome + [
					'outcome' => 'excluded',
					'reason'  => $reason,
				];
				continue;
			}
			if ( 'offline' === ( $record['data']['type'] ?? '' ) ) {
				$record['data'] = array_replace( $there['data'] ?? [], [ 'include_in_online_store' => false ] );
			}
			$this->records[ $record['element'] ][ $record['id'] ] = [
				'version' => $record['version'],
				'digest'  => Digest::of( (array) $exact->records[ $index ]->data ),
				'data'    => $record['data'],
			];

			$this->receivedAt[ $record['element'] ][ $record['id'] ] = Timestamp::ofMicroseconds( (int) ( microtime( true ) * 1_000_000 ) );

			$outcomes[] = $outcome + [ 'outcome' => 'applied' ];
		}
		return $outcomes;
	}

	/**
	 * A retraction does not create a record.
	 *
	 * @param array<string, mixed> $data
	 */
	private static function exclusionWhereUnknown( string $element, array $data ): ?string {
		return match ( true ) {
			'products' === $element && false === $data['include_in_online_store'] => 'unpublished',
			'collections' === $element && 0 === $data['count']                    => 'unused',
			'transactions' === $element && 'voided' === $data['type']            => 'no_money_moved',
			'transactions' === $element && true === $data['voided']              => 'deleted',
			default                                                              => null,
		};
	}
}
