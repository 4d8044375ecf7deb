import type { Product, Variant } from '@ivorey/shared';

/** WooCommerce's own; a plugin may add others. */
export const STOCK_STATUSES = [
	'instock',
	'outofstock',
	'onbackorder',
] as const;

/** A product, as lists show it. */
export interface ProductRow {
	connectionId: string;
	productId: string;
	name: string;
	sku: string;
	type: Product[ 'type' ];
	/** Null where it has none (R13). */
	price: string | null;
	isOnline: boolean;
	stockStatus: string;
	image: string | null;
	isEdited: boolean;
	storeUrl: string;
	updatedAt: Date;
}

/** What an owner may change of a product in Ivorey (R37). */
export interface EditableProduct {
	name: string;
	description: string;
	price: string | null;
	include_in_online_store: boolean;
}

export type ProductEdits = Partial< EditableProduct >;

export interface VariantRow extends Variant {
	/** False once it is gone in WooCommerce, or has no price there (R13, R16). */
	isAvailable: boolean;
}

/** A product with all that is known of it (R37). */
export interface ProductView extends ProductRow {
	/** As WooCommerce sent it last. */
	record: Product;
	/** As Ivorey shows it: with what was changed here. */
	shown: EditableProduct;
	/** What was changed here and WooCommerce has otherwise; null: nothing. */
	edits: ( ProductEdits & { by: string; at: Date } ) | null;
	/** What was changed here, and overwritten by a change in WooCommerce. */
	overwritten:
		( ProductEdits & { by: string; at: Date; overwrittenAt: Date } ) | null;
	variants: readonly VariantRow[];
	collections: readonly {
		collectionId: string;
		/** Null where it is not in Ivorey. */
		name: string | null;
	}[];
	/** Of the record; another one is another product to edit. */
	digest: string;
	receivedAt: Date;
}
