<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Support;

use Ivorey\WooCommerce\Records\Digest;

/** Ivorey's answers to `POST /v1/versions`, from the fake's records. */
final class HeldSums {

	/**
	 * @param array<string, array<int|string, array{int, string}>> $held     Version and object, by element and wire ID.
	 * @param string                                               $question In the form of the contract's
	 *        versions-request.
	 * @return string In the form of the contract's versions-answer.
	 */
	public static function answer( array $held, string $question ): string {
		/** @var array{element: string, list: bool, parts: list<array{after: string|null, until: list<string|null>}>} $asked */
		$asked   = json_decode( $question, true, 512, JSON_THROW_ON_ERROR );
		$records = $held[ $asked['element'] ] ?? [];
		ksort( $records, SORT_STRING );
		$sums = [];
		$list = [];
		foreach ( $asked['parts'] as $part ) {
			$after = $part['after'] ?? '';
			foreach ( $part['until'] as $until ) {
				$within = array_filter( $records, static fn ( int|string $id ): bool => strcmp( (string) $id, $after ) > 0 && ( null === $until || strcmp( (string) $id, $until ) <= 0 ), ARRAY_FILTER_USE_KEY );
				$sums[] = [ count( $within ), Digest::combined( array_map( static fn ( array $record ): string => (string) $record[0], $within ) ) ];
				foreach ( $within as $id => [ $version, $object ] ) {
					$list[] = [ (string) $id, $version, $object ];
				}
				$after = (string) $until;
			}
		}
		return json_encode(
			[
				'server_time' => gmdate( 'Y-m-d\TH:i:s\Z' ),
				'sums'        => $asked['list'] ? [] : $sums,
				'records'     => $asked['list'] ? $list : [],
				'more'        => false,
			],
			JSON_THROW_ON_ERROR
		);
	}
}
