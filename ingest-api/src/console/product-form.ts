import { withoutZeros } from '../automations/decimals.ts';
import {
	errorsOf,
	isSamePrice,
	versionOf,
	type ProductErrors,
} from '../views/product-edits.ts';
import { amountError, amountText, readAmount } from './amounts.ts';
import type { EditableProduct, ProductView } from '../views/product-view.ts';
import { texts } from '../texts/texts.ts';

/** The fields of a product's form, as typed. */
export interface EditForm {
	name: string;
	price: string;
	description: string;
	isOnline: boolean;
	/** versionOf() the product when the form was opened. */
	version: string;
}

export type EditErrors = ProductErrors & { form?: string };

export function formOf( product: ProductView ): EditForm {
	const {
		name,
		price,
		description,
		include_in_online_store: isOnline,
	} = product.shown;
	return {
		name,
		price: price === null ? '' : amountText( withoutZeros( price ) ),
		description,
		isOnline,
		version: versionOf( product ),
	};
}

/** Says who changed the product after the form was opened. */
export function changedMeanwhile(
	form: EditForm,
	product: ProductView
): string {
	const [ digest ] = form.version.split( '~' );
	if ( digest !== product.digest ) {
		return texts().products.changedInWooCommerceMeanwhile;
	}
	return product.edits === null
		? texts().products.editsGone
		: texts().products.changedByMeanwhile( { author: product.edits.by } );
}

/** The fields in which a product differs from a form. */
export function differencesFrom(
	form: EditForm,
	product: ProductView
): ( keyof EditableProduct )[] {
	const now = formOf( product );
	return [
		...( now.name === form.name ? [] : [ 'name' as const ] ),
		...( now.description.replaceAll( '\r\n', '\n' ) === form.description
			? []
			: [ 'description' as const ] ),
		...( isSamePrice( readAmount( now.price ), readAmount( form.price ) )
			? []
			: [ 'price' as const ] ),
		...( now.isOnline === form.isOnline
			? []
			: [ 'include_in_online_store' as const ] ),
	];
}

export function readForm( fields: URLSearchParams ): EditForm {
	const text = ( name: string ) =>
		( fields.get( name ) ?? '' ).replaceAll( '\0', '' ).toWellFormed();
	return {
		name: text( 'name' ).trim(),
		price: text( 'price' ).trim(),
		description: text( 'description' ).replaceAll( '\r\n', '\n' ),
		isOnline: fields.get( 'online' ) === 'yes',
		version: text( 'version' ),
	};
}

/** R37: the product values in a form, or its errors. */
export function valuesOf(
	form: EditForm
):
	| { values: EditableProduct; errors: null }
	| { values: null; errors: EditErrors } {
	const values: EditableProduct = {
		name: form.name,
		description: form.description,
		price: form.price === '' ? null : readAmount( form.price ),
		include_in_online_store: form.isOnline,
	};
	const errors: EditErrors = {
		...errorsOf( values ),
		...( form.price !== '' && values.price === null
			? { price: amountError( form.price ) }
			: {} ),
	};
	return Object.keys( errors ).length > 0
		? { values: null, errors }
		: { values, errors: null };
}
