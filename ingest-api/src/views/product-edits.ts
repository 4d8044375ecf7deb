import { sql, type Kysely } from 'kysely';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import type {
	EditableProduct,
	ProductEdits,
	ProductView,
} from './product-view.ts';

/**
 * R37: keeps what an owner has changed of a product. The columns that lists filter and sort by hold what Ivorey shows,
 * the record what WooCommerce sent; the next record that differs from it overwrites both (R15).
 *
 * @param db
 * @param key
 * @param key.accountId
 * @param key.connectionId
 * @param productId
 * @param change
 * @param change.values    What Ivorey shows from now on.
 * @param change.edits     What of it WooCommerce has otherwise.
 * @param change.by        Who changed it: an e-mail address.
 * @param change.now
 * @param change.seen      The product as the owner saw it.
 * @return Whether it was still as it was seen, in WooCommerce and in Ivorey.
 */
export async function saveEdits(
	db: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	productId: string,
	change: {
		values: EditableProduct;
		edits: ProductEdits;
		by: string;
		now: Date;
		seen: Pick< ProductView, 'digest' | 'edits' >;
	}
): Promise< boolean > {
	const { values, edits, by, now, seen } = change;
	const kept =
		Object.keys( edits ).length === 0
			? null
			: JSON.stringify( { ...edits, by, at: now.toISOString() } );
	const { rows } = await sql`
		update products set
			name = ${ values.name }, price = ${ values.price }::numeric,
			include_in_online_store = ${ values.include_in_online_store }, edits = ${ kept }::jsonb
		where account_id = ${ accountId } and connection_id = ${ connectionId } and product_id = ${ productId }
			and digest = ${ seen.digest } and coalesce( edits->>'at', '' ) = ${ seen.edits?.at.toISOString() ?? '' }
		returning product_id
	`.execute( db );
	return rows.length > 0;
}

/** R16: removes a product and what hangs on it from Ivorey. */
export async function removeProduct(
	db: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	productId: string
): Promise< void > {
	await db.transaction().execute( async ( tx ) => {
		for ( const table of [
			'products',
			'product_variants',
			'product_collections',
		] as const ) {
			await tx
				.deleteFrom( table )
				.where( 'account_id', '=', accountId )
				.where( 'connection_id', '=', connectionId )
				.where( 'product_id', '=', productId )
				.execute();
		}
	} );
}
