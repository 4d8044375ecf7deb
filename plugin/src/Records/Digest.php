<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

use JsonException;
use stdClass;

/** Tells whether the store and Ivorey hold the same of a record: the twin of shared/src/digest.ts. */
final class Digest {

	private const JSON = JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_LINE_TERMINATORS | JSON_INVALID_UTF8_SUBSTITUTE;

	private const HEX = 32;

	/** Bytes of a combined digest. */
	private const COMBINED = 8;

	/** Of an order's line, read from the product as it is today: a new SKU, or a product deleted for good, changes no order. */
	private const OF_PRODUCTS = [
		'product_id'   => true,
		'variation_id' => true,
		'sku'          => true,
	];

	/**
	 * @param array<string, mixed> $data Of a wire record.
	 * @return string 32 hexadecimal characters: the first half of a SHA-256 over the canonical JSON.
	 * @throws JsonException If it holds something that JSON cannot.
	 */
	public static function of( array $data ): string {
		if ( is_array( $data['line_items'] ?? null ) ) {
			$data['line_items'] = array_map( static fn ( mixed $line ): object => (object) array_diff_key( (array) $line, self::OF_PRODUCTS ), $data['line_items'] );
		}
		return substr( hash( 'sha256', self::canonicalJson( (object) $data ) ), 0, self::HEX );
	}

	/**
	 * JSON with the keys of its objects in order and no spaces. The keys are ASCII, so that bytes
	 * sort as the code units of the other side do.
	 *
	 * @throws JsonException If it holds something that JSON cannot.
	 */
	public static function canonicalJson( mixed $value ): string {
		return json_encode( self::sorted( $value ), self::JSON );
	}

	/**
	 * The digest of a set of records, in whatever order they come: XOR of a hash of each, in which
	 * the id takes part.
	 *
	 * @param iterable<string|int, string> $digests By wire id, each as of() makes it.
	 * @return string 16 hexadecimal characters.
	 */
	public static function combined( iterable $digests ): string {
		$combined = str_repeat( "\0", self::COMBINED );
		foreach ( $digests as $id => $digest ) {
			$combined ^= substr( hash( 'sha256', "$id:$digest", true ), 0, self::COMBINED );
		}
		return bin2hex( $combined );
	}

	private static function sorted( mixed $value ): mixed {
		if ( $value instanceof stdClass ) {
			$value = (array) $value;
		} elseif ( ! is_array( $value ) ) {
			return $value;
		} elseif ( array_is_list( $value ) ) {
			return array_map( self::sorted( ... ), $value );
		}
		ksort( $value, SORT_STRING );
		return (object) array_map( self::sorted( ... ), $value );
	}
}
