<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Products;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Records\Decimal;

/** Which products are wanted (R12 to R14, R16). Pure. */
final class ProductRules {

	/** Meta of a product that its owner keeps to the store: "yes". */
	public const KEPT_HERE = '_ivorey_do_not_send';

	/** Never seen outside, whatever Ivorey has: empty posts, and placeholders of an import of WooCommerce's. */
	private const NOT_YET = [ 'auto-draft', 'importing' ];

	/** Also as a spreadsheet may have it, which WooCommerce imports as it is. */
	public static function isKeptHere( mixed $meta ): bool {
		return is_scalar( $meta ) && in_array( strtolower( trim( (string) $meta ) ), [ 'yes', '1', 'true' ], true );
	}

	/**
	 * Why a product stays in the store, whatever else it is.
	 *
	 * @param string       $type       WooCommerce's.
	 * @param string       $status     WordPress' status of the post.
	 * @param string       $password   That it asks for; empty for none.
	 * @param list<string> $prices     What can be bought costs: of a variable product each variation, else one. As Decimal::money() made them.
	 * @param bool         $isKeptHere As isKeptHere() has it.
	 * @return string|null A slug of Contract::EXCLUSION_REASONS, or null for one that is wanted.
	 */
	public static function exclusion( string $type, string $status, string $password, array $prices, bool $isKeptHere = false ): ?string {
		if ( 'trash' === $status ) {
			return 'deleted';
		}
		if ( $isKeptHere ) {
			return 'do_not_send';
		}
		if ( ! in_array( $type, Contract::PRODUCT_TYPES, true ) ) {
			return 'product_type';
		}
		if ( 'publish' !== $status ) {
			return 'unpublished';
		}
		if ( '' !== $password ) {
			return 'password_protected';
		}
		if ( [] !== array_filter( $prices, Decimal::isPositive( ... ) ) ) {
			return null;
		}
		return 'variable' === $type ? 'no_variants' : 'no_price';
	}

	/**
	 * Whether Ivorey's copy of an excluded product leaves the online store (R13 to R15). One that is in the
	 * trash stays as it was (R16).
	 *
	 * @param string $status WordPress' status of the post.
	 */
	public static function goesOffline( string $status ): bool {
		return 'trash' !== $status && ! in_array( $status, self::NOT_YET, true );
	}

	/**
	 * The lowest of the prices above zero: what a variable product costs at least.
	 *
	 * @param non-empty-list<string> $prices As Decimal::money() made them, above zero.
	 */
	public static function lowest( array $prices ): string {
		usort(
			$prices,
			static function ( string $one, string $other ): int {
				[ $oneWhole, $oneRest ]     = [ ...explode( '.', $one ), '' ];
				[ $otherWhole, $otherRest ] = [ ...explode( '.', $other ), '' ];
				return [ (int) $oneWhole, str_pad( $oneRest, 8, '0' ) ] <=> [ (int) $otherWhole, str_pad( $otherRest, 8, '0' ) ];
			}
		);
		return $prices[0];
	}
}
