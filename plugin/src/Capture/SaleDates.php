<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Model\Clock;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\ElementSwitch;
use Ivorey\WooCommerce\Model\Log;

/**
 * Marks products whose scheduled sale begins or ends. WooCommerce saves them once a day, but a variation's
 * price changes at the exact minute, without any save.
 */
final class SaleDates {

	/** The time up to which dates were checked; seconds since 1970. */
	public const OPTION = 'ivorey_sales_seen';

	/** Seconds after which the time is stored even if nothing was found. */
	private const STORE_EVERY = 3_600;

	public function __construct(
		private readonly ProductHooks $products,
		private readonly ElementSwitch $elements,
		private readonly Clock $clock,
		private readonly Database $database = new Database()
	) {}

	/** @internal Hook. */
	public function onSweep(): void {
		if ( ! $this->elements->isOn( Element::Products ) ) {
			return;
		}
		// A sale lasts until the end of the second in which it ends.
		$now  = intdiv( $this->clock->microseconds(), 1_000_000 ) - 1;
		$seen = get_option( self::OPTION );
		$seen = is_numeric( $seen ) ? (int) $seen : $now - self::STORE_EVERY;
		try {
			$ids = $this->between( $seen, $now );
		} catch ( QueryFailed $error ) {
			Log::error( 'Sale dates could not be read.', [ 'error' => $error->getMessage() ] );
			return;
		}
		foreach ( $ids as $id ) {
			$this->products->changed( $id );
		}
		if ( [] !== $ids || $now - $seen >= self::STORE_EVERY || $seen > $now ) {
			update_option( self::OPTION, $now, true );
		}
	}

	/**
	 * @return list<int> Products and variations.
	 * @throws QueryFailed If the database refuses.
	 */
	private function between( int $after, int $until ): array {
		$rows = $this->database->select(
			"SELECT DISTINCT post_id FROM %i
			WHERE meta_key IN ('_sale_price_dates_from', '_sale_price_dates_to') AND meta_value > %d AND meta_value <= %d",
			[ $this->database->shopTable( 'postmeta' ), $after, $until ]
		);
		return array_map( static fn ( array $row ): int => (int) $row['post_id'], $rows );
	}
}
