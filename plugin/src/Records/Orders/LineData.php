<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Orders;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Records\Decimal;
use Ivorey\WooCommerce\Records\Text;
use Ivorey\WooCommerce\Records\WooId;

/** An order's lines in the contract's form, from the values of WooCommerce's objects. */
final class LineData {

	/**
	 * @param int                                      $product    0 for none.
	 * @param int                                      $variation  0 for none.
	 * @param list<array{name: string, value: string}> $attributes
	 * @return array<string, mixed>
	 */
	public static function product(
		int $id,
		int $product,
		int $variation,
		mixed $name,
		string $sku,
		mixed $quantity,
		mixed $subtotal,
		mixed $subtotalTax,
		mixed $total,
		mixed $totalTax,
		array $attributes
	): array {
		return [
			'attributes'   => $attributes,
			'id'           => (string) $id,
			'name'         => Text::ofHtml( $name, Contract::MAX_NAME ),
			'product_id'   => WooId::orNull( $product ),
			'quantity'     => Decimal::number( $quantity ),
			'sku'          => Text::plain( $sku, Contract::MAX_NAME ),
			'subtotal'     => Decimal::money( $subtotal ),
			'subtotal_tax' => Decimal::money( $subtotalTax ),
			'total'        => Decimal::money( $total ),
			'total_tax'    => Decimal::money( $totalTax ),
			'variation_id' => WooId::orNull( $variation ),
		];
	}

	/** @return array<string, mixed> */
	public static function shipping( int $id, mixed $methodId, mixed $methodTitle, mixed $total, mixed $totalTax ): array {
		return [
			'id'           => (string) $id,
			'method_id'    => Text::plain( $methodId, Contract::MAX_NAME ),
			'method_title' => Text::ofHtml( $methodTitle, Contract::MAX_NAME ),
			'total'        => Decimal::money( $total ),
			'total_tax'    => Decimal::money( $totalTax ),
		];
	}

	/** @return array<string, mixed> */
	public static function fee( int $id, mixed $name, mixed $total, mixed $totalTax ): array {
		return [
			'id'        => (string) $id,
			'name'      => Text::ofHtml( $name, Contract::MAX_NAME ),
			'total'     => Decimal::money( $total ),
			'total_tax' => Decimal::money( $totalTax ),
		];
	}

	/** @return array<string, mixed> */
	public static function coupon( int $id, mixed $code, mixed $discount, mixed $discountTax ): array {
		return [
			'code'         => Text::plain( $code, Contract::MAX_NAME ),
			'discount'     => Decimal::money( $discount ),
			'discount_tax' => Decimal::money( $discountTax ),
			'id'           => (string) $id,
		];
	}
}
