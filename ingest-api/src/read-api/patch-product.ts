import { z } from 'zod';
import { decimalSchema, productSchema } from '@ivorey/shared';
import { noting } from '../accounts/changes.ts';
import type { TokenCall } from '../accounts/require-token.ts';
import type { ApiServices } from '../connections/api-services.ts';
import type { Operation } from '../http/operation.ts';
import { ProblemError } from '../http/problem.ts';
import { jsonRequest, wireBody, type RequestContext } from '../http/request.ts';
import { readAs } from '../http/unpack-json.ts';
import { editsOf, errorsOf, saveEdits } from '../views/product-edits.ts';
import type { EditableProduct, ProductView } from '../views/product-view.ts';
import { answerItem, etagOf, hasEtag } from './answers.ts';
import { productItem } from './product-item.ts';
import { PRODUCT_ANSWER, PRODUCT_PATH, productOf } from './products.ts';

const patchSchema = z
	.strictObject( {
		name: productSchema.shape.name,
		description: productSchema.shape.description.describe( 'HTML.' ),
		price: decimalSchema
			.nullable()
			.describe(
				'The price in the store’s currency. A product in the online store needs a price above zero.'
			),
		include_in_online_store: z.boolean(),
	} )
	.partial();

export const patchProductOperation: Operation = {
	id: 'patchProduct',
	tag: 'Products',
	summary: 'Update a product in Ivorey',
	description:
		'Fields that you leave out stay unchanged. WooCommerce is the source of truth: its next change to the product overwrites the changes made here.',
	path: PRODUCT_PATH,
	parameters: [
		{
			name: 'If-Match',
			in: 'header',
			required: true,
			description:
				'The ETag of the product as you read it, which prevents overwriting somebody else’s change; `*` matches any version.',
			schema: { type: 'string' },
		},
	],
	body: { name: 'ProductPatch', schema: patchSchema },
	answer: PRODUCT_ANSWER,
	problems: [
		'not-found',
		'changed-meanwhile',
		'if-match-required',
		'malformed-json',
		'payload-too-large',
		'request-timeout',
		'unsupported-media-type',
		'invalid-body',
	],
};

/** `PATCH /v1/products/:connection/:product` (R37, R41). */
export async function patchProduct(
	{ config, db, now }: ApiServices,
	c: RequestContext,
	{ accountId, name: tokenName }: TokenCall
): Promise< Response > {
	const ifMatch = c.req.header( 'if-match' );
	if ( ifMatch === undefined ) {
		throw new ProblemError( {
			problem: 'if-match-required',
			detail: 'Read the product first, and send its ETag as If-Match.',
		} );
	}
	const patch = await readAs(
		patchSchema,
		config.limits,
		jsonRequest( c, await wireBody( config.limits, c ) )
	);
	const product = await productOf( db, c, accountId );
	const item = await productItem( product, accountId, db );
	if ( ! hasEtag( ifMatch, etagOf( JSON.stringify( item ) ) ) ) {
		throw changedMeanwhile();
	}
	const values = valuesOf( product, patch );
	const isSaved = await saveEdits(
		db,
		{ accountId, connectionId: product.connectionId },
		product.productId,
		{
			values,
			edits: editsOf( values, product ),
			by: `API token “${ tokenName ?? 'without a name' }”`,
			now: now(),
			seen: product,
			note: noting(
				{ accountId, origin: 'api', name: tokenName },
				{
					kind: 'product_changed',
					subject: {
						kind: 'product',
						id: `${ product.connectionId }/${ product.productId }`,
						label: product.shown.name,
					},
				},
				now()
			),
		}
	);
	if ( ! isSaved ) {
		throw changedMeanwhile();
	}
	return answerItem(
		c,
		await productItem( await productOf( db, c, accountId ), accountId, db )
	);
}

/** @throws ProblemError that names each wrong field. */
function valuesOf(
	{ shown }: ProductView,
	patch: z.output< typeof patchSchema >
): EditableProduct {
	const values = {
		name: patch.name?.trim() ?? shown.name,
		description: ( patch.description ?? shown.description ).replaceAll(
			'\r\n',
			'\n'
		),
		price: patch.price === undefined ? shown.price : patch.price,
		include_in_online_store:
			patch.include_in_online_store ?? shown.include_in_online_store,
	};
	const errors = Object.entries( errorsOf( values ) );
	if ( errors.length > 0 ) {
		throw new ProblemError( {
			problem: 'invalid-body',
			detail: errors.map( ( [ , message ] ) => message ).join( ' ' ),
			errors: errors.map( ( [ name, message ] ) => ( {
				path: `/${ name }`,
				message,
			} ) ),
		} );
	}
	return values;
}

function changedMeanwhile(): ProblemError {
	return new ProblemError( {
		problem: 'changed-meanwhile',
		detail: 'The product was changed since you read it, here or in WooCommerce. Read it again.',
	} );
}
