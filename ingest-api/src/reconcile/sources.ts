import { sql, type RawBuilder } from 'kysely';
import type { VerifiedElement } from '@ivorey/shared';

/** The table of an element's records, and its columns. */
export interface Source {
	table:
		| 'collections'
		| 'products'
		| 'contact_links'
		| 'orders'
		| 'transactions';
	/** The wire ID. */
	id: RawBuilder< string >;
	/** The object's ID in the store: the wire ID, or the order of a transaction. */
	objectId: RawBuilder< string >;
	/** An empty string if there is none. */
	digest: RawBuilder< string >;
	/** The highest version that the store has sent, as in its ledger. */
	version: RawBuilder< string >;
}

const DIGEST = sql< string >`coalesce( digest, '' )`;

const VERSION = sql< string >`version`;

function source(
	table: Source[ 'table' ],
	id: string,
	objectId: string = id,
	digest: RawBuilder< string > = DIGEST,
	version: RawBuilder< string > = VERSION
): Source {
	return {
		table,
		id: sql.ref( id ),
		objectId: sql.ref( objectId ),
		digest,
		version,
	};
}

export const SOURCES: Readonly< Record< VerifiedElement, Source > > = {
	collections: source( 'collections', 'collection_id' ),
	products: source( 'products', 'product_id' ),
	contacts: source( 'contact_links', 'user_id' ),
	orders: source(
		'orders',
		'order_id',
		'order_id',
		// R43: an order that was restored without notice differs, so that it is sent again.
		sql`case when trashed_version > version then '' else ${ DIGEST } end`,
		// Moving to the trash has a version of its own. greatest() ignores null.
		sql`greatest( version, trashed_version )`
	),
	transactions: source( 'transactions', 'transaction_id', 'order_id' ),
};
