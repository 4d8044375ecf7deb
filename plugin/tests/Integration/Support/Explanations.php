<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

/** Ivorey's answers to `POST /v1/explain` and `POST /v1/find`, from the fake's records. */
final class Explanations {

	/**
	 * @param array<string, array<string, array{version: int, digest: string, data: array<string, mixed>}>> $records    By
	 *        element and wire ID.
	 * @param array<string, array<string, string>>                                                          $receivedAt By
	 *        element and wire ID.
	 * @param string                                                                                        $question   In
	 *        the form of the contract's explain-request.
	 * @return string In the form of the contract's explain-answer.
	 */
	public static function explain( array $records, array $receivedAt, string $question ): string {
		/** @var array{element: string, id: string} $asked */
		$asked   = json_decode( $question, true, 512, JSON_THROW_ON_ERROR );
		$isOrder = 'orders' === $asked['element'];
		$held    = [];
		foreach ( $isOrder ? [ 'orders', 'transactions' ] : [ $asked['element'] ] as $element ) {
			foreach ( $records[ $element ] ?? [] as $id => $record ) {
				$object = 'transactions' === $element ? $record['data']['order_id'] ?? '' : (string) $id; // @phpstan-ignore cast.useless (PHP makes integers of such keys)
				if ( $object === $asked['id'] ) {
					$held[] = [
						'element'     => $element,
						'id'          => (string) $id, // @phpstan-ignore cast.useless (As above)
						'digest'      => $record['digest'],
						'version'     => $record['version'],
						'received_at' => $receivedAt[ $element ][ $id ],
					];
				}
			}
		}
		$triggers = [];
		foreach ( $isOrder ? $records['triggers'] ?? [] : [] as $id => $record ) {
			if ( $record['data']['order_id'] === $asked['id'] ) {
				$triggers[] = [
					'id'          => $id,
					'type'        => $record['data']['type'],
					'occurred_at' => $record['data']['occurred_at'],
					'received_at' => $receivedAt['triggers'][ $id ],
				];
			}
		}
		return self::json(
			[
				'records'    => $held,
				'exclusions' => [],
				'contact'    => self::contact( $asked['element'], $records[ $asked['element'] ][ $asked['id'] ]['data'] ?? null ),
				'triggers'   => $triggers,
			]
		);
	}

	/**
	 * @param array<string, array{version: int, digest: string, data: array<string, mixed>}> $orders   By wire ID.
	 * @param string                                                                         $question In the
	 *        form of the contract's find-request.
	 * @return string In the form of the contract's find-answer.
	 */
	public static function find( array $orders, string $question ): string {
		/** @var array{number: string} $asked */
		$asked = json_decode( $question, true, 512, JSON_THROW_ON_ERROR );
		$found = array_filter( $orders, static fn ( array $order ): bool => $asked['number'] === $order['data']['number'] );
		return self::json( [ 'ids' => array_reverse( array_map( 'strval', array_keys( $found ) ) ) ] );
	}

	/**
	 * @param array<string, mixed>|null $data The record's data; null if there is none.
	 * @return array{id: string, kind: string}|null
	 */
	private static function contact( string $element, ?array $data ): ?array {
		if ( null === $data || ! in_array( $element, [ 'orders', 'contacts' ], true ) ) {
			return null;
		}
		return [
			'id'   => 'con_1',
			'kind' => 'orders' === $element && null === $data['customer_id'] ? 'guest' : 'customer',
		];
	}

	/** @param array<string, mixed> $answer Without the time. */
	private static function json( array $answer ): string {
		return json_encode( [ 'server_time' => gmdate( 'Y-m-d\TH:i:s\Z' ) ] + $answer, JSON_THROW_ON_ERROR );
	}
}
