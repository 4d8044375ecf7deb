import type { Store } from './store.ts';

/** Rows made by copying in SQL, thousands per second; needs HPOS and MariaDB's sequences. */
export interface Bulk {
	/** Ids, lowest first. */
	orders: number[];
	products: number[];
	customers: number[];
}

export interface BulkOptions {
	orders?: number;
	products?: number;
	customers?: number;
	/** Whether the orders are paid; their status is `completed` then, else `on-hold`. */
	paid?: boolean;
}

/** Replacements of columns in the copy of a row: SQL, where `n` is the copy's number from 1. */
type Replacements = Readonly< Record< string, string > >;

/**
 * Makes many orders, products and customers by copying one of each that WooCommerce created. No hook runs: they
 * appear as if they had always existed.
 */
export async function makeMany(
	store: Store,
	{ orders = 0, products = 0, customers = 0, paid = true }: BulkOptions
): Promise< Bulk > {
	const models = await store.phpJson< {
		order: number;
		product: number;
		customer: number;
	} >(
		`$product = wc_get_product( $args['mug'] );
		$model = new WC_Product_Simple();
		$model->set_props( array( 'name' => 'One of many', 'regular_price' => '19.50', 'description' => str_repeat( 'It is one of many. ', 20 ), 'sku' => 'MANY' ) );
		$model->save();
		$customer = wc_create_new_customer( 'model@example.com', 'model', 'password' );
		update_user_meta( $customer, 'billing_first_name', 'Ada' );
		$order = wc_create_order( array( 'status' => 'on-hold' ) );
		$order->add_product( $product, 2 );
		$order->add_product( wc_get_product( $args['cap'] ), 1 );
		$shipping = new WC_Order_Item_Shipping();
		$shipping->set_props( array( 'method_title' => 'Flat rate', 'method_id' => 'flat_rate', 'total' => '5' ) );
		$order->add_item( $shipping );
		$address = array( 'first_name' => 'Ada', 'last_name' => 'Example', 'address_1' => '1 Sample Street', 'city' => 'Sampleton', 'postcode' => '10115', 'country' => 'DE', 'phone' => '+49 30 5550100' );
		$order->set_address( $address + array( 'email' => 'model@example.com' ), 'billing' );
		$order->set_address( $address, 'shipping' );
		$order->set_payment_method( 'bacs' );
		$order->set_date_created( '2025-06-01 12:00:00' );
		$order->calculate_totals();
		if ( $args['paid'] ) {
			$order->set_date_paid( '2025-06-02 12:00:00' );
			$order->set_status( 'completed' );
		}
		$order->save();
		return array( 'order' => $order->get_id(), 'product' => $model->get_id(), 'customer' => $customer );`,
		{
			args: {
				mug: store.products.MUG,
				cap: store.products.CAP,
				paid,
			},
		}
	);
	const copier = new Copier( store );
	return {
		orders: await copier.orders( models.order, orders ),
		products: await copier.products( models.product, products ),
		customers: await copier.customers( models.customer, customers ),
	};
}

class Copier {
	readonly #store: Store;

	constructor( store: Store ) {
		this.#store = store;
	}

	async orders( model: number, count: number ): Promise< number[] > {
		const base = await this.#highest( 'posts', 'ID' );
		const id = { id: `${ base } + n` };
		const ofOrder = { id: 'null', order_id: `${ base } + n` };
		await this.#copy( 'posts', 'ID', model, count, {
			ID: `${ base } + n`,
		} );
		await this.#copy( 'wc_orders', 'id', model, count, {
			...id,
			billing_email: `concat( 'buyer', n, '@example.com' )`,
			date_created_gmt: 'date_created_gmt + interval n second',
		} );
		await this.#copy(
			'wc_order_addresses',
			'order_id',
			model,
			count,
			ofOrder
		);
		await this.#copy(
			'wc_order_operational_data',
			'order_id',
			model,
			count,
			{
				...ofOrder,
				order_key: `concat( 'wc_order_many', n )`,
			}
		);
		await this.#copy( 'wc_orders_meta', 'order_id', model, count, ofOrder );
		const items = await this.#store.sql< { id: number } >(
			`select order_item_id as id from ${ this.#table( 'woocommerce_order_items' ) } where order_id = ?`,
			[ model ]
		);
		for ( const item of items ) {
			const itemBase = await this.#highest(
				'woocommerce_order_items',
				'order_item_id'
			);
			await this.#copy(
				'woocommerce_order_items',
				'order_item_id',
				item.id,
				count,
				{
					order_item_id: `${ itemBase } + n`,
					order_id: `${ base } + n`,
				}
			);
			await this.#copy(
				'woocommerce_order_itemmeta',
				'order_item_id',
				item.id,
				count,
				{ meta_id: 'null', order_item_id: `${ itemBase } + n` }
			);
		}
		return idsAbove( base, count );
	}

	async products( model: number, count: number ): Promise< number[] > {
		const base = await this.#highest( 'posts', 'ID' );
		await this.#copy( 'posts', 'ID', model, count, {
			ID: `${ base } + n`,
			post_title: `concat( 'One of many, ', n )`,
			post_name: `concat( 'one-of-many-', n )`,
		} );
		await this.#copy( 'postmeta', 'post_id', model, count, {
			meta_id: 'null',
			post_id: `${ base } + n`,
			meta_value: `if( meta_key = '_sku', concat( 'MANY-', n ), meta_value )`,
		} );
		await this.#copy(
			'wc_product_meta_lookup',
			'product_id',
			model,
			count,
			{
				product_id: `${ base } + n`,
				sku: `concat( 'MANY-', n )`,
			}
		);
		await this.#copy( 'term_relationships', 'object_id', model, count, {
			object_id: `${ base } + n`,
		} );
		return idsAbove( base, count );
	}

	async customers( model: number, count: number ): Promise< number[] > {
		const base = await this.#highest( 'users', 'ID' );
		await this.#copy( 'users', 'ID', model, count, {
			ID: `${ base } + n`,
			user_login: `concat( 'many', n )`,
			user_nicename: `concat( 'many', n )`,
			user_email: `concat( 'many', n, '@example.com' )`,
		} );
		await this.#copy( 'usermeta', 'user_id', model, count, {
			umeta_id: 'null',
			user_id: `${ base } + n`,
		} );
		return idsAbove( base, count );
	}

	async #copy(
		table: string,
		key: string,
		model: number,
		count: number,
		replacements: Replacements
	): Promise< void > {
		if ( count === 0 ) {
			return;
		}
		const name = this.#table( table );
		const columns = await this.#store.sql< { name: string } >(
			`select column_name as name from information_schema.columns where table_schema = database() and table_name = ?`,
			[ name ]
		);
		const names = columns.map( ( column ) => `\`${ column.name }\`` );
		const values = columns.map(
			( column ) =>
				replacements[ column.name ] ?? `m.\`${ column.name }\``
		);
		await this.#store.sql(
			`insert into ${ name } ( ${ names.join() } )
			select ${ values.join() } from ${ name } m join ( select seq as n from seq_1_to_${ count } ) s where m.\`${ key }\` = ?`,
			[ model ]
		);
	}

	async #highest( table: string, key: string ): Promise< number > {
		const [ row ] = await this.#store.sql< { highest: number } >(
			`select max( ${ key } ) as highest from ${ this.#table( table ) }`
		);
		return Number( row?.highest ?? 0 );
	}

	#table( name: string ): string {
		return this.#store.tablePrefix + name;
	}
}

function idsAbove( base: number, count: number ): number[] {
	return Array.from( { length: count }, ( _, index ) => base + index + 1 );
}
