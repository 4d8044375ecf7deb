<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Capture;

use Ivorey\WooCommerce\Database\Database;
use Ivorey\WooCommerce\Model\Element;
use Ivorey\WooCommerce\Model\ElementSwitch;
use Ivorey\WooCommerce\Model\Mark;
use Ivorey\WooCommerce\Model\Reason;
use Ivorey\WooCommerce\Records\Products\ProductRules;
use WC_Product;
use WC_Product_Variation;
use WP_Post;

/**
 * Marks products; a variation marks its parent product. Products are saved often, changed or not, by many
 * callers, in many steps, and by every checkout, so the marks wait for the response. Whether a product is
 * eligible (R12-R14) and has changed at all is decided when its record is built.
 *
 * WooCommerce's own hooks fire with each save through its objects. WordPress' hooks cover changes that bypass
 * them: quick and bulk edit, a scheduled publication, the trash, plugins that write meta.
 *
 * Parameters are untyped because other plugins fire these hooks too, with any value.
 */
final class ProductHooks {

	public const TYPE = 'product';

	public const VARIATION = 'product_variation';

	/** Rows per query. */
	private const AT_ONCE = 1_000;

	/** WordPress' empty posts, and placeholders of WooCommerce's CSV importer. */
	private const NOT_YET = [ 'auto-draft', 'importing' ];

	/** Meta used in records. */
	private const META = [
		'_sku',
		'_regular_price',
		'_sale_price',
		'_price',
		'_sale_price_dates_from',
		'_sale_price_dates_to',
		'_manage_stock',
		'_stock',
		'_stock_status',
		'_virtual',
		'_downloadable',
		'_thumbnail_id',
		'_product_image_gallery',
		'_product_attributes',
		ProductRules::KEPT_HERE,
	];

	/** The meta key of an image's file: a different file has a different URL. */
	public const FILE = '_wp_attached_file';

	/** Prefix of the meta that holds a variation's option of an attribute. */
	private const ATTRIBUTE = 'attribute_';

	/** @var list<int> Posts that are about to lose a meta key that is deleted from all posts. */
	private array $losing = [];

	private readonly PostMarks $posts;

	public function __construct(
		private readonly MarkBuffer $buffer,
		private readonly ElementSwitch $elements,
		private readonly Database $database = new Database()
	) {
		$this->posts = new PostMarks( $buffer, $this->markPost( ... ), self::marksOf( ... ), true );
	}

	public function register(): void {
		foreach ( [ 'new_product', 'update_product', 'new_product_variation', 'update_product_variation' ] as $event ) {
			add_action( "woocommerce_$event", [ $this, 'saved' ], 10, 2 );
		}
		foreach ( [ 'product_set_stock', 'variation_set_stock' ] as $event ) {
			add_action( "woocommerce_$event", [ $this, 'changed' ] );
		}
		foreach ( [ 'product_set_stock_status', 'variation_set_stock_status' ] as $event ) {
			add_action( "woocommerce_$event", [ $this, 'stockStatusSet' ], 10, 3 );
		}
		foreach ( [ 'updated_product_stock', 'updated_product_price' ] as $event ) {
			add_action( "woocommerce_$event", [ $this, 'changed' ] );
		}

		foreach ( [ self::TYPE, self::VARIATION ] as $type ) {
			add_action( "save_post_$type", [ $this, 'postSaved' ], 10, 2 );
		}
		add_action( 'post_updated', [ $this, 'postMoved' ], 10, 3 );
		add_action( 'deleted_post', [ $this, 'postSaved' ], 10, 2 );
		foreach ( [ 'added_post_meta', 'updated_post_meta', 'deleted_post_meta' ] as $hook ) {
			add_action( $hook, [ $this, 'metaChanged' ], 10, 3 );
		}
		add_action( 'delete_post_meta', [ $this, 'metaGoes' ], 10, 3 );
		add_action( 'delete_attachment', [ $this, 'imageChanged' ] );
		add_action( 'updated_post_meta', [ $this, 'fileChanged' ], 10, 3 );

		add_action( 'set_object_terms', [ $this, 'termsSet' ], 10, 6 );
		add_action( 'deleted_term_relationships', [ $this, 'termsRemoved' ], 10, 3 );
		add_action( 'edited_term', [ $this, 'termEdited' ], 10, 3 );
		add_action( 'woocommerce_attribute_updated', [ $this, 'attributeUpdated' ], 10, 2 );
	}

	/** @internal Hook. */
	public function saved( mixed $id, mixed $product = null ): void {
		$this->changed( $product instanceof WC_Product ? $product : $id );
	}

	/** @internal Hook. */
	public function stockStatusSet( mixed $id, mixed $status = null, mixed $product = null ): void {
		$this->saved( $id, $product );
	}

	/**
	 * @internal Hook.
	 * @param mixed $product The object, or an ID.
	 */
	public function changed( mixed $product ): void {
		if ( ! $this->isOn() ) {
			return;
		}
		if ( is_numeric( $product ) ) {
			$this->posts->touch( (int) $product );
		} elseif ( $product instanceof WC_Product_Variation ) {
			$this->mark( $product->get_id(), $product->get_parent_id( 'edit' ) );
		} elseif ( $product instanceof WC_Product && ! in_array( $product->get_status( 'edit' ), self::NOT_YET, true ) ) {
			$this->mark( $product->get_id(), $product->get_id() );
		}
	}

	/** @internal Hook. */
	public function postSaved( mixed $id, mixed $post = null ): void {
		if ( $post instanceof WP_Post && $this->isOn() ) {
			$this->markPost( $post );
		}
	}

	/**
	 * A variation that moves to another product disappears from its old one.
	 *
	 * @internal Hook.
	 */
	public function postMoved( mixed $id, mixed $after = null, mixed $before = null ): void {
		if ( $before instanceof WP_Post && $after instanceof WP_Post && $after->post_parent !== $before->post_parent && $this->isOn() ) {
			$this->markPost( $before );
		}
	}

	/** @internal Hook. */
	public function metaChanged( mixed $metaId, mixed $postId = null, mixed $key = null ): void {
		if ( ! self::isOfRecord( $key ) || ! is_numeric( $postId ) || ! $this->isOn() ) {
			return;
		}
		if ( (int) $postId > 0 ) {
			$this->posts->touch( (int) $postId );
		} else {
			$this->touchAll( $this->losing );
			$this->losing = [];
		}
	}

	/**
	 * The hooks for a key that is deleted from all posts at once do not name the posts: they can only be
	 * found before the deletion.
	 *
	 * @internal Hook.
	 */
	public function metaGoes( mixed $metaIds, mixed $postId = null, mixed $key = null ): void {
		if ( ( is_numeric( $postId ) && (int) $postId > 0 ) || ! self::isOfRecord( $key ) || ! $this->isOn() ) {
			return;
		}
		$this->losing = [];
		foreach ( array_chunk( self::ids( $metaIds ), self::AT_ONCE ) as $some ) {
			$in = Database::placeholders( '%d', count( $some ) );
			array_push(
				$this->losing,
				...self::ids( array_column( $this->database->select( "SELECT DISTINCT post_id FROM %i WHERE meta_id IN ($in)", [ $this->database->shopTable( 'postmeta' ), ...$some ] ), 'post_id' ) )
			);
		}
	}

	private static function isOfRecord( mixed $key ): bool {
		return is_string( $key ) && ( in_array( $key, self::META, true ) || str_starts_with( $key, self::ATTRIBUTE ) );
	}

	/**
	 * A file is cropped, replaced or moved.
	 *
	 * @internal Hook.
	 */
	public function fileChanged( mixed $metaId, mixed $postId = null, mixed $key = null ): void {
		if ( self::FILE === $key ) {
			$this->imageChanged( $postId );
		}
	}

	/** @internal Hook. */
	public function imageChanged( mixed $id ): void {
		if ( ! is_numeric( $id ) || ! $this->isOn() ) {
			return;
		}
		$this->touchAll(
			array_column(
				$this->database->select(
					"SELECT post_id FROM %i
					WHERE ( meta_key = '_thumbnail_id' AND meta_value = %s ) OR ( meta_key = '_product_image_gallery' AND FIND_IN_SET( %s, meta_value ) > 0 )",
					[ $this->database->shopTable( 'postmeta' ), (string) (int) $id, (string) (int) $id ]
				),
				'post_id'
			)
		);
	}

	/**
	 * @internal Hook.
	 * @param mixed $terms  As passed by the caller.
	 * @param mixed $ttIds  The stored term taxonomy IDs.
	 * @param mixed $append Whether they were added to the existing terms; the hook does not know the existing
	 *                      ones then.
	 */
	public function termsSet( mixed $postId, mixed $terms = null, mixed $ttIds = null, mixed $taxonomy = null, mixed $append = false, mixed $oldTtIds = null ): void {
		if ( is_numeric( $postId ) && self::isOfProduct( $taxonomy ) && $this->isOn() && ( true === $append || self::ids( $ttIds ) !== self::ids( $oldTtIds ) ) ) {
			$this->posts->touch( (int) $postId );
		}
	}

	/** @internal Hook. */
	public function termsRemoved( mixed $postId, mixed $ttIds = null, mixed $taxonomy = null ): void {
		if ( is_numeric( $postId ) && self::isOfProduct( $taxonomy ) && $this->isOn() ) {
			$this->posts->touch( (int) $postId );
		}
	}

	/**
	 * Renaming an attribute's option renames it in every product that has it.
	 *
	 * @internal Hook.
	 */
	public function termEdited( mixed $termId, mixed $ttId = null, mixed $taxonomy = null ): void {
		if ( is_numeric( $termId ) && is_string( $taxonomy ) && taxonomy_is_product_attribute( $taxonomy ) && $this->isOn() ) {
			$this->touchAll( self::objectsIn( [ (int) $termId ], $taxonomy ) );
		}
	}

	/**
	 * Renaming an attribute renames it in every product that has it.
	 *
	 * @internal Hook.
	 */
	public function attributeUpdated( mixed $id, mixed $attribute = null ): void {
		$name = is_array( $attribute ) ? $attribute['attribute_name'] ?? null : null;
		if ( ! is_string( $name ) || ! $this->isOn() ) {
			return;
		}
		$taxonomy = wc_attribute_taxonomy_name( $name );
		$terms    = taxonomy_exists( $taxonomy )
			? get_terms(
				[
					'taxonomy'   => $taxonomy,
					'hide_empty' => false,
					'fields'     => 'ids',
				]
			)
			: [];
		$this->touchAll( is_array( $terms ) && [] !== $terms ? self::objectsIn( self::ids( $terms ), $taxonomy ) : [] );
	}

	/**
	 * @param list<int> $termIds
	 * @return array<mixed>
	 */
	private static function objectsIn( array $termIds, string $taxonomy ): array {
		$objects = get_objects_in_term( $termIds, $taxonomy );
		return is_array( $objects ) ? $objects : [];
	}

	private static function isOfProduct( mixed $taxonomy ): bool {
		return is_string( $taxonomy )
			&& ( in_array( $taxonomy, [ 'product_cat', 'product_type' ], true ) || taxonomy_is_product_attribute( $taxonomy ) );
	}

	/** @return list<int> In the original order. */
	private static function ids( mixed $ids ): array {
		$ids = array_map( static fn ( mixed $id ): int => is_numeric( $id ) ? (int) $id : 0, is_array( $ids ) ? array_values( $ids ) : [] );
		sort( $ids );
		return $ids;
	}

	private function isOn(): bool {
		return $this->elements->isOn( Element::Products );
	}

	/** @param array<mixed> $postIds */
	private function touchAll( array $postIds ): void {
		foreach ( self::ids( $postIds ) as $id ) {
			$this->posts->touch( $id );
		}
	}

	private function markPost( WP_Post $post ): void {
		foreach ( self::marksOf( $post ) as $mark ) {
			$this->mark( $post->ID, $mark->id );
		}
	}

	/** @return list<Mark> */
	private static function marksOf( WP_Post $post ): array {
		$product = match ( $post->post_type ) {
			self::TYPE      => in_array( $post->post_status, self::NOT_YET, true ) ? 0 : $post->ID,
			self::VARIATION => $post->post_parent,
			default         => 0,
		};
		return $product > 0 ? [ new Mark( Element::Products, $product, Reason::Changed ) ] : [];
	}

	/** @param int $id The product's or variation's ID; no further lookup of it is needed. */
	private function mark( int $id, int $productId ): void {
		$this->posts->forget( $id );
		if ( $productId > 0 ) {
			$this->buffer->defer( new Mark( Element::Products, $productId, Reason::Changed ) );
		}
	}
}
