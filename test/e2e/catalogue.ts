import { randomUUID } from 'node:crypto';
import { productSchema, type StoreRecord } from '@ivorey/shared';
import { REQUEST_HEADER, type Store } from '../store/store.ts';
import { jsonOf } from './gateway.ts';
import { Pipe } from './pipe.ts';

export interface VariantInIvorey {
	variant_id: string;
	available: boolean;
	price: number;
	attributes: Array< { name: string; option: string } >;
	stock_quantity: number | null;
	stock_status: string;
	sku: string;
}

/** A product in Ivorey, with what belongs to it. */
export interface ProductInIvorey {
	product_id: string;
	type: string;
	name: string;
	include_in_online_store: boolean;
	price: number | null;
	stock_quantity: number | null;
	stock_status: string;
	collection_ids: string[];
	variants: VariantInIvorey[];
	record: Record< string, unknown >;
}

export interface CollectionInIvorey {
	collection_id: string;
	name: string;
	slug: string;
	description: string;
	parent_id: string | null;
	image: string | null;
	count: number;
}

/** A product as Ivorey has it once nothing is left to send; undefined where it has none. */
export async function productOf(
	pipe: Pipe,
	id: number,
	credentials = pipe.credentials
): Promise< ProductInIvorey | undefined > {
	await pipe.drained();
	const { rows } = await pipe.pool.query< ProductInIvorey >(
		`select p.product_id, p.type, p.name, p.include_in_online_store, p.price::float8 as price,
			p.stock_quantity::float8 as stock_quantity, p.stock_status, p.record,
			coalesce( ( select jsonb_agg( l.collection_id order by l.collection_id::bigint ) from product_collections l
				where ( l.account_id, l.connection_id, l.product_id ) = ( p.account_id, p.connection_id, p.product_id ) ), '[]' ) as collection_ids,
			coalesce( ( select jsonb_agg( jsonb_build_object(
					'variant_id', v.variant_id, 'available', v.available, 'price', v.price::float8, 'attributes', v.attributes,
					'stock_quantity', v.stock_quantity::float8, 'stock_status', v.stock_status, 'sku', v.sku
				) order by v.variant_id::bigint ) from product_variants v
				where ( v.account_id, v.connection_id, v.product_id ) = ( p.account_id, p.connection_id, p.product_id ) ), '[]' ) as variants
		from products p
		where p.account_id = $1 and p.connection_id = $2 and p.product_id = $3`,
		[ ...Pipe.keyOf( credentials ), String( id ) ]
	);
	return rows[ 0 ];
}

/** As productOf(). */
export async function collectionOf(
	pipe: Pipe,
	id: number
): Promise< CollectionInIvorey | undefined > {
	await pipe.drained();
	const { rows } = await pipe.pool.query< CollectionInIvorey >(
		`select collection_id, name, slug, description, parent_id, image, count from collections
		where account_id = $1 and connection_id = $2 and collection_id = $3`,
		[ ...Pipe.keyOf( pipe.credentials ), String( id ) ]
	);
	return rows[ 0 ];
}

/** Versions of a record that were sent, oldest first. */
export function sent(
	pipe: Pipe,
	element: 'products' | 'collections',
	id: number
): StoreRecord[] {
	return pipe.gateway.batches
		.flatMap(
			( exchange ) =>
				( jsonOf( exchange ) as { records: StoreRecord[] } ).records
		)
		.filter(
			( record ) =>
				record.element === element && record.id === String( id )
		);
}

/**
 * Makes a product and gives its id.
 *
 * @param store
 * @param props As WC_Product's setters take them; published and for 10 unless they say otherwise.
 * @param type  A class name without its prefix.
 */
export function makeProduct(
	store: Store,
	props: Record< string, unknown > = {},
	type = 'Simple'
): Promise< number > {
	return store.phpJson(
		`$class   = 'WC_Product_' . $args['type'];
		$product = new $class();
		foreach ( $args['props'] as $name => $value ) {
			$product->{"set_$name"}( $value );
		}
		return $product->save();`,
		{
			args: {
				type,
				props: {
					name: 'Thing',
					...( type === 'Grouped' || type === 'Variable'
						? {}
						: { regular_price: '10' } ),
					...props,
				},
			},
		}
	);
}

export interface VariableProduct {
	id: number;
	/** By the option of Size. */
	variations: Record< string, number >;
}

/** A variable product with a variation for each size, and its price. */
export function makeVariable(
	store: Store,
	prices: Record< string, string >,
	props: Record< string, unknown > = {}
): Promise< VariableProduct > {
	return store.phpJson(
		`$size = new WC_Product_Attribute();
		$size->set_name( 'Size' );
		$size->set_options( array( 'S', 'M', 'L', 'XL' ) );
		$size->set_visible( true );
		$size->set_variation( true );
		$product = new WC_Product_Variable();
		$product->set_props( array_merge( array( 'name' => 'Shirt', 'attributes' => array( $size ) ), $args['props'] ) );
		$product->save();
		$variations = array();
		foreach ( $args['prices'] as $option => $price ) {
			$variation = new WC_Product_Variation();
			$variation->set_props( array( 'parent_id' => $product->get_id(), 'regular_price' => $price, 'attributes' => array( 'size' => $option ) ) );
			$variations[ $option ] = $variation->save();
		}
		return array( 'id' => $product->get_id(), 'variations' => (object) $variations );`,
		{ args: { prices, props } }
	);
}

/** Runs code that finds `$product`, in a process of its own, and saves it. */
export async function onProduct(
	store: Store,
	id: number,
	code: string,
	args: object = {}
): Promise< void > {
	await store.php(
		`$product = wc_get_product( $args['id'] );
		${ code }
		$product->save();`,
		{ args: { id, ...args } }
	);
}

/** A category, and its id. */
export function makeCategory(
	store: Store,
	name: string,
	args: Record< string, unknown > = {}
): Promise< number > {
	return store.phpJson(
		`return wp_insert_term( $args['name'], 'product_cat', $args['args'] )['term_id'];`,
		{ args: { name, args } }
	);
}

/** WooCommerce's REST API; waits for what the request does after its response, too. */
export async function rest< T = { id: number } >(
	store: Store,
	method: string,
	path: string,
	json?: unknown
): Promise< T > {
	const requestId = randomUUID();
	const response = await store.fetch( `/wp-json/wc/v3${ path }`, {
		method,
		headers: {
			[ REQUEST_HEADER ]: requestId,
			...store.restHeaders(),
			'content-type': 'application/json',
		},
		...( json === undefined ? {} : { body: JSON.stringify( json ) } ),
	} );
	if ( ! response.ok ) {
		throw new Error(
			`${ method } ${ path }: ${ response.status } ${ await response.text() }`
		);
	}
	const answer = ( await response.json() ) as T;
	await store.requestReport( requestId );
	return answer;
}

/** What the plugin would send of these products, each checked against the contract, by id; a reason where it would not. */
export async function builtProducts(
	store: Store,
	ids: readonly number[]
): Promise< Record< string, unknown > > {
	const built = await store.phpJson<
		Record< string, { data?: unknown; excluded?: string } >
	>(
		`$builder = new Ivorey\\WooCommerce\\Records\\ProductBuilder();
		$built   = array();
		foreach ( $builder->build( array_fill_keys( $args['ids'], array() ) ) as $id => list( $result ) ) {
			$built[ $id ] = $result instanceof Ivorey\\WooCommerce\\Records\\Exclusion
				? array( 'excluded' => $result->reason )
				: array( 'data' => $result->data );
		}
		return (object) $built;`,
		{ args: { ids } }
	);
	return Object.fromEntries(
		Object.entries( built ).map( ( [ id, { data, excluded } ] ) => [
			id,
			excluded ?? productSchema.parse( data ),
		] )
	);
}
