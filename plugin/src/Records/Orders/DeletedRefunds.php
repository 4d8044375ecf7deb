<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Records\RecordJson;
use JsonException;

/**
 * Refunds as they were when they were deleted. Everything else is read afresh when it is sent, but a deleted
 * refund leaves nothing to read, and Ivorey must be told that its money did not move.
 */
final class DeletedRefunds {

	public function __construct( private readonly Database $database = new Database() ) {}

	/**
	 * @param array<string, mixed> $data As TransactionData::ofRefund() returns it.
	 * @throws QueryFailed If the database refuses.
	 * @throws JsonException If it contains a value that JSON cannot represent.
	 */
	public function remember( int $refundId, int $orderId, array $data ): void {
		$json = RecordJson::of( $data );
		$this->database->execute(
			'INSERT INTO %i (refund_id, order_id, data) VALUES (%d, %d, %s) ON DUPLICATE KEY UPDATE data = VALUES(data)',
			[ $this->database->table( 'deleted_refunds' ), $refundId, $orderId, $json ]
		);
	}

	/**
	 * The owner's typed reason may name the customer.
	 *
	 * @throws QueryFailed If the database refuses.
	 * @throws JsonException If it contains a value that JSON cannot represent.
	 */
	public function eraseReasons( int $orderId ): void {
		foreach ( $this->ofOrders( [ $orderId ] )[ $orderId ] ?? [] as $refundId => $data ) {
			$this->remember( $refundId, $orderId, [ 'reason' => '' ] + $data );
		}
	}

	/**
	 * @param non-empty-list<int> $refundIds
	 * @return array<int, int> Order IDs of the stored ones, by refund.
	 * @throws QueryFailed If the database refuses.
	 */
	public function ordersOf( array $refundIds ): array {
		$in   = Database::placeholders( '%d', count( $refundIds ) );
		$rows = $this->database->select( "SELECT refund_id, order_id FROM %i WHERE refund_id IN ($in)", [ $this->database->table( 'deleted_refunds' ), ...$refundIds ] );
		return array_column( array_map( static fn ( array $row ): array => [ (int) $row['refund_id'], (int) $row['order_id'] ], $rows ), 1, 0 );
	}

	/**
	 * @param list<int> $orderIds
	 * @return array<int, array<int, array<string, mixed>>> Their data by order and by refund. Includes refunds
	 *                                                      whose deletion failed.
	 * @throws QueryFailed If the database refuses.
	 */
	public function ofOrders( array $orderIds ): array {
		if ( [] === $orderIds ) {
			return [];
		}
		$in      = Database::placeholders( '%d', count( $orderIds ) );
		$byOrder = [];
		foreach (
			$this->database->select(
				"SELECT refund_id, order_id, data FROM %i WHERE order_id IN ($in) ORDER BY refund_id",
				[ $this->database->table( 'deleted_refunds' ), ...$orderIds ]
			) as $row
		) {
			$data = json_decode( (string) $row['data'], true );
			if ( is_array( $data ) ) {
				// Older plugin versions stored the fields in another order.
				ksort( $data, SORT_STRING );
				/** @var array<string, mixed> $data */
				$byOrder[ (int) $row['order_id'] ][ (int) $row['refund_id'] ] = $data;
			}
		}
		return $byOrder;
	}
}
