import { html } from 'hono/html';
import {
	COLLECTION_SORTS,
	type CollectionFilters,
	type CollectionRow,
	type CollectionView,
} from '../../views/collection-list.ts';
import type { Counted } from '../../views/listing.ts';
import { linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { definitions } from '../parts/definitions.ts';
import type { Content, Html } from '../parts/html.ts';
import { numberText } from '../../texts/numbers.ts';
import { plainText } from '../parts/plain-text.ts';
import { table } from '../parts/table.ts';
import { pictured, thumbnail } from '../parts/thumbnail.ts';
import { time } from '../parts/time.ts';
import {
	collectionPath,
	connectionPath,
	PATHS,
	productPath,
} from '../paths.ts';
import type { ProductRow } from '../../views/product-view.ts';
import { withoutScheme, type StoreRow } from '../../views/store-view.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';
import { listPage, type Listed } from './list.ts';
import { onlinePill, priceText } from './products.ts';
import { storeColumn, storeFilter } from './list-filters.ts';
import { texts } from '../../texts/texts.ts';

/** R34 */
export function collectionsPage(
	viewer: Viewer,
	options: Listed< CollectionRow, CollectionFilters > &
		Counted & { stores: readonly StoreRow[] }
): Html {
	const { wanted, stores } = options;
	return listPage( viewer, {
		...options,
		title: texts().collections.title,
		section: 'collections',
		words: texts().collections,
		sorts: COLLECTION_SORTS,
		href: ( { connectionId, collectionId } ) =>
			collectionPath( connectionId, collectionId ),
		empty: {
			icon: 'layers',
			text: texts().collections.empty,
		},
		path: PATHS.collections,
		searchLabel: texts().common.name,
		filters: [ storeFilter( stores, wanted.connectionId ) ],
		columns: [
			{
				id: 'collection',
				label: texts().common.collection,
				kind: 'title',
				sortBy: 'name',
				cell: ( { name, image } ) =>
					pictured( image, name || texts().common.unnamed ),
			},
			{
				id: 'slug',
				label: texts().products.slug,
				kind: 'clip',
				cell: ( { slug } ) => slug,
			},
			storeColumn(),
			{
				id: 'products',
				label: texts().common.products,
				kind: 'number',
				narrow: 'first',
				sortBy: 'products',
				cell: ( row ) => numberText( row.count ),
			},
		],
	} );
}

/** R34: a collection with its products. */
export function collectionPage(
	viewer: Viewer,
	{
		collection,
		products,
		total,
		currency,
	}: {
		collection: CollectionView;
		/** The collection's first products. */
		products: readonly ProductRow[];
		total: number;
		currency: string | null;
	}
): Html {
	const { connectionId, collectionId, storeUrl } = collection;
	return page( {
		title: collection.name || texts().common.unnamed,
		viewer,
		section: 'collections',
		back: { label: texts().collections.title, path: PATHS.collections },
		intro: html`${ texts().common.fromStore( { storePath: connectionPath( connectionId ), store: withoutScheme( storeUrl ) } ) }`,
		actions: linkButton(
			texts().common.openInWooCommerce,
			`${ storeUrl }/wp-admin/term.php?taxonomy=product_cat&tag_ID=${ collectionId }&post_type=product`,
			{ external: true }
		),
		body: html`<div class="columns">
			<div class="stack">
				${ productsCard( collection, products, total, currency ) }
			</div>
			<div class="stack">
				${ descriptionCard( collection ) }
				${ detailsCard( collection ) }
			</div>
		</div>`,
	} );
}

function productsCard(
	{ connectionId, collectionId }: CollectionView,
	products: readonly ProductRow[],
	total: number,
	currency: string | null
): Html {
	const all = `${ PATHS.products }?${ new URLSearchParams( { collection: `${ connectionId }~${ collectionId }` } ).toString() }`;
	return card( {
		title: texts().common.products,
		...( products.length === 0
			? {
					body: html`<p class="footnote">
						${ texts().collections.noProducts }
					</p>`,
				}
			: {
					flush: true,
					body: table( {
						label: texts().common.products,
						rows: products,
						href: ( { productId } ) =>
							productPath( connectionId, productId ),
						columns: [
							{
								label: texts().common.product,
								kind: 'title',
								cell: ( { name, image } ) =>
									pictured(
										image,
										name || texts().common.unnamed
									),
							},
							{
								label: texts().products.onlineStore,
								cell: ( { isOnline } ) =>
									onlinePill( isOnline ),
							},
							{
								label: texts().products.price,
								kind: 'number',
								narrow: 'first',
								cell: ( { price } ) =>
									priceText( price, currency ),
							},
						],
					} ),
					footer:
						total > products.length
							? html`<a href="${ all }"
									>${ texts().products.seeAll( total ) }</a
								>`
							: texts().products.cappedCount( total ),
				} ),
	} );
}

function descriptionCard( { description, image }: CollectionView ): Html {
	const text = plainText( description );
	return card( {
		title: texts().common.description,
		body: html`${ image === null ? '' : thumbnail( image ) }
		${
			text === ''
				? html`<p class="footnote">
						${ texts().products.noDescription }
					</p>`
				: html`<p class="lines-of-text">${ text }</p>`
		}`,
	} );
}

function detailsCard( collection: CollectionView ): Html {
	const { connectionId, parent, children } = collection;
	const linked = ( id: string, name: string | null ): Content =>
		name === null
			? texts().products.unknownCategory( { id } )
			: html`<a href="${ collectionPath( connectionId, id ) }"
					>${ name }</a
				>`;
	return card( {
		title: texts().common.details,
		body: definitions( [
			[
				texts().collections.parent,
				parent === null
					? texts().common.none
					: linked( parent.collectionId, parent.name ),
			],
			...( children.length === 0
				? []
				: [
						[
							texts().collections.children,
							html`${ children.map(
								( { collectionId, name }, index ) =>
									html`${ index === 0 ? '' : ', ' }${ linked( collectionId, name ) }`
							) }`,
						] as const,
					] ),
			[
				texts().common.products,
				texts().collections.inWooCommerce( {
					count: numberText( collection.count ),
				} ),
			],
			[ texts().products.slug, collection.slug ],
			[ texts().collections.termId, collection.collectionId ],
			[ texts().common.received, time( collection.receivedAt ) ],
			[ texts().common.changed, time( collection.updatedAt ) ],
		] ),
	} );
}
