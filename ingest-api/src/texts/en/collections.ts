import { capped, plural } from './plurals.ts';

export const collections = {
	title: 'Collections',
	empty: 'Product categories that contain products appear here as soon as your stores send them.',
	noProducts: 'No products from this collection are in Ivorey.',
	parent: 'Parent',
	children: 'Subcategories',
	inWooCommerce: ( { count }: { count: string } ) =>
		`${ count } in WooCommerce`,
	termId: 'Term ID',
	notFound: 'Collection not found',
	notFoundText: 'There is no such collection in your account.',
	noneMatch: 'No collections match',
	showAll: 'Show all collections',
	noneYet: 'No collections yet',
	count: ( number: number ) =>
		plural( number, { one: '# collection', other: '# collections' } ),
	cappedCount: ( number: number ) =>
		capped( number, { one: '# collection', other: '# collections' } ),
};
