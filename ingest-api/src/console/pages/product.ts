import { html } from 'hono/html';
import { linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { definitions } from '../parts/definitions.ts';
import type { Content, Html } from '../parts/html.ts';
import { tag } from '../parts/pill.ts';
import { plainText } from '../parts/plain-text.ts';
import { table } from '../parts/table.ts';
import { pictured, thumbnail } from '../parts/thumbnail.ts';
import { time } from '../parts/time.ts';
import { timeline, type Moment } from '../parts/timeline.ts';
import { notice } from '../parts/verdict.ts';
import {
	collectionPath,
	connectionPath,
	PATHS,
	productPath,
} from '../paths.ts';
import type {
	ProductEdits,
	ProductView,
	VariantRow,
} from '../../views/product-view.ts';
import { withoutScheme } from '../../views/store-view.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';
import { onlinePill, priceText, stockName } from './products.ts';
import { texts } from '../../texts/texts.ts';

export interface ProductPageOptions {
	product: ProductView;
	currency: string | null;
	/** How many orders of its store contain it. */
	orders: number;
	/** The action that led here. */
	done: string | null;
}

/** The fields that can be changed in Ivorey, in the order of the page. */
const FIELDS: readonly ( keyof ProductEdits )[] = [
	'name',
	'description',
	'price',
	'include_in_online_store',
];

/** R37 */
export function productPage(
	viewer: Viewer,
	options: ProductPageOptions
): Html {
	const { product, done } = options;
	const { connectionId, productId, storeUrl, record } = product;
	const path = productPath( connectionId, productId );
	return page( {
		title: product.name || texts().common.unnamed,
		viewer,
		section: 'products',
		back: { label: texts().products.title, path: PATHS.products },
		badge: onlinePill( product.isOnline ),
		intro: html`${ texts().products.intro( { storePath: connectionPath( connectionId ), store: withoutScheme( storeUrl ) } ) }`,
		actions: html`${ linkButton( texts().common.edit, `${ path }/edit` ) }
		${ linkButton(
			texts().common.openInWooCommerce,
			`${ storeUrl }/wp-admin/post.php?post=${ productId }&action=edit`,
			{ external: true }
		) }`,
		body: html`${ done === null ? '' : notice( 'good', done ) }
			${ differences( options ) }
			<div class="columns">
				<div class="stack">
					${ descriptionCard( product ) } ${ variantsCard( options ) }
					${ card( { title: texts().common.history, body: timeline( moments( options ) ) } ) }
				</div>
				<div class="stack">
					${ priceCard( options ) } ${ picturesCard( record.images ) }
					${ collectionsCard( product ) } ${ detailsCard( options ) }
				</div>
			</div>`,
	} );
}

/** The fields that differ from WooCommerce, with WooCommerce's values. */
function differences( { product, currency }: ProductPageOptions ): Html {
	const { edits, record } = product;
	if ( edits === null ) {
		return html``;
	}
	return notice(
		'warn',
		html`${ texts().products.changedInIvorey() }
			<ul class="bullets">
				${ fieldsOf( edits ).map(
					( field ) =>
						html`<li>
							${ texts().products.fields[ field ] }:
							${ valueText( record, field, currency ) }
						</li>`
				) }
			</ul>`
	);
}

export function valueText(
	values: ProductEdits,
	field: keyof ProductEdits,
	currency: string | null
): Content {
	switch ( field ) {
		case 'price':
			return priceText( values.price ?? null, currency );
		case 'include_in_online_store':
			return values.include_in_online_store === true
				? texts().common.on
				: texts().common.off;
		case 'description':
			return (
				shortened( plainText( values.description ?? '' ) ) ||
				texts().products.noValue
			);
		case 'name':
			return values.name || texts().products.noValue;
	}
}

const SHORT = 200;

function shortened( text: string ): string {
	const characters = Array.from( text );
	return characters.length <= SHORT
		? text
		: `${ characters.slice( 0, SHORT ).join( '' ) }…`;
}

function descriptionCard( { shown, record }: ProductView ): Html {
	const long = plainText( shown.description );
	const short = plainText( record.short_description );
	return card( {
		title: texts().common.description,
		body:
			long === '' && short === ''
				? html`<p class="footnote">
						${ texts().products.noDescription }
					</p>`
				: html`${ short === '' ? '' : html`<p class="lines-of-text">${ short }</p>` }
					${ long === '' ? '' : html`<p class="lines-of-text">${ long }</p>` }`,
	} );
}

function variantsCard( { product, currency }: ProductPageOptions ): Html {
	const { variants } = product;
	if ( variants.length === 0 ) {
		return html``;
	}
	return card( {
		title: texts().products.variants,
		flush: true,
		body: table< VariantRow >( {
			label: texts().products.variants,
			rows: variants,
			columns: [
				{
					label: texts().products.variant,
					kind: 'title',
					cell: ( { attributes, image, isAvailable } ) =>
						pictured(
							image,
							html`${
								attributes
									.map(
										( { option } ) =>
											option || texts().products.anyOption
									)
									.join( ', ' ) ||
								texts().products.noAttributes
							}
							${ isAvailable ? '' : tag( texts().products.notAvailable ) }`
						),
				},
				{
					label: texts().products.sku,
					kind: 'clip',
					cell: ( { sku } ) => sku || '–',
				},
				{ label: texts().products.stock, cell: stockText },
				{
					label: texts().products.price,
					kind: 'number',
					narrow: 'first',
					cell: ( { price } ) => priceText( price, currency ),
				},
			],
		} ),
		footer: texts().products.variantCount( variants.length ),
	} );
}

function stockText( {
	manage_stock: isManaged,
	stock_quantity: quantity,
	stock_status: status,
}: Pick<
	VariantRow,
	'manage_stock' | 'stock_quantity' | 'stock_status'
> ): string {
	const name = stockName( status );
	return isManaged && quantity !== null
		? `${ name } (${ Number( quantity ) })`
		: name;
}

function priceCard( { product, currency }: ProductPageOptions ): Html {
	const { record, price } = product;
	const entries: ( readonly [ string, Content ] )[] = [
		[ texts().products.price, priceText( price, currency ) ],
		[
			texts().products.regularPrice,
			priceText( record.regular_price, currency ),
		],
	];
	if ( record.sale_price !== null ) {
		entries.push( [
			texts().products.salePrice,
			priceText( record.sale_price, currency ),
		] );
	}
	if ( record.date_on_sale_from !== null ) {
		entries.push( [
			texts().products.onSaleFrom,
			time( record.date_on_sale_from ),
		] );
	}
	if ( record.date_on_sale_to !== null ) {
		entries.push( [
			texts().products.onSaleUntil,
			time( record.date_on_sale_to ),
		] );
	}
	entries.push( [ texts().products.stock, stockText( record ) ] );
	return card( {
		title: texts().products.priceAndStock,
		body: definitions( entries ),
	} );
}

function picturesCard( images: readonly string[] ): Html {
	return images.length === 0
		? html``
		: card( {
				title: texts().products.pictures,
				body: html`<ul class="pictures">
					${ images.map( ( url ) => html`<li>${ thumbnail( url ) }</li>` ) }
				</ul>`,
			} );
}

function collectionsCard( { collections, connectionId }: ProductView ): Html {
	return card( {
		title: texts().common.collections,
		body:
			collections.length === 0
				? html`<p class="footnote">
						${ texts().products.noCollection }
					</p>`
				: html`<ul class="plain-list">
						${ collections.map(
							( { collectionId, name } ) =>
								html`<li>
									${
										name === null
											? texts().products.unknownCategory(
													{ id: collectionId }
												)
											: html`<a
													href="${ collectionPath( connectionId, collectionId ) }"
													>${ name }</a
												>`
									}
								</li>`
						) }
					</ul>`,
	} );
}

function detailsCard( { product, orders }: ProductPageOptions ): Html {
	const { record, connectionId, productId } = product;
	const entries: ( readonly [ string, Content ] )[] = [
		[
			texts().common.orders,
			orders === 0
				? texts().products.noOrders
				: html`<a
						href="${ PATHS.orders }?${ new URLSearchParams( { product: `${ connectionId }~${ productId }` } ).toString() }"
						>${ texts().orders.cappedCount( orders ) }</a
					>`,
		],
		[ texts().common.type, texts().products.types[ product.type ] ],
		[ texts().products.sku, product.sku || '–' ],
		[ texts().products.slug, record.slug || '–' ],
		[ texts().products.productId, productId ],
		...record.attributes.map(
			( { name, options } ) => [ name, options.join( ', ' ) ] as const
		),
	];
	if ( record.virtual ) {
		entries.push( [ texts().products.virtual, texts().common.yes ] );
	}
	if ( record.downloadable ) {
		entries.push( [ texts().products.downloadable, texts().common.yes ] );
	}
	entries.push( [
		texts().products.inTheStore,
		html`<a href="${ record.permalink }" rel="noreferrer"
			>${ texts().products.seeInStore }</a
		>`,
	] );
	return card( {
		title: texts().common.details,
		body: definitions( entries ),
	} );
}

/** Sorted from newest to oldest. */
function moments( { product, currency }: ProductPageOptions ): Moment[] {
	const { edits, overwritten, receivedAt, updatedAt, record } = product;
	const list: Moment[] = [
		{ at: receivedAt, title: texts().common.received },
	];
	if ( record.date_created !== null ) {
		list.push( {
			at: record.date_created,
			title: texts().products.createdInWooCommerce,
		} );
	}
	if ( updatedAt > receivedAt ) {
		list.push( { at: updatedAt, title: texts().products.lastVersion } );
	}
	if ( overwritten !== null ) {
		list.push( {
			at: overwritten.overwrittenAt,
			title: texts().products.changedInWooCommerce,
			text: html`${ texts().products.overwritten( { author: overwritten.by, changes: fieldsText( overwritten, currency ) } ) }`,
			tone: 'warn',
		} );
	}
	if ( edits !== null ) {
		list.push( {
			at: edits.at,
			title: texts().products.changedBy( { author: edits.by } ),
			text: fieldsText( edits, currency ),
		} );
	}
	return list.sort(
		( a, b ) => new Date( b.at ).getTime() - new Date( a.at ).getTime()
	);
}

function fieldsText( edits: ProductEdits, currency: string | null ): Html {
	return html`${ fieldsOf( edits ).map(
		( field, index ) =>
			html`${ index === 0 ? '' : '; ' }${ texts().products.fields[ field ] }:
			${ valueText( edits, field, currency ) }`
	) }`;
}

function fieldsOf( edits: ProductEdits ): ( keyof ProductEdits )[] {
	return FIELDS.filter( ( field ) => Object.hasOwn( edits, field ) );
}
