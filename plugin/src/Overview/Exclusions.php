<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Overview;

use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Outbox\Element;
use Ivorey\WooCommerce\Outbox\Ledger;

/** R18: all that stays in the store, by element and reason. */
final class Exclusions {

	public function __construct(
		private readonly Ledger $ledger,
		private readonly LeftOutVariations $variations
	) {}

	/**
	 * @return list<array{element: string, reason: string, number: int}>
	 * @throws QueryFailed If the database refuses.
	 */
	public function counts(): array {
		$counts  = $this->ledger->excludedCounts();
		$leftOut = $this->variations->count();
		if ( $leftOut > 0 ) {
			$counts[] = [
				'element' => LeftOutVariations::ELEMENT->value,
				'reason'  => LeftOutVariations::REASON,
				'number'  => $leftOut,
			];
		}
		return $counts;
	}

	/**
	 * @param string $reason A slug of Contract::EXCLUSION_REASONS.
	 * @return list<string> Wire ids, or ids of variations.
	 * @throws QueryFailed If the database refuses.
	 */
	public function ids( Element $element, string $reason, int $limit, int $offset ): array {
		return self::isOfVariations( $element, $reason ) ? $this->variations->ids( $limit, $offset ) : $this->ledger->excluded( $element, $reason, $limit, $offset );
	}

	/**
	 * @param string $reason A slug of Contract::EXCLUSION_REASONS.
	 * @throws QueryFailed If the database refuses.
	 */
	public function count( Element $element, string $reason ): int {
		return self::isOfVariations( $element, $reason ) ? $this->variations->count() : $this->ledger->countExcluded( $element, $reason );
	}

	private static function isOfVariations( Element $element, string $reason ): bool {
		return LeftOutVariations::ELEMENT === $element && LeftOutVariations::REASON === $reason;
	}
}
