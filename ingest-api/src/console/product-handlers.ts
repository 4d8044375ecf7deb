import { noting, type Change } from '../accounts/changes.ts';
import type { RequestContext } from '../http/request.ts';
import { listStoreCurrencies } from '../views/currencies.ts';
import { errorPage } from './pages/other.ts';
import { productEditPage, productRemovePage } from './pages/product-edit.ts';
import { productPage } from './pages/product.ts';
import { PATHS, productPath } from './paths.ts';
import {
	editsOf,
	removeProduct,
	saveEdits,
	versionOf,
} from '../views/product-edits.ts';
import {
	changedMeanwhile,
	formOf,
	readForm,
	valuesOf,
	type EditErrors,
	type EditForm,
} from './product-form.ts';
import { countOrdersOf, findProduct } from '../views/product-query.ts';
import { type ProductView } from '../views/product-view.ts';
import type { ConsoleServices, SessionCall } from './services.ts';
import type { Viewer } from './viewer.ts';
import { texts } from '../texts/texts.ts';

/** `GET /products/:connection/:product` (R37). */
export async function showProduct(
	{ db }: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall
): Promise< Response > {
	const product = await findOf( db, c, viewer );
	if ( product === null ) {
		return noSuchProduct( c, viewer );
	}
	const [ currencies, orders ] = await Promise.all( [
		listStoreCurrencies( db, viewer.accountId ),
		countOrdersOf( db, keyOf( c, viewer ), product.productId ),
	] );
	return c.html(
		productPage( viewer, {
			product,
			orders,
			currency: currencies.get( product.connectionId ) ?? null,
			done:
				c.req.query( 'done' ) === 'saved' ? texts().common.saved : null,
		} )
	);
}

/** `GET /products/:connection/:product/edit` */
export async function showProductEdit(
	services: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall
): Promise< Response > {
	const product = await findOf( services.db, c, viewer );
	return product === null
		? noSuchProduct( c, viewer )
		: editor( services, c, viewer, product, formOf( product ), {} );
}

/** `POST /products/:connection/:product/edit` (R37). */
export async function takeProductEdit(
	services: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall
): Promise< Response > {
	const { db, now } = services;
	const product = await findOf( db, c, viewer );
	if ( product === null ) {
		return noSuchProduct( c, viewer );
	}
	const form = readForm( new URLSearchParams( await c.req.text() ) );
	const { values, errors } = valuesOf( form );
	if ( errors !== null ) {
		return editor( services, c, viewer, product, form, errors );
	}
	const isSaved =
		form.version === versionOf( product ) &&
		( await saveEdits( db, keyOf( c, viewer ), product.productId, {
			values,
			edits: editsOf( values, product ),
			by: viewer.email,
			now: now(),
			seen: product,
			note: noting(
				viewer,
				changeOf( 'product_changed', product ),
				now()
			),
		} ) );
	if ( ! isSaved ) {
		const fresh = ( await findOf( db, c, viewer ) ) ?? product;
		return editor(
			services,
			c,
			viewer,
			fresh,
			{ ...form, version: versionOf( fresh ) },
			{ form: changedMeanwhile( form, fresh ) }
		);
	}
	return c.redirect(
		`${ productPath( product.connectionId, product.productId ) }?done=saved`,
		303
	);
}

/** `GET /products/:connection/:product/remove` */
export async function askToRemoveProduct(
	{ db }: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall
): Promise< Response > {
	const product = await findOf( db, c, viewer );
	return product === null
		? noSuchProduct( c, viewer )
		: c.html( productRemovePage( viewer, product ) );
}

/** `POST /products/:connection/:product/remove` (R16). */
export async function takeProductRemoval(
	{ db, now }: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall
): Promise< Response > {
	const product = await findOf( db, c, viewer );
	if ( product === null ) {
		return noSuchProduct( c, viewer );
	}
	await removeProduct(
		db,
		keyOf( c, viewer ),
		product.productId,
		noting( viewer, changeOf( 'product_removed', product ), now() )
	);
	return c.redirect( PATHS.products, 303 );
}

async function editor(
	{ db }: ConsoleServices,
	c: RequestContext,
	viewer: Viewer,
	product: ProductView,
	form: EditForm,
	errors: EditErrors
): Promise< Response > {
	const currencies = await listStoreCurrencies( db, viewer.accountId );
	return c.html(
		productEditPage( viewer, {
			product,
			form,
			errors,
			currency: currencies.get( product.connectionId ) ?? null,
		} ),
		Object.keys( errors ).length === 0 ? 200 : 422
	);
}

function changeOf(
	kind: Change[ 'kind' ],
	{ connectionId, productId, name }: ProductView
): Change {
	return {
		kind,
		subject: {
			kind: 'product',
			id: `${ connectionId }/${ productId }`,
			label: name,
		},
	};
}

function keyOf( c: RequestContext, { accountId }: Viewer ) {
	return { accountId, connectionId: c.req.param( 'connection' ) ?? '' };
}

function findOf(
	db: ConsoleServices[ 'db' ],
	c: RequestContext,
	viewer: Viewer
): Promise< ProductView | null > {
	return findProduct(
		db,
		keyOf( c, viewer ),
		c.req.param( 'product' ) ?? ''
	);
}

function noSuchProduct(
	c: RequestContext,
	viewer: Viewer
): Response | Promise< Response > {
	return c.html(
		errorPage(
			viewer,
			texts().products.notFound,
			texts().products.notFoundText
		),
		404
	);
}
