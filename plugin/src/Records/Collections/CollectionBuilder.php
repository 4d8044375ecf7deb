<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Records\Collections;

use Ivorey\WooCommerce\Contract\Contract;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Records\Exclusion;
use Ivorey\WooCommerce\Records\FreshRead;
use Ivorey\WooCommerce\Records\PublicUrl;
use Ivorey\WooCommerce\Records\RecordBuilder;
use Ivorey\WooCommerce\Records\Text;
use Ivorey\WooCommerce\Records\WireRecord;
use Ivorey\WooCommerce\Records\WooId;
use WP_Term;

/**
 * R17: product categories that contain a product, directly or below. An emptied category is sent if Ivorey
 * has it.
 */
final class CollectionBuilder implements RecordBuilder {

	private const TAXONOMY = 'product_cat';

	public function __construct( private readonly CategoryCounts $counts = new CategoryCounts() ) {}

	public function element(): Element {
		return Element::Collections;
	}

	public function build( array $ids ): array {
		$termIds = array_keys( $ids );
		if ( [] === $termIds ) {
			return [];
		}
		FreshRead::ofTerms( $termIds );
		_prime_term_caches( $termIds, true );
		_prime_post_caches( array_filter( array_map( self::imageId( ... ), $termIds ), static fn ( int $image ): bool => $image > 0 ), false, true );
		$counts = $this->counts->all();
		$built  = [];
		foreach ( $termIds as $id ) {
			$built[ $id ] = [ self::one( $id, get_term( $id, self::TAXONOMY ), $counts[ $id ] ?? 0 ) ];
		}
		return $built;
	}

	private static function one( int $id, mixed $term, int $count ): WireRecord|Exclusion {
		if ( ! $term instanceof WP_Term ) {
			return new Exclusion( Element::Collections, (string) $id, 'deleted' );
		}
		return new WireRecord(
			Element::Collections,
			(string) $id,
			[
				'count'       => max( 0, $count ),
				'description' => Text::plain( $term->description, Contract::MAX_HTML ),
				'image'       => PublicUrl::ofImage( self::imageId( $id ) ),
				'name'        => Text::ofHtml( $term->name, Contract::MAX_NAME ),
				'parent_id'   => WooId::orNull( $term->parent ),
				'slug'        => Text::plain( $term->slug, Contract::MAX_NAME ),
			],
			$count > 0 ? null : 'unused'
		);
	}

	private static function imageId( int $termId ): int {
		$id = get_term_meta( $termId, 'thumbnail_id', true );
		return is_numeric( $id ) ? (int) $id : 0;
	}
}
