<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Database\QueryFailed;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\ElementSwitch;
use Ivorey\WooCommerce\Model\Log;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Outbox\Ledger;
use Ivorey\WooCommerce\Outbox\Outbox;
use WP_Rewrite;

/**
 * Marks all products and categories when product URLs change without a product being saved. The sweep checks
 * this: WordPress keeps using the old URLs until the end of the request that changed them.
 */
final class ProductAddresses {

	/** The URL parts at the last check. */
	public const OPTION = 'ivorey_product_addresses';

	/** Marks per statement. */
	private const AT_ONCE = 500;

	/** The placeholder of a product URL that its category fills. */
	private const CATEGORY = '%product_cat%';

	public function __construct(
		private readonly Outbox $outbox,
		private readonly Ledger $ledger,
		private readonly ElementSwitch $elements,
		private readonly Database $database = new Database()
	) {}

	/** @internal Hook. */
	public function onSweep(): void {
		if ( ! $this->elements->isOn( Element::Products ) ) {
			return;
		}
		try {
			$now  = $this->madeOf();
			$seen = get_option( self::OPTION );
			if ( $now === $seen ) {
				return;
			}
			if ( is_string( $seen ) ) {
				$this->markAll();
			}
			// Last: if the process ends before this, all are marked again.
			update_option( self::OPTION, $now, true );
		} catch ( QueryFailed $error ) {
			Log::error( 'Products with changed addresses could not be marked.', [ 'error' => $error->getMessage() ] );
		}
	}

	/** @throws QueryFailed If the database refuses. */
	private function markAll(): void {
		$after = '';
		do {
			$ids = $this->ledger->knownAfter( Element::Products, $after, self::AT_ONCE );
			$this->outbox->mark( ...array_map( static fn ( string $id ): Mark => new Mark( Element::Products, (int) $id, Reason::Changed ), $ids ) );
			$after = [] === $ids ? '' : $ids[ count( $ids ) - 1 ];
		} while ( '' !== $after );
	}

	/** @throws QueryFailed If the database refuses. */
	private function madeOf(): string {
		/** @var WP_Rewrite $wp_rewrite */
		global $wp_rewrite;
		// As this process builds them; it may have started before the settings were saved.
		$structure = $wp_rewrite->get_extra_permastruct( ProductHooks::TYPE );
		$structure = is_string( $structure ) ? $structure : '';
		$home      = get_option( 'home' );
		return md5(
			implode(
				"\n",
				[
					is_string( $home ) ? $home : '',
					$structure,
					$wp_rewrite->use_trailing_slashes ? '/' : '',
					str_contains( $structure, self::CATEGORY ) ? $this->categories() : '',
				]
			)
		);
	}

	/** @throws QueryFailed If the database refuses. */
	private function categories(): string {
		$rows = $this->database->select(
			"SELECT BIT_XOR( CRC32( CONCAT_WS( ' ', t.term_id, t.slug, tt.parent ) ) ) AS checksum FROM %i t
			JOIN %i tt ON tt.term_id = t.term_id AND tt.taxonomy = %s",
			[ $this->database->shopTable( 'terms' ), $this->database->shopTable( 'term_taxonomy' ), CollectionHooks::TAXONOMY ]
		);
		return $rows[0]['checksum'] ?? '';
	}
}
