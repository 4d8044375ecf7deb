<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Records\Collections;

use Ivorey\WooCommerce\Records\Collections\CollectionBuilder;
use Ivorey\WooCommerce\Tests\Integration\Support\Catalogue;
use Ivorey\WooCommerce\Tests\Integration\Support\ContractOrder;
use Ivorey\WooCommerce\Tests\Integration\Support\Shop;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/** R17: product categories. */
final class CollectionsTest extends StoreTestCase {

	public function test_R17_R18_a_category_is_sent_as_it_is_in_WooCommerce_when_it_gets_its_first_product(): void {
		[ $id, $image ] = $this->request(
			static function (): array {
				$image = Catalogue::image( 'category.jpg' );
				$id    = Catalogue::category(
					'Bücher & „Hefte“ 📚 <b>x</b>',
					[
						'slug'        => 'buecher',
						'description' => 'Alles <em>zum Lesen</em> & mehr',
					]
				);
				update_term_meta( $id, 'thumbnail_id', $image );
				return [ $id, $image ];
			}
		);
		$this->assertUnused( $id );
		self::assertSame( [], $this->ivorey->sent( 'collections', $id ) );

		$product = $this->productIn( $id );
		self::assertSame(
			ContractOrder::of(
				[
					'name'        => 'Bücher & „Hefte“ 📚 x',
					'slug'        => 'buecher',
					'description' => get_term_field( 'description', $id, '', 'raw' ),
					'parent_id'   => null,
					'image'       => wp_get_attachment_url( $image ),
					'count'       => 1,
				]
			),
			$this->ivorey->record( 'collections', $id )
		);
		self::assertSame( [ (string) $id ], $this->ivorey->record( 'products', $product )['collection_ids'] ?? null );
		self::assertNull( $this->exclusion( 'collections', $id ) );
	}

	public function test_R17_the_categories_above_a_linked_category_are_linked_and_those_beside_it_are_not(): void {
		[ $top, $middle, $bottom, $beside ] = $this->request(
			static function (): array {
				$top    = Catalogue::category( 'Top' );
				$middle = Catalogue::category( 'Middle', [ 'parent' => $top ] );
				return [ $top, $middle, Catalogue::category( 'Bottom', [ 'parent' => $middle ] ), Catalogue::category( 'Beside', [ 'parent' => $top ] ) ];
			}
		);
		$this->productIn( $bottom );
		self::assertSame( [ 1, (string) $middle ], $this->countAndParent( $bottom ) );
		self::assertSame( [ 1, (string) $top ], $this->countAndParent( $middle ) );
		self::assertSame( [ 1, null ], $this->countAndParent( $top ) );
		$this->assertUnused( $beside );

		$this->productIn( $middle );
		self::assertSame( 2, $this->number( $top ) );
		self::assertSame( 2, $this->number( $middle ) );
		self::assertSame( 1, $this->number( $bottom ) );
	}

	public function test_R17_a_category_and_those_above_it_become_linked_when_a_linked_one_moves_below_it(): void {
		[ $top, $above, $linked ] = $this->request(
			static function (): array {
				$top = Catalogue::category( 'Top' );
				return [ $top, Catalogue::category( 'Above', [ 'parent' => $top ] ), Catalogue::category( 'Linked' ) ];
			}
		);
		$this->productIn( $linked );
		$this->assertUnused( $above );
		// WooCommerce does not recount.
		$this->request( static fn () => Catalogue::setCategory( $linked, [ 'parent' => $above ] ) );
		self::assertSame( [ 1, (string) $above ], $this->countAndParent( $linked ) );
		self::assertSame( [ 1, (string) $top ], $this->countAndParent( $above ) );
		self::assertSame( [ 1, null ], $this->countAndParent( $top ) );
		self::assertNull( $this->exclusion( 'collections', $above ) );
		self::assertSame( [], $this->verify()->differences );
	}

	public function test_R17_a_category_and_those_above_it_become_unused_when_their_linked_one_moves_away(): void {
		[ $top, $above, $linked ] = $this->request(
			static function (): array {
				$top   = Catalogue::category( 'Top' );
				$above = Catalogue::category( 'Above', [ 'parent' => $top ] );
				return [ $top, $above, Catalogue::category( 'Linked' ) ];
			}
		);
		$this->productIn( $linked );
		$this->request( static fn () => Catalogue::setCategory( $linked, [ 'parent' => $above ] ) );
		$this->request( static fn () => Catalogue::setCategory( $linked, [ 'parent' => 0 ] ) );
		self::assertSame( [ 1, null ], $this->countAndParent( $linked ) );
		self::assertSame( 'unused', $this->exclusion( 'collections', $above ) );
		self::assertSame( 'unused', $this->exclusion( 'collections', $top ) );
		self::assertSame( [], $this->verify()->differences );
	}

	public function test_R16_R17_R18_an_emptied_category_stays_in_Ivorey_with_a_count_of_0_and_counts_as_unused(): void {
		[ $id, $other ] = $this->request( static fn (): array => [ Catalogue::category( 'Emptied' ), Catalogue::category( 'Other' ) ] );
		$product        = $this->productIn( $id );
		$before         = $this->ivorey->record( 'collections', $id ) ?? [];
		self::assertSame( 1, $before['count'] ?? null );

		$this->request( static fn () => Catalogue::set( $product, [ 'category_ids' => [ $other ] ] ) );
		self::assertSame( 'unused', $this->exclusion( 'collections', $id ) );
		self::assertSame( array_replace( $before, [ 'count' => 0 ] ), $this->ivorey->record( 'collections', $id ) );
		self::assertSame( 1, $this->number( $other ) );
		self::assertSame( [ (string) $other ], $this->ivorey->record( 'products', $product )['collection_ids'] ?? null );
	}

	/** @return array<string, array{array<string, string>, int}> The properties to set, and the number of saves. */
	public function unseen(): array {
		return [
			'unpublished' => [ [ 'status' => 'draft' ], 1 ],
			// WooCommerce counts before it hides: the next save sees it.
			'hidden'      => [ [ 'catalog_visibility' => 'hidden' ], 2 ],
		];
	}

	/**
	 * @dataProvider unseen
	 * @param array<string, string> $props
	 */
	public function test_R17_a_category_whose_only_product_is_unpublished_or_hidden_counts_as_unused( array $props, int $saves ): void {
		$id      = $this->request( static fn (): int => Catalogue::category( 'Only' ) );
		$product = $this->productIn( $id );
		self::assertSame( 1, $this->number( $id ) );
		$this->request(
			static function () use ( $product, $props, $saves ): void {
				$it = Catalogue::get( $product );
				$it->set_props( $props );
				for ( $n = 0; $n < $saves; $n++ ) {
					$it->save();
				}
			}
		);
		self::assertSame( 'unused', $this->exclusion( 'collections', $id ) );
	}

	public function test_R17_the_count_of_a_category_follows_a_product_into_the_trash_and_back(): void {
		$id      = $this->request( static fn (): int => Catalogue::category( 'Trash' ) );
		$product = $this->productIn( $id );
		$this->productIn( $id );
		self::assertSame( 2, $this->number( $id ) );
		$this->request( static fn () => wp_trash_post( $product ) );
		self::assertSame( 1, $this->number( $id ) );
		$this->request( static fn () => wp_untrash_post( $product ) );
		self::assertSame( 2, $this->number( $id ) );
	}

	public function test_R16_R17_a_deleted_category_stays_in_Ivorey_but_its_subcategories_and_products_leave_it(): void {
		[ $top, $id, $below ] = $this->request(
			static function (): array {
				$top = Catalogue::category( 'Remains' );
				$id  = Catalogue::category( 'Deleted', [ 'parent' => $top ] );
				return [ $top, $id, Catalogue::category( 'Below', [ 'parent' => $id ] ) ];
			}
		);
		$product              = $this->productIn( $id );
		$this->productIn( $below );
		self::assertSame( [ 2, (string) $top ], $this->countAndParent( $id ) );
		$before = $this->ivorey->record( 'collections', $id );

		$this->request( static fn () => wp_delete_term( $id, 'product_cat' ) );
		self::assertSame( 'deleted', $this->exclusion( 'collections', $id ) );
		self::assertSame( $before, $this->ivorey->record( 'collections', $id ) );
		self::assertSame( [ 1, (string) $top ], $this->countAndParent( $below ) );
		$left = array_map( 'strval', Catalogue::get( $product )->get_category_ids() );
		self::assertNotContains( (string) $id, $left );
		self::assertSame( $left, $this->ivorey->record( 'products', $product )['collection_ids'] ?? null );
		self::assertSame( [], $this->verify()->differences );
	}

	public function test_R17_many_categories_take_no_more_queries_than_one(): void {
		$ids = [];
		for ( $n = 0; $n < 12; $n++ ) {
			$ids[] = Catalogue::category( "Many $n", [ 'parent' => $ids[ $n - 1 ] ?? 0 ] );
			update_term_meta( $ids[ $n ], 'thumbnail_id', Catalogue::image() );
		}
		$few = self::queries( $ids[0] );
		self::assertSame( $few, self::queries( ...$ids ) );
		self::assertLessThanOrEqual( 6, $few );
	}

	public function test_R17_a_category_that_is_renamed_or_moved_through_WordPress_or_REST_is_captured(): void {
		[ $parent, $id ] = $this->request( static fn (): array => [ Catalogue::category( 'Parent' ), Catalogue::category( 'Before' ) ] );
		$this->productIn( $id, $parent );
		$this->request(
			static fn () => wp_update_term(
				$id,
				'product_cat',
				[
					'name' => 'After',
					'slug' => 'after',
				]
			)
		);
		$record = $this->ivorey->record( 'collections', $id ) ?? [];
		self::assertSame( [ 'After', 'after' ], [ $record['name'], $record['slug'] ] );

		$this->request(
			static fn () => Shop::rest(
				'PUT',
				"/wc/v3/products/categories/$id",
				[
					'name'        => 'After all',
					'description' => 'Said by REST',
					'parent'      => $parent,
				]
			)
		);
		$record = $this->ivorey->record( 'collections', $id ) ?? [];
		self::assertSame( [ 'After all', 'Said by REST', (string) $parent ], [ $record['name'], $record['description'], $record['parent_id'] ] );
	}

	public function test_R17_saving_an_unchanged_category_sends_nothing(): void {
		$id      = $this->request( static fn (): int => Catalogue::category( 'Same' ) );
		$product = $this->productIn( $id );
		self::assertCount( 1, $this->ivorey->sent( 'collections', $id ) );
		$this->ivorey->forgetRequests();
		$this->request( static fn () => wp_update_term( $id, 'product_cat', [ 'name' => 'Same' ] ) );
		$this->request( static fn () => Catalogue::set( $product, [ 'sku' => 'SAME' ] ) );
		self::assertSame( [], $this->ivorey->sent( 'collections', $id ) );
	}

	public function test_R17_a_new_a_changed_or_a_removed_image_of_a_category_is_captured(): void {
		[ $id, $image ] = $this->request( static fn (): array => [ Catalogue::category( 'Pictured' ), Catalogue::image( 'old.jpg' ) ] );
		$this->productIn( $id );
		$this->request( static fn () => update_term_meta( $id, 'thumbnail_id', $image ) );
		self::assertSame( 'old.jpg', basename( (string) $this->image( $id ) ) );
		$this->request( static fn () => update_attached_file( $image, 'cropped.jpg' ) );
		self::assertSame( 'cropped.jpg', basename( (string) $this->image( $id ) ) );
		$this->request( static fn () => wp_delete_attachment( $image, true ) );
		self::assertNull( $this->image( $id ) );

		$another = $this->request( static fn (): int => Catalogue::image( 'another.jpg' ) );
		$this->request( static fn () => update_term_meta( $id, 'thumbnail_id', $another ) );
		self::assertSame( 'another.jpg', basename( (string) $this->image( $id ) ) );
		$this->request( static fn () => delete_term_meta( $id, 'thumbnail_id' ) );
		self::assertNull( $this->image( $id ) );
	}

	public function test_R17_R18_a_category_and_those_above_it_become_unused_when_their_linked_one_is_deleted(): void {
		[ $top, $above, $linked ] = $this->request(
			static function (): array {
				$top = Catalogue::category( 'Top' );
				return [ $top, Catalogue::category( 'Above', [ 'parent' => $top ] ), Catalogue::category( 'Linked' ) ];
			}
		);
		// Its count is zero, and WooCommerce does not change it any more.
		$product = $this->productIn( $above );
		$this->request( static fn () => Catalogue::set( $product, [ 'category_ids' => [ $linked ] ] ) );
		$this->request( static fn () => Catalogue::setCategory( $linked, [ 'parent' => $above ] ) );
		self::assertNull( $this->exclusion( 'collections', $top ) );
		self::assertNull( $this->exclusion( 'collections', $above ) );

		$this->request( static fn () => wp_delete_term( $linked, 'product_cat' ) );
		self::assertSame( 'unused', $this->exclusion( 'collections', $above ) );
		self::assertSame( 'unused', $this->exclusion( 'collections', $top ) );
	}

	public function test_R16_R18_a_deletion_is_captured_even_if_the_category_was_delivered_meanwhile(): void {
		$id = $this->request( static fn (): int => Catalogue::category( 'Short-lived' ) );
		$this->request(
			function () use ( $id ): void {
				// As if everything marked before had just been sent.
				add_action( 'delete_product_cat', fn () => $this->forgetMarksSoFar(), 5 );
				wp_delete_term( $id, 'product_cat' );
			}
		);
		self::assertSame( 'deleted', $this->exclusion( 'collections', $id ) );
	}

	public function test_R17_terms_of_other_taxonomies_leave_no_mark(): void {
		$marks = $this->markedBy(
			static function (): void {
				$tag = Catalogue::term( 'A tag', 'product_tag' );
				update_term_meta( $tag, 'thumbnail_id', Catalogue::image() );
				wp_update_term( $tag, 'product_tag', [ 'name' => 'Renamed' ] );
				wp_delete_term( $tag, 'product_tag' );
			}
		);
		self::assertSame( [], $marks );
	}

	public function test_R25_nothing_is_marked_while_collections_are_switched_off(): void {
		$id = $this->request( static fn (): int => Catalogue::category( 'Before' ) );
		$this->productIn( $id );
		$this->switchSync( [ 'collections' => false ] );
		self::assertSame( [], $this->markedBy( static fn () => wp_update_term( $id, 'product_cat', [ 'name' => 'Unseen' ] ) ) );
		self::assertSame( 'Before', $this->ivorey->record( 'collections', $id )['name'] ?? null );
	}

	private function productIn( int ...$categories ): int {
		return $this->request( static fn (): int => Catalogue::product( [ 'category_ids' => array_values( $categories ) ] ) );
	}

	private function assertUnused( int $id ): void {
		self::assertSame( 'unused', $this->exclusion( 'collections', $id ) );
		self::assertNull( $this->ivorey->record( 'collections', $id ) );
	}

	private function number( int $id ): ?int {
		return $this->ivorey->record( 'collections', $id )['count'] ?? null;
	}

	/** @return array{int|null, string|null} */
	private function countAndParent( int $id ): array {
		return [ $this->number( $id ), $this->ivorey->record( 'collections', $id )['parent_id'] ?? null ];
	}

	private function image( int $id ): ?string {
		return $this->ivorey->record( 'collections', $id )['image'] ?? null;
	}

	private static function queries( int ...$ids ): int {
		global $wpdb;
		wp_cache_flush();
		wp_load_alloptions();
		$before = $wpdb->num_queries;
		( new CollectionBuilder() )->build( array_fill_keys( $ids, [] ) );
		return $wpdb->num_queries - $before;
	}
}
