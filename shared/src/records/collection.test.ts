import { describe } from 'vitest';
import { itAccepts, itRefuses } from '../../testing/fields.ts';
import { sampleCollectionRecord } from '../../testing/samples.ts';
import {
	BAD_IDS,
	BAD_TEXTS,
	BAD_URLS,
	GOOD_IDS,
	GOOD_TEXTS,
	GOOD_URLS,
	textsLongerThan,
} from '../../testing/values.ts';
import { MAX_HTML } from './common.ts';

const collection = sampleCollectionRecord();

describe( 'R17 a collection record is or was linked to products', () => {
	itAccepts( collection, [
		[ '/data/count', [ 0, 1, 12_408 ] ],
		[ '/data/name', GOOD_TEXTS ],
		[ '/data/parent_id', [ ...GOOD_IDS, null ] ],
		[ '/data/image', [ ...GOOD_URLS, null ] ],
	] );
	itRefuses( collection, [
		[
			'/data/count',
			[ undefined, null, -1, 1.5, NaN, Infinity, '1', 2 ** 53 ],
		],
		[ '/data/name', BAD_TEXTS ],
		[ '/data/slug', BAD_TEXTS ],
		[
			'/data/description',
			[ ...BAD_TEXTS, ...textsLongerThan( MAX_HTML ) ],
		],
		[ '/data/parent_id', BAD_IDS ],
		[ '/data/image', BAD_URLS ],
	] );
	itRefuses(
		collection,
		[ [ '/data/taxonomy', [ 'product_cat' ] ] ],
		'/data'
	);
} );
