import { sql, type Kysely } from 'kysely';
import type { OfflineProduct, Product, RecordOf } from '@ivorey/shared';
import type { ConnectionKey } from '../db/identifiers.ts';
import { inMessages, type Ask } from '../db/in-messages.ts';
import type { Database } from '../db/schema.ts';
import { prepared, PREPARED } from '../db/statement-names.ts';
import {
	namedColumns,
	renewWords,
	type NamedProduct,
} from '../db/write-words.ts';
import { rowsOf } from '../db/stored-record.ts';

type AnyRecord = RecordOf< 'products' >;
type ProductRecord = AnyRecord & { data: Product };
type OfflineRecord = AnyRecord & { data: OfflineProduct };

/**
 * Writes products with their variants and links to collections, which may arrive later (R15).
 *
 * @return The IDs of the records that were newer than the stored ones.
 */
export async function writeProducts(
	tx: Kysely< Database >,
	key: ConnectionKey,
	records: readonly AnyRecord[],
	now: Date
): Promise< Set< string > > {
	const offline = await takeOffline(
		tx,
		key,
		records.filter( isOffline ),
		now
	);
	const products = records.filter( isProduct );
	if ( products.length === 0 ) {
		return offline;
	}
	const applied = await upsertProducts( tx, key, products, now );
	const written = products.filter( ( { id } ) => applied.has( id ) );
	if ( written.length > 0 ) {
		await inMessages( tx, ( ask ) =>
			Promise.all( [
				writeVariants( ask, key, written, now ),
				replaceLinks( ask, key, written ),
			] )
		);
	}
	return new Set( [ ...applied, ...offline ] );
}

function isOffline( record: AnyRecord ): record is OfflineRecord {
	return record.data.type === 'offline';
}

function isProduct( record: AnyRecord ): record is ProductRecord {
	return ! isOffline( record );
}

/**
 * R14: switches stored products off, with their variants. Edits made in Ivorey are overwritten, unless the
 * store repeats its last record. The digest is that of the offline record, so that both sides compare equal.
 */
async function takeOffline(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	products: readonly OfflineRecord[],
	now: Date
): Promise< Set< string > > {
	if ( products.length === 0 ) {
		return new Set();
	}
	const { rows } = await sql< NamedProduct >`
		update products set
			version = r.version, digest = r.digest,
			include_in_online_store = case when products.digest = r.digest then products.include_in_online_store else false end,
			name = case when products.digest = r.digest then products.name else products.record->>'name' end,
			price = case when products.digest = r.digest then products.price else ( products.record->>'price' )::numeric end,
			edits = case when products.digest = r.digest then products.edits end,
			overwritten = case
				when products.edits is null or products.digest = r.digest then products.overwritten
				else products.edits || jsonb_build_object( 'overwritten_at', ${ now }::timestamptz )
			end,
			record = products.record || '{"include_in_online_store":false}'::jsonb, updated_at = ${ now }::timestamptz
		from json_to_recordset( ${ rowsOf( products ) } ) as r ( id text, version bigint, digest text )
		where account_id = ${ accountId } and connection_id = ${ connectionId } and product_id = r.id
			and products.version < r.version
		returning ${ namedColumns( 'products', 'products' ) }
	`.execute( tx );
	await renewWords( tx, accountId, 'products', rows );
	const ids = rows.map( ( row ) => row.product_id );
	await sql`
		update product_variants
		set available = false, updated_at = ${ now }
		where account_id = ${ accountId } and connection_id = ${ connectionId }
			and product_id = any( ${ ids }::text[] ) and available
	`.execute( tx );
	return new Set( ids );
}

async function upsertProducts(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	products: readonly ProductRecord[],
	now: Date
): Promise< Set< string > > {
	const { rows } = await sql< NamedProduct >`
		insert ${ PREPARED } into products (
			account_id, connection_id, product_id, version, digest, type, name, slug, include_in_online_store, description,
			short_description, permalink, virtual, downloadable, images, attributes, date_created, date_modified, price,
			regular_price, sale_price, date_on_sale_from, date_on_sale_to, sku, manage_stock, stock_quantity, stock_status,
			record, received_at, updated_at
		)
		select
			${ accountId }, ${ connectionId }, r.id, r.version, r.digest, d.type, d.name, d.slug,
			d.include_in_online_store, d.description, d.short_description, d.permalink, d.virtual, d.downloadable, d.images,
			d.attributes, d.date_created, d.date_modified, d.price, d.regular_price, d.sale_price, d.date_on_sale_from,
			d.date_on_sale_to, d.sku, d.manage_stock, d.stock_quantity, d.stock_status, r.record, ${ now }::timestamptz,
			${ now }::timestamptz
		from json_to_recordset( ${ rowsOf( products ) } )
			as r ( id text, version bigint, digest text, record json )
		cross join lateral json_to_record( r.record ) as d (
			type text, name text, slug text, include_in_online_store boolean, description text, short_description text,
			permalink text, virtual boolean, downloadable boolean, images jsonb, attributes jsonb, date_created timestamptz,
			date_modified timestamptz, price numeric, regular_price numeric, sale_price numeric,
			date_on_sale_from timestamptz, date_on_sale_to timestamptz, sku text, manage_stock boolean,
			stock_quantity numeric, stock_status text
		)
		order by r.id collate "C"
		on conflict ( account_id, connection_id, product_id ) do update set
			version = excluded.version, digest = excluded.digest, type = excluded.type, slug = excluded.slug,
			-- R15, R37: the same record again keeps changes made in Ivorey; a different record overwrites them.
			name = case when products.digest = excluded.digest then products.name else excluded.name end,
			include_in_online_store = case
				when products.digest = excluded.digest then products.include_in_online_store
				else excluded.include_in_online_store
			end,
			edits = case when products.digest = excluded.digest then products.edits end,
			overwritten = case
				when products.edits is null or products.digest = excluded.digest then products.overwritten
				else products.edits || jsonb_build_object( 'overwritten_at', excluded.updated_at )
			end,
			description = excluded.description, short_description = excluded.short_description,
			permalink = excluded.permalink, virtual = excluded.virtual, downloadable = excluded.downloadable,
			images = excluded.images, attributes = excluded.attributes, date_created = excluded.date_created,
			date_modified = excluded.date_modified,
			price = case when products.digest = excluded.digest then products.price else excluded.price end,
			regular_price = excluded.regular_price,
			sale_price = excluded.sale_price, date_on_sale_from = excluded.date_on_sale_from,
			date_on_sale_to = excluded.date_on_sale_to, sku = excluded.sku, manage_stock = excluded.manage_stock,
			stock_quantity = excluded.stock_quantity, stock_status = excluded.stock_status, record = excluded.record,
			updated_at = excluded.updated_at
		where products.version < excluded.version
		returning ${ namedColumns( 'products', 'products' ) }
	`.execute( tx );
	await renewWords( tx, accountId, 'products', rows );
	return new Set( rows.map( ( row ) => row.product_id ) );
}

/** R16: a variant that is gone, or has no price any more (R13), stays and is not available. */
async function writeVariants(
	ask: Ask,
	{ accountId, connectionId }: ConnectionKey,
	products: readonly ProductRecord[],
	now: Date
): Promise< void > {
	const variants = products.flatMap( ( { id, data } ) =>
		data.variants.map( ( { id: variantId, ...variant }, position ) => ( {
			product_id: id,
			variant_id: variantId,
			position,
			...variant,
		} ) )
	);
	await Promise.all( [
		ask( prepared`
		update product_variants
		set available = false, updated_at = ${ now }
		where account_id = ${ accountId } and connection_id = ${ connectionId }
			and product_id = any( ${ products.map( ( { id } ) => id ) }::text[] )
			and ( product_id, variant_id ) not in (
				select * from unnest(
					${ variants.map( ( row ) => row.product_id ) }::text[],
					${ variants.map( ( row ) => row.variant_id ) }::text[]
				)
			)
			and available
	` ),
		variants.length > 0 &&
			ask( prepared`
		insert into product_variants (
			account_id, connection_id, product_id, variant_id, available, position, attributes, image, price,
			regular_price, sale_price, date_on_sale_from, date_on_sale_to, sku, manage_stock, stock_quantity, stock_status,
			received_at, updated_at
		)
		select
			${ accountId }, ${ connectionId }, r.product_id, r.variant_id, true, r.position, r.attributes, r.image, r.price,
			r.regular_price, r.sale_price, r.date_on_sale_from, r.date_on_sale_to, r.sku, r.manage_stock, r.stock_quantity,
			r.stock_status, ${ now }::timestamptz, ${ now }::timestamptz
		from json_to_recordset( ${ JSON.stringify( variants ) } ) as r (
			product_id text, variant_id text, position integer, attributes jsonb, image text, price numeric,
			regular_price numeric, sale_price numeric, date_on_sale_from timestamptz, date_on_sale_to timestamptz, sku text,
			manage_stock boolean, stock_quantity numeric, stock_status text
		)
		order by r.product_id collate "C", r.variant_id collate "C"
		on conflict ( account_id, connection_id, product_id, variant_id ) do update set
			available = true, position = excluded.position, attributes = excluded.attributes, image = excluded.image,
			price = excluded.price, regular_price = excluded.regular_price, sale_price = excluded.sale_price,
			date_on_sale_from = excluded.date_on_sale_from, date_on_sale_to = excluded.date_on_sale_to,
			sku = excluded.sku, manage_stock = excluded.manage_stock, stock_quantity = excluded.stock_quantity,
			stock_status = excluded.stock_status, updated_at = excluded.updated_at
	` ),
	] );
}

async function replaceLinks(
	ask: Ask,
	{ accountId, connectionId }: ConnectionKey,
	products: readonly ProductRecord[]
): Promise< void > {
	const links = products.flatMap( ( { id, data } ) =>
		[ ...new Set( data.collection_ids ) ].map( ( collectionId ) => ( {
			product_id: id,
			collection_id: collectionId,
		} ) )
	);
	const productIds = links.map( ( link ) => link.product_id );
	const collectionIds = links.map( ( link ) => link.collection_id );
	await Promise.all( [
		ask( prepared`
		delete from product_collections
		where account_id = ${ accountId } and connection_id = ${ connectionId }
			and product_id = any( ${ products.map( ( { id } ) => id ) }::text[] )
			and ( product_id, collection_id ) not in (
				select * from unnest( ${ productIds }::text[], ${ collectionIds }::text[] )
			)
	` ),
		links.length > 0 &&
			ask( prepared`
		insert into product_collections ( account_id, connection_id, product_id, collection_id )
		select ${ accountId }, ${ connectionId }, r.product_id, r.collection_id
		from unnest( ${ productIds }::text[], ${ collectionIds }::text[] ) as r ( product_id, collection_id )
		order by r.product_id collate "C", r.collection_id collate "C"
		on conflict ( account_id, connection_id, product_id, collection_id ) do nothing
	` ),
	] );
}
