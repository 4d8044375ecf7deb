import { html } from 'hono/html';
import { linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { definitions } from '../parts/definitions.ts';
import type { Content, Html } from '../parts/html.ts';
import { count, counted } from '../parts/numbers.ts';
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
import { onlinePill, priceText, stockName, TYPE_NAMES } from './products.ts';

export interface ProductPageOptions {
	product: ProductView;
	currency: string | null;
	/** How many orders of its store have it. */
	orders: number;
	/** What was just done. */
	done: string | null;
}

/** Names of what can be changed in Ivorey, as the page says them. */
export const FIELD_NAMES: Readonly< Record< keyof ProductEdits, string > > = {
	name: 'Name',
	description: 'Description',
	price: 'Price',
	include_in_online_store: 'Include in Online Store',
};

/** R37 */
export function productPage(
	viewer: Viewer,
	options: ProductPageOptions
): Html {
	const { product, done } = options;
	const { connectionId, productId, storeUrl, record } = product;
	const path = productPath( connectionId, productId );
	return page( {
		title: product.name || 'Without a name',
		viewer,
		section: 'products',
		back: { label: 'Products', path: PATHS.products },
		badge: onlinePill( product.isOnline ),
		intro: html`From
			<a href="${ connectionPath( connectionId ) }"
				>${ withoutScheme( storeUrl ) }</a
			>. WooCommerce is the source of truth: its next change of this
			product overwrites what you change here.`,
		actions: html`${ linkButton( 'Edit', `${ path }/edit` ) }
		${ linkButton(
			'Open in WooCommerce',
			`${ storeUrl }/wp-admin/post.php?post=${ productId }&action=edit`,
			{ external: true }
		) }`,
		body: html`${ done === null ? '' : notice( 'good', done ) }
			${ differences( options ) }
			<div class="columns">
				<div class="stack">
					${ descriptionCard( product ) } ${ variantsCard( options ) }
					${ card( { title: 'History', body: timeline( moments( options ) ) } ) }
				</div>
				<div class="stack">
					${ priceCard( options ) } ${ picturesCard( record.images ) }
					${ collectionsCard( product ) } ${ detailsCard( options ) }
				</div>
			</div>`,
	} );
}

/** What Ivorey has otherwise than WooCommerce, with its value there. */
function differences( { product, currency }: ProductPageOptions ): Html {
	const { edits, record } = product;
	if ( edits === null ) {
		return html``;
	}
	return notice(
		'warn',
		html`<strong>Changed in Ivorey.</strong> In WooCommerce:
			<ul class="bullets">
				${ fieldsOf( edits ).map(
					( field ) =>
						html`<li>
							${ FIELD_NAMES[ field ] }:
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
			return values.include_in_online_store === true ? 'On' : 'Off';
		case 'description':
			return (
				shortened( plainText( values.description ?? '' ) ) || 'Empty'
			);
		case 'name':
			return values.name || 'Empty';
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
		title: 'Description',
		body:
			long === '' && short === ''
				? html`<p class="footnote">It has no description.</p>`
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
		title: 'Variants',
		flush: true,
		body: table< VariantRow >( {
			label: 'Variants',
			rows: variants,
			columns: [
				{
					label: 'Variant',
					kind: 'title',
					cell: ( { attributes, image, isAvailable } ) =>
						pictured(
							image,
							html`${
								attributes
									.map( ( { option } ) => option || 'Any' )
									.join( ', ' ) || 'Without attributes'
							}
							${ isAvailable ? '' : tag( 'Not available' ) }`
						),
				},
				{ label: 'SKU', kind: 'clip', cell: ( { sku } ) => sku || '–' },
				{ label: 'Stock', cell: stockText },
				{
					label: 'Price',
					kind: 'number',
					narrow: 'first',
					cell: ( { price } ) => priceText( price, currency ),
				},
			],
		} ),
		footer: count( variants.length, 'variant' ),
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
		[ 'Price', priceText( price, currency ) ],
		[ 'Regular price', priceText( record.regular_price, currency ) ],
	];
	if ( record.sale_price !== null ) {
		entries.push( [
			'Sale price',
			priceText( record.sale_price, currency ),
		] );
	}
	if ( record.date_on_sale_from !== null ) {
		entries.push( [ 'On sale from', time( record.date_on_sale_from ) ] );
	}
	if ( record.date_on_sale_to !== null ) {
		entries.push( [ 'On sale until', time( record.date_on_sale_to ) ] );
	}
	entries.push( [ 'Stock', stockText( record ) ] );
	return card( { title: 'Price and stock', body: definitions( entries ) } );
}

function picturesCard( images: readonly string[] ): Html {
	return images.length === 0
		? html``
		: card( {
				title: 'Pictures',
				body: html`<ul class="pictures">
					${ images.map( ( url ) => html`<li>${ thumbnail( url ) }</li>` ) }
				</ul>`,
			} );
}

function collectionsCard( { collections, connectionId }: ProductView ): Html {
	return card( {
		title: 'Collections',
		body:
			collections.length === 0
				? html`<p class="footnote">It is in no collection.</p>`
				: html`<ul class="plain-list">
						${ collections.map(
							( { collectionId, name } ) =>
								html`<li>
									${
										name === null
											? `Category ${ collectionId }, which is not in Ivorey`
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
			'Orders',
			orders === 0
				? 'None yet'
				: html`<a
						href="${ PATHS.orders }?${ new URLSearchParams( { product: `${ connectionId }~${ productId }` } ).toString() }"
						>${ counted( orders, 'order' ) }</a
					>`,
		],
		[ 'Type', TYPE_NAMES[ product.type ] ],
		[ 'SKU', product.sku || '–' ],
		[ 'Slug', record.slug || '–' ],
		[ 'Product id', productId ],
		...record.attributes.map(
			( { name, options } ) => [ name, options.join( ', ' ) ] as const
		),
	];
	if ( record.virtual ) {
		entries.push( [ 'Virtual', 'Yes' ] );
	}
	if ( record.downloadable ) {
		entries.push( [ 'Downloadable', 'Yes' ] );
	}
	entries.push( [
		'In the store',
		html`<a href="${ record.permalink }" rel="noreferrer">See it there</a>`,
	] );
	return card( { title: 'Details', body: definitions( entries ) } );
}

/** The newest first. */
function moments( { product, currency }: ProductPageOptions ): Moment[] {
	const { edits, overwritten, receivedAt, updatedAt, record } = product;
	const list: Moment[] = [ { at: receivedAt, title: 'Received' } ];
	if ( record.date_created !== null ) {
		list.push( {
			at: record.date_created,
			title: 'Created in WooCommerce',
		} );
	}
	if ( updatedAt > receivedAt ) {
		list.push( { at: updatedAt, title: 'Last version received' } );
	}
	if ( overwritten !== null ) {
		list.push( {
			at: overwritten.overwrittenAt,
			title: 'Changed in WooCommerce',
			text: html`What ${ overwritten.by } had changed in Ivorey was
			overwritten: ${ fieldsText( overwritten, currency ) }`,
			tone: 'warn',
		} );
	}
	if ( edits !== null ) {
		list.push( {
			at: edits.at,
			title: `Changed in Ivorey by ${ edits.by }`,
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
			html`${ index === 0 ? '' : '; ' }${ FIELD_NAMES[ field ] }:
			${ valueText( edits, field, currency ) }`
	) }`;
}

function fieldsOf( edits: ProductEdits ): ( keyof ProductEdits )[] {
	return ( Object.keys( FIELD_NAMES ) as ( keyof ProductEdits )[] ).filter(
		( field ) => Object.hasOwn( edits, field )
	);
}
