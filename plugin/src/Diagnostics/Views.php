<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics;

use Ivorey\WooCommerce\Connection\StoredConnection;
use Ivorey\WooCommerce\Delivery\DeliveryAttempt;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Outbox\RowView;
use Ivorey\WooCommerce\Reconcile\Agreement;
use Ivorey\WooCommerce\Records\Timestamp;

/** Plain arrays for WP-CLI and REST. Times are RFC 3339 in UTC. Pure. */
final class Views {

	/** @return array<string, mixed> */
	public static function status( Status $status, ?Agreement $agreement = null, ?Agreement $check = null ): array {
		return [
			'connection'    => self::connection( $status->connection ),
			'outbox'        => $status->outbox,
			'failures'      => $status->link->failures,
			'retry_at'      => 0 === $status->link->retryAt ? null : Timestamp::ofMicroseconds( $status->link->retryAt ),
			'last_delivery' => null === $status->lastDelivery ? null : self::delivery( $status->lastDelivery ),
			'agreement'     => null === $agreement ? null : self::agreement( $agreement ),
			'check'         => null === $check ? null : self::agreement( $check ),
		];
	}

	/** @return array<string, mixed> */
	public static function connection( StoredConnection $connection ): array {
		return [
			'state'          => $connection->state->value,
			'ivorey_url'     => '' === $connection->apiUrl ? null : $connection->ivoreyUrl(),
			'api_url'        => '' === $connection->apiUrl ? null : $connection->apiUrl,
			'account'        => '' === $connection->accountId ? null : [
				'id'   => $connection->accountId,
				'name' => $connection->accountName,
			],
			'store_url'      => '' === $connection->storeUrl ? null : $connection->storeUrl,
			'connected_at'   => 0 === $connection->connectedAt ? null : Timestamp::ofMicroseconds( $connection->connectedAt * 1_000_000 ),
			'credentials_at' => 0 === $connection->credentialsAt ? null : Timestamp::ofMicroseconds( $connection->credentialsAt * 1_000_000 ),
			'pause'          => null === $connection->pause ? null : [
				'reason'   => $connection->pause->reason,
				'since'    => Timestamp::ofMicroseconds( $connection->pause->since * 1_000_000 ),
				'incident' => $connection->pause->incident(),
				'message'  => $connection->pause->message(),
			],
			'settings'       => $connection->settings?->toArray(),
		];
	}

	/** @return array{element: string, id: int, state: string, reasons: list<string>, attempts: int, marked_at: string, due_at: string|null, error: string|null} */
	public static function row( RowView $row ): array {
		return [
			'element'   => $row->element,
			'id'        => $row->id,
			'state'     => $row->state->value,
			'reasons'   => array_map( static fn ( Reason $reason ): string => $reason->value, $row->reasons ),
			'attempts'  => $row->attempts,
			'marked_at' => Timestamp::ofMicroseconds( $row->markedAt ),
			'due_at'    => null === $row->dueAt ? null : Timestamp::ofMicroseconds( $row->dueAt ),
			'error'     => $row->error,
		];
	}

	/** @return array{sent_at: string, duration_ms: int, records: int, bytes: int, status: int|null, problem: string|null, problem_text: string|null, applied: int, stale: int, excluded: int, rejected: int} */
	public static function delivery( DeliveryAttempt $attempt ): array {
		return [
			'sent_at'      => Timestamp::ofMicroseconds( $attempt->sentAt ),
			'duration_ms'  => $attempt->durationMs,
			'records'      => $attempt->records,
			'bytes'        => $attempt->bytes,
			'status'       => 0 === $attempt->status ? null : $attempt->status,
			'problem'      => '' === $attempt->problem ? null : $attempt->problem,
			'problem_text' => '' === $attempt->problem ? null : ProblemText::of( $attempt->problem ),
			'applied'      => $attempt->applied,
			'stale'        => $attempt->stale,
			'excluded'     => $attempt->excluded,
			'rejected'     => $attempt->rejected,
		];
	}

	/** @return array{finished_at: string, agrees: bool, compared: int, alike: int, differing: int, repaired: int, line: string} */
	public static function agreement( Agreement $agreement ): array {
		return $agreement->toReport() + [
			'differing' => $agreement->differing,
			'repaired'  => $agreement->repaired,
			'line'      => $agreement->line(),
		];
	}
}
