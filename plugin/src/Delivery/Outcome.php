<?php
declare( strict_types=1 );

// phpcs:disable WordPress.Security.EscapeOutput.ExceptionNotEscaped -- Exceptions are no output: whatever shows one escapes it.

namespace Ivorey\WooCommerce\Delivery;

use UnexpectedValueException;

/** One outcome in a receipt. */
final class Outcome {

	/**
	 * @param string $reason With Excluded: a slug of Contract::EXCLUSION_REASONS.
	 * @param string $error  With Rejected: each path with its message, on one line.
	 */
	private function __construct(
		public readonly OutcomeKind $kind,
		public readonly string $reason = '',
		public readonly string $error = ''
	) {}

	/**
	 * @param mixed    $value Decoded JSON.
	 * @param WireItem $item  The record it is about.
	 * @throws UnexpectedValueException If it does not follow the contract, or is about another record.
	 */
	public static function fromArray( mixed $value, WireItem $item ): self {
		if ( ! is_array( $value ) || ! is_string( $value['outcome'] ?? null ) ) {
			throw new UnexpectedValueException( 'An outcome is incomplete.' );
		}
		$kind = OutcomeKind::tryFrom( $value['outcome'] );
		if ( null === $kind ) {
			throw new UnexpectedValueException( 'An outcome is of no known kind.' );
		}
		if ( ( $value['element'] ?? null ) !== $item->element->value || ( $value['id'] ?? null ) !== $item->wireId ) {
			throw new UnexpectedValueException( 'An outcome is about another record.' );
		}
		return match ( $kind ) {
			OutcomeKind::Excluded => new self( $kind, self::text( $value, 'reason' ) ),
			OutcomeKind::Rejected => new self( $kind, '', self::errors( $value['errors'] ?? null ) ),
			default               => new self( $kind ),
		};
	}

	private static function errors( mixed $errors ): string {
		if ( ! is_array( $errors ) || [] === $errors ) {
			throw new UnexpectedValueException( 'A rejection has no errors.' );
		}
		$lines = [];
		foreach ( $errors as $error ) {
			if ( ! is_array( $error ) ) {
				throw new UnexpectedValueException( 'An error of a rejection is incomplete.' );
			}
			$lines[] = self::text( $error, 'path' ) . ': ' . self::text( $error, 'message' );
		}
		return implode( '; ', $lines );
	}

	/** @param array<mixed> $value */
	private static function text( array $value, string $name ): string {
		$text = $value[ $name ] ?? null;
		if ( ! is_string( $text ) ) {
			throw new UnexpectedValueException( "An outcome has no \"$name\"." );
		}
		return $text;
	}
}
