import { sql, type RawBuilder } from 'kysely';
import type { VerifiedElement } from '@ivorey/shared';

/** Where the records of an element are. */
export interface Source {
	table:
		| 'collections'
		| 'products'
		| 'contact_links'
		| 'orders'
		| 'transactions';
	/** The wire id. */
	id: RawBuilder< string >;
	/** By which ranges count: the id, or that of the order that a transaction belongs to. As it is indexed. */
	number: RawBuilder< string >;
}

function source(
	table: Source[ 'table' ],
	id: string,
	number: string = id
): Source {
	return {
		table,
		id: sql.ref( id ),
		number: sql`( ${ sql.ref( number ) }::numeric )`,
	};
}

export const SOURCES: Readonly< Record< VerifiedElement, Source > > = {
	collections: source( 'collections', 'collection_id' ),
	products: source( 'products', 'product_id' ),
	contacts: source( 'contact_links', 'user_id' ),
	orders: source( 'orders', 'order_id' ),
	transactions: source( 'transactions', 'transaction_id', 'order_id' ),
};
