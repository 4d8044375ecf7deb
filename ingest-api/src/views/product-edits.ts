import { sql, type Kysely } from 'kysely';
import { decimalSchema, MAX_HTML, nameSchema } from '@ivorey/shared';
import type { Note } from '../accounts/changes.ts';
import { compareDecimals } from '../automations/decimals.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import {
	forgetWords,
	namedColumns,
	renewWords,
	type NamedProduct,
} from '../db/write-words.ts';
import type {
	EditableProduct,
	ProductEdits,
	ProductView,
} from './product-view.ts';
import { numberText } from '../texts/numbers.ts';
import { texts } from '../texts/texts.ts';

/** Changes with each record from WooCommerce and with each edit in Ivorey. */
export function versionOf( {
	digest,
	edits,
}: Pick< ProductView, 'digest' | 'edits' > ): string {
	return `${ digest }~${ edits?.at.toISOString() ?? '' }`;
}

export type ProductErrors = Partial<
	Record< 'name' | 'price' | 'description', string >
>;

/** R37: the errors in an owner's new values of a product. */
export function errorsOf( values: EditableProduct ): ProductErrors {
	const { name, description, price } = values;
	const errors: ProductErrors = {};
	if ( name === '' ) {
		errors.name = texts().products.errors.noName;
	} else if ( ! nameSchema.safeParse( name ).success ) {
		errors.name = texts().products.errors.longName;
	}
	// In code points, like the contract.
	const { length } = Array.from( description );
	if ( length > MAX_HTML ) {
		errors.description = texts().products.errors.longDescription( {
			most: numberText( MAX_HTML ),
			length: numberText( length ),
		} );
	}
	if ( price === null ) {
		if ( values.include_in_online_store ) {
			errors.price = texts().products.errors.noPrice;
		}
	} else if ( ! decimalSchema.safeParse( price ).success ) {
		errors.price = texts().products.errors.longPrice;
	} else if ( compareDecimals( price, '0' ) <= 0 ) {
		errors.price = texts().products.errors.priceNotAboveZero;
	}
	return errors;
}

/** The values that differ from WooCommerce's. */
export function editsOf(
	values: EditableProduct,
	{ record }: Pick< ProductView, 'record' >
): ProductEdits {
	const edits: ProductEdits = {};
	if ( values.name !== record.name ) {
		edits.name = values.name;
	}
	// A browser's form normalizes all line breaks.
	if (
		values.description !== record.description.replaceAll( '\r\n', '\n' )
	) {
		edits.description = values.description;
	}
	if ( ! isSamePrice( values.price, record.price ) ) {
		edits.price = values.price;
	}
	if ( values.include_in_online_store !== record.include_in_online_store ) {
		edits.include_in_online_store = values.include_in_online_store;
	}
	return edits;
}

export function isSamePrice(
	one: string | null,
	other: string | null
): boolean {
	return one === null || other === null
		? one === other
		: compareDecimals( one, other ) === 0;
}

/**
 * R37: stores an owner's changes to a product. The columns that lists filter and sort by hold the values that Ivorey
 * shows; the record holds the values that WooCommerce sent. The next record that differs from it overwrites both
 * (R15).
 *
 * @param db
 * @param key
 * @param key.accountId
 * @param key.connectionId
 * @param productId
 * @param change
 * @param change.values    The new values that Ivorey shows.
 * @param change.edits     The values that differ from WooCommerce's.
 * @param change.by        The author: an e-mail address.
 * @param change.now
 * @param change.seen      The product as the owner saw it.
 * @param change.note
 * @return Whether the product was unchanged since it was seen, in WooCommerce and in Ivorey.
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
		note?: Note;
	}
): Promise< boolean > {
	const { values, edits, by, now, seen, note } = change;
	const kept =
		Object.keys( edits ).length === 0
			? null
			: JSON.stringify( { ...edits, by, at: now.toISOString() } );
	return db.transaction().execute( async ( tx ) => {
		const { rows } = await sql< NamedProduct >`
		update products set
			name = ${ values.name }, price = ${ values.price }::numeric,
			include_in_online_store = ${ values.include_in_online_store }, edits = ${ kept }::jsonb
		where account_id = ${ accountId } and connection_id = ${ connectionId } and product_id = ${ productId }
			and digest = ${ seen.digest } and coalesce( edits->>'at', '' ) = ${ seen.edits?.at.toISOString() ?? '' }
		returning ${ namedColumns( 'products', 'products' ) }
	`.execute( tx );
		await renewWords( tx, accountId, 'products', rows );
		if ( rows.length > 0 ) {
			await note?.( tx );
		}
		return rows.length > 0;
	} );
}

/** R16: removes a product and its dependent rows from Ivorey. */
export async function removeProduct(
	db: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	productId: string,
	note?: Note
): Promise< void > {
	await db.transaction().execute( async ( tx ) => {
		await sql`
			with gone as (
				delete from products
				where account_id = ${ accountId } and connection_id = ${ connectionId } and product_id = ${ productId }
				returning connection_id, product_id, words
			), ${ forgetWords( accountId, 'products' ) }
			select from gone
		`.execute( tx );
		for ( const table of [
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
		await note?.( tx );
	} );
}
