<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Products;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Records\Decimal;

/** Decides which products are eligible (R12 to R14, R16). Pure. */
final class ProductRules {

	/** Meta of a product that its owner keeps in the store: "yes". */
	public const KEPT_HERE = '_ivorey_do_not_send';

	/**
	 * Posts that were never public: empty posts, and placeholders of a WooCommerce import. They are left
	 * alone, whatever Ivorey has.
	 */
	private const NOT_YET = [ 'auto-draft', 'importing' ];

	/** Also accepts values from a spreadsheet, which WooCommerce imports unchanged. */
	public static function isKeptHere( mixed $meta ): bool {
		return is_scalar( $meta ) && in_array( strtolower( trim( (string) $meta ) ), [ 'yes', '1', 'true' ], true );
	}

	/**
	 * The reason a product stays in the store.
	 *
	 * @param string       $type       WooCommerce's product type.
	 * @param string       $status     WordPress' post status.
	 * @param string       $password   The post's password; empty for none.
	 * @param list<string> $prices     The prices of everything that can be bought: of each variation of a
	 *                                 variable product, otherwise one. As Decimal::money() returns them.
	 * @param bool         $isKeptHere As isKeptHere() returns it.
	 * @return string|null A slug of Contract::EXCLUSION_REASONS, or null if it is eligible.
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
	 * Whether Ivorey's copy of an excluded product goes offline (R13 to R15). A product in the trash is left
	 * unchanged (R16).
	 *
	 * @param string $status WordPress' post status.
	 */
	public static function goesOffline( string $status ): bool {
		return 'trash' !== $status && ! in_array( $status, self::NOT_YET, true );
	}

	/**
	 * The lowest of the prices above zero: the minimum price of a variable product.
	 *
	 * @param non-empty-list<string> $prices As Decimal::money() returns them, above zero.
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
