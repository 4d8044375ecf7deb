<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

use JsonException;

/**
 * The text of a record's data, in the contract's order of fields: the same bytes as JSON.stringify() makes of
 * it on the other side (shared/src/digest.ts). It is sent and hashed as it is.
 */
final class RecordJson {

	private const FLAGS = JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_LINE_TERMINATORS | JSON_INVALID_UTF8_SUBSTITUTE;

	/**
	 * @param array<string, mixed> $data As a builder makes it.
	 * @throws JsonException If it holds something that JSON cannot.
	 */
	public static function of( array $data ): string {
		return json_encode( $data, self::FLAGS );
	}
}
