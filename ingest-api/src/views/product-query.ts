import { sql, type Kysely } from 'kysely';
import type { Product } from '@ivorey/shared';
import { countRows } from '../db/count-rows.ts';
import { isConnectionId, type ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { WOO_ID } from './paging.ts';
import type { ProductView, VariantRow } from './product-view.ts';

/** @return null if the account has no such product. */
export async function findProduct(
	db: Kysely< Database >,
	key: ConnectionKey,
	productId: string
): Promise< ProductView | null > {
	const { accountId, connectionId } = key;
	if ( ! isConnectionId( connectionId ) || ! WOO_ID.test( productId ) ) {
		return null;
	}
	const row = await db
		.selectFrom( 'products as p' )
		.innerJoin( 'connections as c', ( join ) =>
			join
				.onRef( 'c.account_id', '=', 'p.account_id' )
				.onRef( 'c.connection_id', '=', 'p.connection_id' )
		)
		.select( [
			'p.record',
			'p.name',
			'p.sku',
			'p.type',
			'p.price',
			'p.include_in_online_store',
			'p.stock_status',
			'p.digest',
			'p.edits',
			'p.overwritten',
			'p.received_at',
			'p.updated_at',
			'c.store_url',
		] )
		.where( 'p.account_id', '=', accountId )
		.where( 'p.connection_id', '=', connectionId )
		.where( 'p.product_id', '=', productId )
		.executeTakeFirst();
	if ( row === undefined ) {
		return null;
	}
	const [ variants, collections ] = await Promise.all( [
		listVariants( db, key, productId, row.record ),
		listCollections( db, key, productId ),
	] );
	return {
		connectionId,
		productId,
		name: row.name,
		sku: row.sku,
		type: row.type,
		price: row.price,
		isOnline: row.include_in_online_store,
		stockStatus: row.stock_status,
		image: row.record.images[ 0 ] ?? null,
		isEdited: row.edits !== null,
		storeUrl: row.store_url,
		updatedAt: row.updated_at,
		digest: row.digest,
		receivedAt: row.received_at,
		record: row.record,
		shown: {
			name: row.name,
			description: row.edits?.description ?? row.record.description,
			price: row.price,
			include_in_online_store: row.include_in_online_store,
		},
		edits: editsOf( row.edits ),
		overwritten:
			row.overwritten === null
				? null
				: {
						...editsOf( row.overwritten )!,
						overwrittenAt: new Date(
							row.overwritten.overwritten_at
						),
					},
		variants,
		collections,
	};
}

function editsOf< Stored extends { at: string } >( stored: Stored | null ) {
	return stored === null ? null : { ...stored, at: new Date( stored.at ) };
}

/** @return null if the account has no such product. */
export async function findProductName(
	db: Kysely< Database >,
	accountId: string,
	product: { connectionId: string; id: string }
): Promise< string | null > {
	const row = await db
		.selectFrom( 'products' )
		.select( 'name' )
		.where( 'account_id', '=', accountId )
		.where( 'connection_id', '=', product.connectionId )
		.where( 'product_id', '=', product.id )
		.executeTakeFirst();
	return row?.name ?? null;
}

/** The number of a store's orders that contain a product, from countRows(). */
export function countOrdersOf(
	db: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	productId: string
): Promise< number > {
	return countRows(
		db,
		sql`
			select from order_products
			where account_id = ${ accountId } and connection_id = ${ connectionId } and product_id = ${ productId }
		`
	);
}

/** In the product's order; unavailable variants last. */
async function listVariants(
	db: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	productId: string,
	record: Product
): Promise< VariantRow[] > {
	const rows = await db
		.selectFrom( 'product_variants' )
		.selectAll()
		.where( 'account_id', '=', accountId )
		.where( 'connection_id', '=', connectionId )
		.where( 'product_id', '=', productId )
		.orderBy( 'available', 'desc' )
		.orderBy( 'position' )
		.orderBy( sql`length( variant_id )` )
		.orderBy( 'variant_id' )
		.execute();
	const known = new Map(
		record.variants.map( ( variant ) => [ variant.id, variant ] )
	);
	return rows.map( ( row ) => ( {
		id: row.variant_id,
		attributes: row.attributes,
		image: row.image,
		price: row.price,
		regular_price: row.regular_price,
		sale_price: row.sale_price,
		date_on_sale_from: row.date_on_sale_from?.toISOString() ?? null,
		date_on_sale_to: row.date_on_sale_to?.toISOString() ?? null,
		sku: row.sku,
		manage_stock: row.manage_stock,
		stock_quantity: row.stock_quantity,
		stock_status: row.stock_status,
		isAvailable: row.available && known.has( row.variant_id ),
	} ) );
}

async function listCollections(
	db: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	productId: string
): Promise< ProductView[ 'collections' ] > {
	const rows = await db
		.selectFrom( 'product_collections as l' )
		.leftJoin( 'collections as c', ( join ) =>
			join
				.onRef( 'c.account_id', '=', 'l.account_id' )
				.onRef( 'c.connection_id', '=', 'l.connection_id' )
				.onRef( 'c.collection_id', '=', 'l.collection_id' )
		)
		.select( [ 'l.collection_id', 'c.name' ] )
		.where( 'l.account_id', '=', accountId )
		.where( 'l.connection_id', '=', connectionId )
		.where( 'l.product_id', '=', productId )
		.orderBy( 'c.name' )
		.orderBy( 'l.collection_id' )
		.execute();
	return rows.map( ( row ) => ( {
		collectionId: row.collection_id,
		name: row.name,
	} ) );
}
