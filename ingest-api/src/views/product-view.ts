import type { Product, Variant } from '@ivorey/shared';

/** WooCommerce's own statuses; a plugin may add others. */
export const STOCK_STATUSES = [
	'instock',
	'outofstock',
	'onbackorder',
] as const;

/** A product in a list. */
export interface ProductRow {
	connectionId: string;
	productId: string;
	name: string;
	sku: string;
	type: Product[ 'type' ];
	/** null if it has no price (R13). */
	price: string | null;
	isOnline: boolean;
	stockStatus: string;
	image: string | null;
	isEdited: boolean;
	storeUrl: string;
	updatedAt: Date;
}

/** The fields that an owner can change in Ivorey (R37). */
export interface EditableProduct {
	name: string;
	description: string;
	price: string | null;
	include_in_online_store: boolean;
}

export type ProductEdits = Partial< EditableProduct >;

export interface VariantRow extends Variant {
	/** False if the variant is gone in WooCommerce, or has no price there (R13, R16). */
	isAvailable: boolean;
}

/** A product with all its details (R37). */
export interface ProductView extends ProductRow {
	/** The last record from WooCommerce. */
	record: Product;
	/** The values that Ivorey shows, edits included. */
	shown: EditableProduct;
	/** The edits made in Ivorey that differ from WooCommerce; null: none. */
	edits: ( ProductEdits & { by: string; at: Date } ) | null;
	/** The edits made in Ivorey that a change in WooCommerce has overwritten. */
	overwritten:
		( ProductEdits & { by: string; at: Date; overwrittenAt: Date } ) | null;
	variants: readonly VariantRow[];
	collections: readonly {
		collectionId: string;
		/** null if the collection is not in Ivorey. */
		name: string | null;
	}[];
	/** The record's digest; with another digest an edit would apply to another state of the product. */
	digest: string;
	receivedAt: Date;
}
