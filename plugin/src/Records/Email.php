<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records;

/** An e-mail address as typed, without checking whether a mail server would accept it. */
final class Email {

	private const MAX = 320;

	/** The domain that WordPress uses for erased addresses. */
	private const ERASED = 'deleted@site.invalid';

	/** @return string|null Null if it cannot be an address. */
	public static function orNull( mixed $value ): ?string {
		$email = Text::plain( is_string( $value ) ? trim( $value ) : '', self::MAX + 1 );
		// White space as JavaScript defines it, since Ivorey checks addresses too.
		return self::ERASED !== $email && strlen( $email ) <= self::MAX && 1 === preg_match( '/^[^\s\p{Z}\x{FEFF}@]+@[^\s\p{Z}\x{FEFF}@]+$/uD', $email ) ? $email : null;
	}
}
