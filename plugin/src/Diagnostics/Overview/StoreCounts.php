<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Diagnostics\Overview;

use Closure;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Model\Element;

/** R18: counts that account for every object: the store = Ivorey + excluded + waiting + never imported. */
final class StoreCounts {

	/**
	 * @param StoreLedger                $ledger
	 * @param Closure( Element ): bool   $isImporting   Whether an import has not read all of it yet.
	 * @param Closure( Element ): (int|null) $importedSince As ImportedSince::of().
	 */
	public function __construct(
		private readonly StoreLedger $ledger,
		private readonly Closure $isImporting,
		private readonly Closure $importedSince
	) {}

	/**
	 * @param int $excluded Number of the store's objects that are excluded.
	 * @return array{in_store: int, in_ivorey: int, kept: int, waiting: int, not_imported: int} `kept` counts
	 *         records that Ivorey keeps although they are now deleted or excluded here (R16).
	 * @throws QueryFailed If the database refuses.
	 */
	public function of( Element $element, int $excluded ): array {
		$inIvorey = $this->ledger->countInIvorey( $element );
		$inStore  = max( $this->ledger->countInStore( $element ), $inIvorey + $excluded );
		$rest     = $inStore - $inIvorey - $excluded;
		$waiting  = $this->isAllToCome( $element ) ? $rest : min( $rest, $this->ledger->countWaiting( $element ) );
		return [
			'in_store'     => $inStore,
			'in_ivorey'    => $inIvorey,
			'kept'         => max( 0, $this->ledger->countKnown( $element ) - $inIvorey ),
			'waiting'      => $waiting,
			'not_imported' => $rest - $waiting,
		];
	}

	/**
	 * Whether everything that is neither in Ivorey nor excluded will still get there, through the import or
	 * the next reconcile.
	 */
	private function isAllToCome( Element $element ): bool {
		return ( $this->isImporting )( $element ) || null === ( $this->importedSince )( $element );
	}
}
