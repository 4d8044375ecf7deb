<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Tests\Integration\Capture;

use Ivorey\WooCommerce\Tests\Integration\Support\Catalogue;
use Ivorey\WooCommerce\Tests\Integration\Support\StoreTestCase;

/** R15: product URLs that change without a product being saved. */
final class ProductAddressesTest extends StoreTestCase {

	protected function tearDown(): void {
		parent::tearDown();
		$GLOBALS['wp_rewrite']->use_trailing_slashes = true;
		self::readPermalinks();
	}

	public function test_R15_a_change_of_the_shops_permalinks_updates_each_published_product_in_Ivorey(): void {
		[ $id, $other ] = $this->request( static fn (): array => [ Catalogue::product( [ 'name' => 'Findable' ] ), Catalogue::product( [ 'name' => 'Other' ] ) ] );
		$hidden         = $this->request( static fn (): int => Catalogue::product( [ 'status' => 'draft' ] ) );
		$marks          = $this->request(
			function (): array {
				$marks = [ 'not looked' ];
				add_action(
					'ivorey_sweep',
					function () use ( &$marks ): void {
						$marks = $this->marks();
					},
					6
				);
				do_action( 'ivorey_sweep' );
				return $marks;
			}
		);
		self::assertSame( [], $marks, 'All was marked, though nobody knows of other addresses before.' );
		self::assertSame( home_url( '/product/findable/' ), $this->link( $id ) );
		$this->ivorey->forgetRequests();
		$this->sweep();
		self::assertSame( [], $this->ivorey->batches() );

		$this->setBase( '/offers' );
		$this->sweep();
		self::assertSame( home_url( '/offers/findable/' ), $this->link( $id ) );
		self::assertSame( home_url( '/offers/other/' ), $this->link( $other ) );
		self::assertSame( [], $this->ivorey->sent( 'products', $hidden ) );

		$category = $this->request( static fn (): int => Catalogue::category( 'Sorted' ) );
		$this->setBase( '/offers/%product_cat%' );
		$this->request( static fn () => Catalogue::set( $id, [ 'category_ids' => [ $category ] ] ) );
		$this->sweep();
		self::assertSame( home_url( '/offers/sorted/findable/' ), $this->link( $id ) );
		$this->request( static fn () => wp_update_term( $category, 'product_cat', [ 'slug' => 'ordered' ] ) );
		$this->sweep();
		self::assertSame( home_url( '/offers/ordered/findable/' ), $this->link( $id ) );

		// Moved below another category.
		$above = $this->request( static fn (): int => Catalogue::category( 'Above' ) );
		$this->sweep();
		$this->request( static fn () => Catalogue::setCategory( $category, [ 'parent' => $above ] ) );
		$this->sweep();
		self::assertSame( home_url( '/offers/above/ordered/findable/' ), $this->link( $id ) );

		$this->setBase( '/product' );
		$this->sweep();
		self::assertSame( home_url( '/product/findable/' ), $this->link( $id ) );
	}

	public function test_R15_permalinks_without_a_trailing_slash_are_noticed_too(): void {
		$id = $this->request( static fn (): int => Catalogue::product( [ 'name' => 'Findable' ] ) );
		$this->sweep();
		$this->request(
			static function (): void {
				global $wp_rewrite;
				// As with a WordPress permalink structure without a trailing slash.
				$wp_rewrite->use_trailing_slashes = false;
				do_action( 'ivorey_sweep' );
			}
		);
		self::assertSame( home_url( '/product/findable' ), $this->link( $id ) );
	}

	public function test_R25_permalinks_are_not_checked_while_products_are_switched_off(): void {
		$id = $this->request( static fn (): int => Catalogue::product( [ 'name' => 'Findable' ] ) );
		$this->sweep();
		$this->switchSync( [ 'products' => false ] );
		$this->setBase( '/offers' );
		$this->sweep();
		self::assertSame( [], $this->marks() );

		$this->switchSync( [ 'products' => true ] );
		$this->sweep();
		self::assertSame( home_url( '/offers/findable/' ), $this->link( $id ) );
	}

	private function sweep(): void {
		$this->request( static fn () => do_action( 'ivorey_sweep' ) );
	}

	private function link( int $id ): ?string {
		return $this->ivorey->record( 'products', $id )['permalink'] ?? null;
	}

	/** Saved as WooCommerce's settings do; processes that begin afterwards use it. */
	private function setBase( string $base ): void {
		$this->request( static fn () => update_option( 'woocommerce_permalinks', array_merge( wc_get_permalink_structure(), [ 'product_base' => $base ] ) ) );
		self::readPermalinks();
	}

	/** As WordPress does at the beginning of each process. */
	private static function readPermalinks(): void {
		$type = get_post_type_object( 'product' );
		self::assertIsArray( $type?->rewrite );
		$type->rewrite['slug'] = untrailingslashit( wc_get_permalink_structure()['product_rewrite_slug'] );
		$type->add_rewrite_rules();
	}
}
