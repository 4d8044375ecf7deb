<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

use JsonException;

/**
 * A record's data as text, in the contract's field order: the same bytes that JSON.stringify() produces in
 * Ivorey (shared/src/digest.ts). The text is sent and hashed unchanged.
 */
final class RecordJson {

	private const FLAGS = JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_LINE_TERMINATORS | JSON_INVALID_UTF8_SUBSTITUTE;

	/**
	 * @param array<string, mixed> $data As a builder returns it.
	 * @throws JsonException If it contains a value that JSON cannot represent.
	 */
	public static function of( array $data ): string {
		return json_encode( $data, self::FLAGS );
	}
}
