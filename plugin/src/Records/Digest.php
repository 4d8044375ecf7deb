<?php
declare( strict_types=1 );

// phpcs:disable WordPress.Security.EscapeOutput.ExceptionNotEscaped -- Exceptions are no output: whatever shows one escapes it.

namespace Ivorey\WooCommerce\Records;

use Ivorey\WooCommerce\Contract\Contract;
use JsonException;

/** Tells whether the store and Ivorey hold the same of a record: the twin of shared/src/digest.ts. */
final class Digest {

	private const HEX = 32;

	/** Bytes of a combined digest. */
	private const COMBINED = 8;

	/**
	 * @param array<string, mixed> $data That of a wire record.
	 * @return string 32 hexadecimal characters: the first half of a SHA-256 over its text, without what
	 *                an order's lines say of their products.
	 * @throws JsonException If it holds something that JSON cannot.
	 */
	public static function of( array $data ): string {
		$json = RecordJson::of( $data );
		if ( isset( $data['line_items'] ) ) {
			$json = preg_replace( '/' . Contract::PRODUCTS_OF_LINES . '/', '', $json ) ?? throw new JsonException( preg_last_error_msg() );
		}
		return substr( hash( 'sha256', $json ), 0, self::HEX );
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
}
