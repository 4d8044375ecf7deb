<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics\Overview;

use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Model\Element;

/** R18: every record that stays in the store, by element and reason. */
final class Exclusions {

	/**
	 * R13: one of Contract::EXCLUSION_REASONS. Variations are not records of their own, so their products are
	 * listed.
	 */
	public const OF_VARIATIONS = 'variant_no_price';

	public function __construct( private readonly StoreLedger $ledger ) {}

	/**
	 * @return list<array{element: string, reason: string, number: int}>
	 * @throws QueryFailed If the database refuses.
	 */
	public function counts(): array {
		$counts = [];
		foreach ( Element::switched() as $element ) {
			foreach ( $this->ledger->countExcluded( $element ) as $reason => $number ) {
				$counts[] = [
					'element' => $element->value,
					'reason'  => $reason,
					'number'  => $number,
				];
			}
		}
		[ $leftOut ] = $this->ledger->countLeftOut();
		if ( $leftOut > 0 ) {
			$counts[] = [
				'element' => Element::Products->value,
				'reason'  => self::OF_VARIATIONS,
				'number'  => $leftOut,
			];
		}
		return $counts;
	}

	/**
	 * @param string $reason A slug of Contract::EXCLUSION_REASONS.
	 * @return list<array{element: string, id: string, reason: string, number: int, title: string, edit_url: string|null}>
	 *         `number` is the count of excluded records: 1, except for variations of a product.
	 * @throws QueryFailed If the database refuses.
	 */
	public function items( Element $element, string $reason, int $limit, int $offset ): array {
		$numbers = self::OF_VARIATIONS === $reason
			? $this->ledger->withLeftOut( $limit, $offset )
			: array_fill_keys( $this->ledger->excluded( $element, $reason, $limit, $offset ), 1 );
		$items   = [];
		foreach ( $numbers as $id => $number ) {
			[ $title, $url ] = ObjectTitle::of( $element, (string) $id );
			$items[]         = [
				'element'  => $element->value,
				'id'       => (string) $id,
				'reason'   => $reason,
				'number'   => $number,
				'title'    => $title,
				'edit_url' => $url,
			];
		}
		return $items;
	}

	/**
	 * @param string $reason A slug of Contract::EXCLUSION_REASONS.
	 * @return int The number of items.
	 * @throws QueryFailed If the database refuses.
	 */
	public function count( Element $element, string $reason ): int {
		return self::OF_VARIATIONS === $reason ? $this->ledger->countLeftOut()[1] : $this->ledger->countExcluded( $element )[ $reason ] ?? 0;
	}
}
