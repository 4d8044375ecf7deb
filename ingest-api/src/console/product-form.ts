import { decimalSchema, MAX_HTML, nameSchema } from '@ivorey/shared';
import { compareDecimals } from '../automations/decimals.ts';
import { numberText, withoutZeros } from './parts/numbers.ts';
import { amountError, amountText, readAmount } from './amounts.ts';
import type {
	EditableProduct,
	ProductEdits,
	ProductView,
} from '../views/product-view.ts';

/** The fields of a product's form, as they were typed. */
export interface EditForm {
	name: string;
	price: string;
	description: string;
	isOnline: boolean;
	/** Of the product as it was when the form was opened: versionOf(). */
	version: string;
}

export type EditErrors = Partial<
	Record< 'form' | 'name' | 'price' | 'description', string >
>;

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

/** Another one for each record of WooCommerce and for each edit in Ivorey. */
export function versionOf( {
	digest,
	edits,
}: Pick< ProductView, 'digest' | 'edits' > ): string {
	return `${ digest }~${ edits?.at.toISOString() ?? '' }`;
}

/** Who changed the product after the form was opened, as a sentence. */
export function changedMeanwhile(
	form: EditForm,
	product: ProductView
): string {
	const [ digest ] = form.version.split( '~' );
	if ( digest !== product.digest ) {
		return 'The product changed in WooCommerce meanwhile.';
	}
	return product.edits === null
		? 'The changes in Ivorey were taken back meanwhile.'
		: `${ product.edits.by } changed the product in Ivorey meanwhile.`;
}

/** The fields in which a product is not as a form would make it. */
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

/** R37: what a form makes of a product, or what is wrong with it. */
export function valuesOf(
	form: EditForm
):
	| { values: EditableProduct; errors: null }
	| { values: null; errors: EditErrors } {
	const errors: EditErrors = {};
	if ( form.name === '' ) {
		errors.name = 'Give the product a name.';
	} else if ( ! nameSchema.safeParse( form.name ).success ) {
		errors.name = 'This name is too long.';
	}
	// In code points, as the contract counts.
	const { length } = Array.from( form.description );
	if ( length > MAX_HTML ) {
		errors.description = `A description may have at most ${ numberText( MAX_HTML ) } characters; this one has ${ numberText( length ) }.`;
	}
	const price = form.price === '' ? null : readAmount( form.price );
	if ( form.price === '' ) {
		if ( form.isOnline ) {
			errors.price =
				'A product in the online store needs a price above zero.';
		}
	} else if ( price === null ) {
		errors.price = amountError( form.price );
	} else if ( ! decimalSchema.safeParse( price ).success ) {
		errors.price = 'This price has too many digits.';
	} else if ( compareDecimals( price, '0' ) <= 0 ) {
		errors.price = 'The price has to be above zero.';
	}
	return Object.keys( errors ).length > 0
		? { values: null, errors }
		: {
				errors: null,
				values: {
					name: form.name,
					description: form.description,
					price,
					include_in_online_store: form.isOnline,
				},
			};
}

/** What of these values WooCommerce has otherwise. */
export function editsOf(
	values: EditableProduct,
	{ record }: Pick< ProductView, 'record' >
): ProductEdits {
	const edits: ProductEdits = {};
	if ( values.name !== record.name ) {
		edits.name = values.name;
	}
	// A browser's form makes one kind of line break of all.
	if (
		values.description !== record.description.replaceAll( '\r\n', '\n' )
	) {
		edits.description = values.description;
	}
	if ( ! isSamePrice( values.price, record.price ) ) {
		edits.price = values.price;
	}
	if ( values.include_in_online_store !== record.include_in_online_store ) {
		edits.include_in_online_store = values.include_in_online_store;
	}
	return edits;
}

function isSamePrice( one: string | null, other: string | null ): boolean {
	return one === null || other === null
		? one === other
		: compareDecimals( one, other ) === 0;
}
