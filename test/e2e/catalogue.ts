import type { Store } from '../../scripts/store/store.ts';
import { TestBed } from './test-bed.ts';

/** A product in Ivorey. */
export interface ProductInIvorey {
	product_id: string;
	type: string;
	name: string;
	include_in_online_store: boolean;
	price: number;
	stock_status: string;
	record: Record< string, unknown >;
}

/** Ivorey's copy of a product once nothing is left to send; undefined if it has none. */
export async function productOf(
	bed: TestBed,
	id: number
): Promise< ProductInIvorey | undefined > {
	await bed.drained();
	const { rows } = await bed.pool.query< ProductInIvorey >(
		`select product_id, type, name, include_in_online_store, price::float8 as price, stock_status, record
		from products where account_id = $1 and connection_id = $2 and product_id = $3`,
		[ ...TestBed.keyOf( bed.credentials ), String( id ) ]
	);
	return rows[ 0 ];
}

/**
 * Creates a product and returns its ID.
 *
 * @param store
 * @param props As WC_Product's setters take them; simple, published and priced at 10 by default.
 */
export function makeProduct(
	store: Store,
	props: Record< string, unknown > = {}
): Promise< number > {
	return store.phpJson(
		`$product = new WC_Product_Simple();
		foreach ( $args['props'] as $name => $value ) {
			$product->{"set_$name"}( $value );
		}
		return $product->save();`,
		{ args: { props: { name: 'Thing', regular_price: '10', ...props } } }
	);
}
