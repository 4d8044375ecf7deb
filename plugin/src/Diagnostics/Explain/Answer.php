<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics\Explain;

use Ivorey\WooCommerce\Reconcile\Unanswered;

/** Ivorey's answer about an object (shared/src/explain.ts). */
final class Answer {

	/**
	 * @param list<array{element: string, id: string, digest: string, version: int, received_at: string}>    $records
	 * @param list<array{element: string, id: string, reason: string, excluded_at: string}>                  $exclusions
	 * @param array{id: string, kind: string}|null                                                           $contact
	 * @param list<array{id: string, type: string, occurred_at: string, received_at: string}>                $triggers
	 */
	private function __construct(
		public readonly array $records,
		public readonly array $exclusions,
		public readonly ?array $contact,
		public readonly array $triggers
	) {}

	/**
	 * @param array<mixed> $value Decoded JSON.
	 * @throws Unanswered If it does not follow the contract.
	 */
	public static function fromArray( array $value ): self {
		$records = [];
		foreach ( self::items( $value, 'records' ) as $item ) {
			$records[] = [
				'element'     => self::text( $item, 'element' ),
				'id'          => self::text( $item, 'id' ),
				'digest'      => self::text( $item, 'digest' ),
				'version'     => is_int( $item['version'] ?? null ) ? $item['version'] : throw Unanswered::unreadable(),
				'received_at' => self::text( $item, 'received_at' ),
			];
		}
		$exclusions = [];
		foreach ( self::items( $value, 'exclusions' ) as $item ) {
			$exclusions[] = [
				'element'     => self::text( $item, 'element' ),
				'id'          => self::text( $item, 'id' ),
				'reason'      => self::text( $item, 'reason' ),
				'excluded_at' => self::text( $item, 'excluded_at' ),
			];
		}
		$triggers = [];
		foreach ( self::items( $value, 'triggers' ) as $item ) {
			$triggers[] = [
				'id'          => self::text( $item, 'id' ),
				'type'        => self::text( $item, 'type' ),
				'occurred_at' => self::text( $item, 'occurred_at' ),
				'received_at' => self::text( $item, 'received_at' ),
			];
		}
		$contact = $value['contact'] ?? null;
		return new self(
			$records,
			$exclusions,
			is_array( $contact ) ? [
				'id'   => self::text( $contact, 'id' ),
				'kind' => self::text( $contact, 'kind' ),
			] : null,
			$triggers
		);
	}

	/**
	 * @param array<mixed> $value
	 * @return list<array<mixed>>
	 */
	private static function items( array $value, string $name ): array {
		$items = [];
		foreach ( is_array( $value[ $name ] ?? null ) ? $value[ $name ] : throw Unanswered::unreadable() as $item ) {
			$items[] = is_array( $item ) ? $item : throw Unanswered::unreadable();
		}
		return $items;
	}

	/** @param array<mixed> $value */
	private static function text( array $value, string $name ): string {
		return is_string( $value[ $name ] ?? null ) ? $value[ $name ] : throw Unanswered::unreadable();
	}
}
