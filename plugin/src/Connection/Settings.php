<?php
declare( strict_types=1 );

// phpcs:disable WordPress.Security.EscapeOutput.ExceptionNotEscaped -- Exceptions are no output: whatever shows one escapes it.

namespace Ivorey\WooCommerce\Connection;

use Ivorey\WooCommerce\Model\Element;
use UnexpectedValueException;

/** The elements to import (R20) and to keep in sync (R21), as defined in shared/src/settings.ts. */
final class Settings {

	private const IMPORT = [ 'enabled', 'contacts', 'orders', 'transactions', 'products', 'collections' ];
	private const SYNC   = [ ...self::IMPORT, 'payment_received_triggers' ];

	/**
	 * @param array<string, bool> $import
	 * @param array<string, bool> $sync
	 */
	private function __construct(
		public readonly int $version,
		public readonly array $import,
		public readonly array $sync
	) {}

	/**
	 * @param mixed $value Decoded JSON.
	 * @throws UnexpectedValueException If it does not follow the contract.
	 */
	public static function fromArray( mixed $value ): self {
		if ( ! is_array( $value ) || ! is_int( $value['version'] ?? null ) || $value['version'] < 0 ) {
			throw new UnexpectedValueException( 'settings.version is missing.' );
		}
		return new self(
			$value['version'],
			self::switches( 'import', $value['import'] ?? null, self::IMPORT ),
			self::switches( 'sync', $value['sync'] ?? null, self::SYNC )
		);
	}

	/** @return array{version: int, import: array<string, bool>, sync: array<string, bool>} */
	public function toArray(): array {
		return [
			'version' => $this->version,
			'import'  => $this->import,
			'sync'    => $this->sync,
		];
	}

	/** Whether new changes of this element are sent. */
	public function keepsInSync( Element $element ): bool {
		if ( Element::Erasures === $element ) {
			return true;
		}
		if ( ! $this->sync['enabled'] ) {
			return false;
		}
		return match ( $element ) {
			// R10. Order Submitted has no switch: it follows the orders (R9).
			Element::Triggers => $this->sync['payment_received_triggers'],
			default           => $this->sync[ $element->value ],
		};
	}

	/** Whether the import takes this element (R20). */
	public function imports( Element $element ): bool {
		return $this->import['enabled'] && ( $this->import[ $element->value ] ?? false );
	}

	/** Whether both select the same elements; their versions may differ. */
	public function selectsAs( self $other ): bool {
		return $this->import === $other->import && $this->sync === $other->sync;
	}

	/**
	 * A copy with other switches, and the version they are changed from.
	 *
	 * @param array<string, bool> $import The switches that change.
	 * @param array<string, bool> $sync   The switches that change.
	 */
	public function with( array $import, array $sync ): self {
		return new self(
			$this->version,
			array_merge( $this->import, array_intersect_key( $import, $this->import ) ),
			array_merge( $this->sync, array_intersect_key( $sync, $this->sync ) )
		);
	}

	/**
	 * @return array{base_version: int, import: array<string, bool>, sync: array<string, bool>} In the form that
	 *         `PUT /v1/settings` expects.
	 */
	public function toUpdate(): array {
		return [
			'base_version' => $this->version,
			'import'       => $this->import,
			'sync'         => $this->sync,
		];
	}

	/**
	 * @param list<string> $names
	 * @return array<string, bool>
	 */
	private static function switches( string $group, mixed $value, array $names ): array {
		$switches = [];
		foreach ( $names as $name ) {
			$switch = is_array( $value ) ? $value[ $name ] ?? null : null;
			if ( ! is_bool( $switch ) ) {
				throw new UnexpectedValueException( "settings.$group.$name is missing." );
			}
			$switches[ $name ] = $switch;
		}
		return $switches;
	}
}
