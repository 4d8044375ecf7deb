<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use Ivorey\WooCommerce\Records\Digest;

/** Ivorey's answers to `POST /v1/digests` and `POST /v1/verify`, from the fake's records. */
final class Comparison {

	/**
	 * @param array<string, array<string, array{version: int, digest: string, data: array<string, mixed>}>> $records By
	 *        element and wire ID.
	 * @param string                                                                                        $question In
	 *        the form of the contract's verify-request.
	 * @return string In the form of the contract's verify-answer.
	 */
	public static function answer( array $records, string $question ): string {
		/** @var array{ranges: list<array{element: string, from: string, to: string|null, list: bool}>} $asked */
		$asked = json_decode( $question, true, 512, JSON_THROW_ON_ERROR );
		return json_encode(
			[
				'server_time' => gmdate( 'Y-m-d\TH:i:s\Z' ),
				'ranges'      => array_map( static fn ( array $range ): array => self::range( $records[ $range['element'] ] ?? [], $range ), $asked['ranges'] ),
			],
			JSON_THROW_ON_ERROR
		);
	}

	/**
	 * @param array<string, array<string, array{version: int, digest: string, data: array<string, mixed>}>> $records  By
	 *        element and wire ID.
	 * @param string                                                                                        $question In
	 *        the form of the contract's digests-request.
	 * @return string In the form of the contract's digests-answer.
	 */
	public static function digests( array $records, string $question ): string {
		/** @var array{element: string, list: bool, parts: list<array{from: string, to: list<string|null>}>} $asked */
		$asked = json_decode( $question, true, 512, JSON_THROW_ON_ERROR );
		$sums  = '';
		$list  = [];
		foreach ( $asked['parts'] as [ 'from' => $from, 'to' => $ends ] ) {
			foreach ( $ends as $to ) {
				$range = self::range(
					$records[ $asked['element'] ] ?? [],
					[
						'element' => $asked['element'],
						'from'    => $from,
						'to'      => $to,
						'list'    => true,
					]
				);
				$sums .= $range['digest'];
				$from  = (string) ( 1 + (int) $to );
				array_push( $list, ...array_map( array_values( ... ), $range['records'] ?? [] ) );
			}
		}
		return json_encode(
			[
				'server_time' => gmdate( 'Y-m-d\TH:i:s\Z' ),
				'sums'        => $asked['list'] ? '' : base64_encode( (string) hex2bin( $sums ) ),
				'records'     => $asked['list'] ? $list : [],
				'next'        => null,
			],
			JSON_THROW_ON_ERROR
		);
	}

	/**
	 * @param array<string, array{version: int, digest: string, data: array<string, mixed>}> $records
	 * @param array{element: string, from: string, to: string|null, list: bool}              $range
	 * @return array{count: int, digest: string, records: list<array{id: string, digest: string, version: int}>|null, next: null}
	 */
	private static function range( array $records, array $range ): array {
		$within  = [];
		$digests = [];
		foreach ( $records as $id => $record ) {
			$id     = (string) $id; // @phpstan-ignore cast.useless (PHP makes integers of such keys)
			$number = self::number( $range['element'], $id, $record['data'] );
			if ( $number >= (int) $range['from'] && ( null === $range['to'] || $number <= (int) $range['to'] ) ) {
				$digests[ $id ] = $record['digest'];
				$within[]       = [
					'id'      => $id,
					'digest'  => $record['digest'],
					'version' => $record['version'],
				];
			}
		}
		return [
			'count'   => count( $within ),
			'digest'  => Digest::combined( $digests ),
			'records' => $range['list'] ? $within : null,
			'next'    => null,
		];
	}

	/**
	 * A transaction is located by its order.
	 *
	 * @param array<string, mixed> $data
	 */
	private static function number( string $element, string $id, array $data ): int {
		$number = 'transactions' === $element ? $data['order_id'] ?? 0 : $id;
		return is_numeric( $number ) ? (int) $number : 0;
	}
}
