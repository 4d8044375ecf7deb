import { html } from 'hono/html';
import {
	COLLECTION_SORTS,
	type CollectionFilters,
	type CollectionRow,
	type CollectionView,
} from '../../views/collection-list.ts';
import type { Counted, Sorting } from '../../views/listing.ts';
import type { ListPage } from '../../views/paging.ts';
import { linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { definitions } from '../parts/definitions.ts';
import type { Content, Html } from '../parts/html.ts';
import { counted, numberText } from '../parts/numbers.ts';
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
import { listPage } from './list.ts';
import { onlinePill, priceText } from './products.ts';
import { storeFilter } from './list-filters.ts';

/** R34 */
export function collectionsPage(
	viewer: Viewer,
	options: ListPage< CollectionRow > &
		Counted & {
			wanted: CollectionFilters;
			hidden: readonly string[];
			sorting: Sorting;
			stores: readonly StoreRow[];
		}
): Html {
	const { wanted, stores } = options;
	return listPage( viewer, {
		...options,
		title: 'Collections',
		section: 'collections',
		one: 'collection',
		many: 'collections',
		sorts: COLLECTION_SORTS,
		href: ( { connectionId, collectionId } ) =>
			collectionPath( connectionId, collectionId ),
		empty: {
			icon: 'layers',
			text: 'Product categories of your stores that are linked to a product are here as soon as your stores send them.',
		},
		filtered: {
			path: PATHS.collections,
			search: { name: 'search', label: 'Name', value: wanted.search },
			filters: [ storeFilter( stores, wanted.connectionId ) ],
		},
		columns: [
			{
				label: 'Collection',
				kind: 'title',
				sortBy: 'name',
				cell: ( { name, image } ) =>
					pictured( image, name || 'Without a name' ),
			},
			{ label: 'Slug', kind: 'clip', cell: ( { slug } ) => slug },
			{
				label: 'Store',
				kind: 'clip',
				narrow: 'hidden',
				cell: ( { storeUrl } ) => withoutScheme( storeUrl ),
			},
			{
				label: 'Products',
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
		/** The first of them. */
		products: readonly ProductRow[];
		total: number;
		currency: string | null;
	}
): Html {
	const { connectionId, collectionId, storeUrl } = collection;
	return page( {
		title: collection.name || 'Without a name',
		viewer,
		section: 'collections',
		back: { label: 'Collections', path: PATHS.collections },
		intro: html`From
			<a href="${ connectionPath( connectionId ) }"
				>${ withoutScheme( storeUrl ) }</a
			>.`,
		actions: linkButton(
			'Open in WooCommerce',
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
		title: 'Products',
		...( products.length === 0
			? {
					body: html`<p class="footnote">
						No product in Ivorey is linked to it.
					</p>`,
				}
			: {
					flush: true,
					body: table( {
						label: 'Products',
						rows: products,
						href: ( { productId } ) =>
							productPath( connectionId, productId ),
						columns: [
							{
								label: 'Product',
								kind: 'title',
								cell: ( { name, image } ) =>
									pictured( image, name || 'Without a name' ),
							},
							{
								label: 'Online store',
								cell: ( { isOnline } ) =>
									onlinePill( isOnline ),
							},
							{
								label: 'Price',
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
									>See all ${ counted( total, 'product' ) }</a
								>`
							: counted( total, 'product' ),
				} ),
	} );
}

function descriptionCard( { description, image }: CollectionView ): Html {
	const text = plainText( description );
	return card( {
		title: 'Description',
		body: html`${ image === null ? '' : thumbnail( image ) }
		${
			text === ''
				? html`<p class="footnote">It has no description.</p>`
				: html`<p class="lines-of-text">${ text }</p>`
		}`,
	} );
}

function detailsCard( collection: CollectionView ): Html {
	const { connectionId, parent, children } = collection;
	const linked = ( id: string, name: string | null ): Content =>
		name === null
			? `Category ${ id }, which is not in Ivorey`
			: html`<a href="${ collectionPath( connectionId, id ) }"
					>${ name }</a
				>`;
	return card( {
		title: 'Details',
		body: definitions( [
			[
				'Parent',
				parent === null
					? 'None'
					: linked( parent.collectionId, parent.name ),
			],
			...( children.length === 0
				? []
				: [
						[
							'Below it',
							html`${ children.map(
								( { collectionId, name }, index ) =>
									html`${ index === 0 ? '' : ', ' }${ linked( collectionId, name ) }`
							) }`,
						] as const,
					] ),
			[
				'Products',
				`${ numberText( collection.count ) } in WooCommerce`,
			],
			[ 'Slug', collection.slug ],
			[ 'Term id', collection.collectionId ],
			[ 'Received', time( collection.receivedAt ) ],
			[ 'Changed', time( collection.updatedAt ) ],
		] ),
	} );
}
