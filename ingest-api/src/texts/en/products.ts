import { capped, plural } from './plurals.ts';
import { html } from 'hono/html';
import type { Content } from '../content.ts';

export const products = {
	title: 'Products',
	empty: 'Simple and variable products with a price appear here as soon as your stores send them.',
	search: 'Name or SKU',
	onlineStore: 'Online store',
	included: 'Included',
	notIncluded: 'Not included',
	stock: 'Stock',
	edited: 'Edited',
	sku: 'SKU',
	price: 'Price',
	inOnlineStore: 'In online store',
	notInOnlineStore: 'Not in online store',
	intro: ( { storePath, store }: { storePath: string; store: string } ) =>
		html`From <a href="${ storePath }">${ store }</a>. WooCommerce is the
			source of truth: the next change there overwrites what you change
			here.`,
	noValue: 'Empty',
	noDescription: 'No description.',
	variants: 'Variants',
	variant: 'Variant',
	anyOption: 'Any',
	noAttributes: 'No attributes',
	notAvailable: 'Not available',
	variantCount: ( variants: number ) =>
		plural( variants, { one: '# variant', other: '# variants' } ),
	regularPrice: 'Regular price',
	salePrice: 'Sale price',
	onSaleFrom: 'On sale from',
	onSaleUntil: 'On sale until',
	priceAndStock: 'Price and stock',
	pictures: 'Pictures',
	noCollection: 'In no collection.',
	unknownCategory: ( { id }: { id: string } ) =>
		`Category ${ id } (not in Ivorey)`,
	noOrders: 'None yet',
	slug: 'Slug',
	productId: 'Product ID',
	virtual: 'Virtual',
	downloadable: 'Downloadable',
	inTheStore: 'In the store',
	seeInStore: 'View in the store',
	createdInWooCommerce: 'Created in WooCommerce',
	lastVersion: 'Last version received',
	changedInWooCommerce: 'Changed in WooCommerce',
	overwritten: ( {
		author,
		changes,
	}: {
		author: string;
		changes: Content;
	} ) =>
		html`Changes that ${ author } made in Ivorey were overwritten:
		${ changes }`,
	changedBy: ( { author }: { author: string } ) =>
		`Changed in Ivorey by ${ author }`,
	inWooCommerce: ( { value }: { value: Content } ) =>
		html`In WooCommerce: ${ value }`,
	editOne: ( { name }: { name: string } ) => `Edit ${ name }`,
	editIntro:
		'Changes stay in Ivorey. The next change to this product in WooCommerce overwrites them.',
	htmlHint: ( { inWooCommerce }: { inWooCommerce: Content } ) =>
		html`HTML. ${ inWooCommerce }`,
	removeTitle: 'Remove from Ivorey',
	removeText:
		'Removes the product and its variants from Ivorey, not from WooCommerce. A product that is still in WooCommerce comes back within a day: the store compares its products with Ivorey and sends what is missing. To remove it for good, delete it in WooCommerce first.',
	isAsYouWant: 'It is already as you want it.',
	differsNow: 'These fields are different from yours now:',
	saveAgain: 'Save again to overwrite them.',
	removeOne: ( { name }: { name: string } ) => `Remove ${ name }?`,
	removeWarning:
		'The product and its variants are removed from Ivorey. Orders keep their items. Nothing changes in WooCommerce. A product that is still in WooCommerce comes back within a day: the store compares its products with Ivorey and sends what is missing. To remove it for good, delete it in WooCommerce first.',
	cappedCount: ( number: number ) =>
		capped( number, { one: '# product', other: '# products' } ),
	notFound: 'Product not found',
	notFoundText:
		'There is no such product in your account. It may have been removed.',
	changedInWooCommerceMeanwhile:
		'The product changed in WooCommerce in the meantime.',
	editsGone: 'The changes made in Ivorey were removed in the meantime.',
	changedByMeanwhile: ( { author }: { author: string } ) =>
		`${ author } changed the product in Ivorey in the meantime.`,
	noneMatch: 'No products match',
	showAll: 'Show all products',
	noneYet: 'No products yet',
	count: ( number: number ) =>
		plural( number, { one: '# product', other: '# products' } ),
	seeAll: ( number: number ) =>
		capped( number, {
			one: 'See # product',
			other: 'See all # products',
		} ),
	types: { simple: 'Simple', variable: 'Variable' },
	stockStatuses: {
		instock: 'In stock',
		outofstock: 'Out of stock',
		onbackorder: 'On backorder',
	},
	fields: {
		name: 'Name',
		description: 'Description',
		price: 'Price',
		include_in_online_store: 'Include in Online Store',
	},
	changedInIvorey: () =>
		html`<strong>Changed in Ivorey.</strong> In WooCommerce:`,
	notSaved: ( { why }: { why: string } ) =>
		html`<strong>${ why }</strong> Your changes are not saved yet.`,
	errors: {
		noName: 'Enter a name.',
		longName: 'This name is too long.',
		longDescription: ( {
			most,
			length,
		}: {
			most: string;
			length: string;
		} ) =>
			`Use at most ${ most } characters. This description has ${ length }.`,
		noPrice: 'A product in the online store needs a price above zero.',
		longPrice: 'This price has too many digits.',
		priceNotAboveZero: 'The price must be above zero.',
	},
	editedInIvorey: 'Edited in Ivorey',
};
