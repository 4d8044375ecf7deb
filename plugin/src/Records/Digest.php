<?php
declare( strict_types=1 );

// phpcs:disable WordPress.Security.EscapeOutput.ExceptionNotEscaped -- Exceptions are no output: whatever shows one escapes it.

namespace Ivorey\WooCommerce\Records;

use Ivorey\WooCommerce\Contract\Contract;
use JsonException;

/** Tells whether the store and Ivorey have the same data for a record: the counterpart of shared/src/digest.ts. */
final class Digest {

	private const HEX = 32;

	/** Bytes in a combined digest. */
	private const COMBINED = 8;

	/**
	 * @param array<string, mixed> $data A wire record's data.
	 * @return string 32 hexadecimal characters: the first half of a SHA-256 over the record's text, without the
	 *                product data in an order's lines.
	 * @throws JsonException If it contains a value that JSON cannot represent.
	 */
	public static function of( array $data ): string {
		$json = RecordJson::of( $data );
		if ( isset( $data['line_items'] ) ) {
			$json = preg_replace( '/' . Contract::PRODUCTS_OF_LINES . '/', '', $json ) ?? throw new JsonException( preg_last_error_msg() );
		}
		return substr( hash( 'sha256', $json ), 0, self::HEX );
	}

	/**
	 * The digest of a set of records, independent of their order: XOR of one hash per record, which includes
	 * its ID.
	 *
	 * @param iterable<string|int, string> $digests By wire ID, each as of() returns it.
	 * @return string 16 hexadecimal characters.
	 */
	public static function combined( iterable $digests ): string {
		$combined = str_repeat( "\0", self::COMBINED );
		foreach ( $digests as $id => $digest ) {
			$combined ^= substr( hash( 'sha256', "$id:$digest", true ), 0, self::COMBINED );
		}
		return bin2hex( $combined );
	}
}
