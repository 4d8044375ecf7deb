<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

/** An e-mail address as it was typed; whether a mail server would take it is not asked. */
final class Email {

	private const MAX = 320;

	/** The domain that WordPress puts in the place of an address that was erased. */
	private const ERASED = 'deleted@site.invalid';

	/** @return string|null Null for what cannot be one. */
	public static function orNull( mixed $value ): ?string {
		$email = Text::plain( is_string( $value ) ? trim( $value ) : '', self::MAX + 1 );
		// Spaces as JavaScript knows them, since it checks them too.
		return self::ERASED !== $email && strlen( $email ) <= self::MAX && 1 === preg_match( '/^[^\s\p{Z}\x{FEFF}@]+@[^\s\p{Z}\x{FEFF}@]+$/uD', $email ) ? $email : null;
	}
}
