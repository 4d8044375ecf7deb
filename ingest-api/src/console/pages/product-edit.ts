import { html } from 'hono/html';
import { button, linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { checkboxField, textArea, textField } from '../parts/field.ts';
import { postForm } from '../parts/form.ts';
import type { Content, Html } from '../parts/html.ts';
import { notice } from '../parts/verdict.ts';
import { productPath } from '../paths.ts';
import {
	differencesFrom,
	type EditErrors,
	type EditForm,
} from '../product-form.ts';
import type { ProductEdits, ProductView } from '../../views/product-view.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';
import { valueText } from './product.ts';
import { texts } from '../../texts/texts.ts';

/** R37: the fields of a product that people may change in Ivorey. */
export function productEditPage(
	viewer: Viewer,
	{
		product,
		form,
		errors,
		currency,
	}: {
		product: ProductView;
		/** The values of the fields. */
		form: EditForm;
		errors: EditErrors;
		currency: string | null;
	}
): Html {
	const path = productPath( product.connectionId, product.productId );
	const inWooCommerce = ( field: keyof ProductEdits ): Content =>
		html`${ texts().products.inWooCommerce( { value: valueText( product.record, field, currency ) } ) }`;
	return page( {
		title: texts().products.editOne( { name: product.name } ),
		viewer,
		section: 'products',
		width: 'form',
		back: { label: product.name, path },
		intro: texts().products.editIntro,
		body: [
			errors.form === undefined
				? ''
				: notice(
						'bad',
						notSaved( errors.form, product, form, currency ),
						{ alert: true }
					),
			card( {
				body: postForm( viewer, `${ path }/edit`, [
					html`<input
						type="hidden"
						name="version"
						value="${ form.version }"
					/>`,
					textField( {
						name: 'name',
						label: texts().products.fields.name,
						value: form.name,
						hint: inWooCommerce( 'name' ),
						error: errors.name,
						attributes: { required: true, maxlength: 1_000 },
					} ),
					textField( {
						name: 'price',
						label:
							currency === null
								? texts().products.fields.price
								: `${ texts().products.fields.price } (${ currency })`,
						value: form.price,
						hint: inWooCommerce( 'price' ),
						error: errors.price,
						attributes: { inputmode: 'decimal', maxlength: 30 },
					} ),
					textArea( {
						name: 'description',
						label: texts().products.fields.description,
						value: form.description,
						rows: 10,
						hint: html`${ texts().products.htmlHint( { inWooCommerce: inWooCommerce( 'description' ) } ) }`,
						error: errors.description,
					} ),
					checkboxField( {
						name: 'online',
						label: texts().products.fields.include_in_online_store,
						value: 'yes',
						checked: form.isOnline,
						hint: inWooCommerce( 'include_in_online_store' ),
					} ),
					html`<div class="actions">
						${ linkButton( texts().common.cancel, path ) }
						${ button( texts().common.save, { kind: 'primary' } ) }
					</div>`,
				] ),
			} ),
			card( {
				title: texts().products.removeTitle,
				body: html`<p>${ texts().products.removeText }</p>
					${ linkButton( texts().common.removeEllipsis, `${ path }/remove`, { kind: 'danger' } ) }`,
			} ),
		],
	} );
}

/** Lists the current values that differ from the form. */
function notSaved(
	why: string,
	product: ProductView,
	form: EditForm,
	currency: string | null
): Html {
	const fields = differencesFrom( form, product );
	return html`${ texts().products.notSaved( { why } ) }
	${
		fields.length === 0
			? texts().products.isAsYouWant
			: html`${ texts().products.differsNow }
					<ul class="bullets">
						${ fields.map(
							( field ) =>
								html`<li>
									${ texts().products.fields[ field ] }:
									${ valueText( product.shown, field, currency ) }
								</li>`
						) }
					</ul>
					${ texts().products.saveAgain }`
	}`;
}

/** R16: asks for confirmation before a product is removed from Ivorey. */
export function productRemovePage(
	viewer: Viewer,
	product: ProductView
): Html {
	const path = productPath( product.connectionId, product.productId );
	return page( {
		title: texts().products.removeOne( { name: product.name } ),
		viewer,
		section: 'products',
		width: 'form',
		back: { label: product.name, path },
		body: card( {
			body: [
				html`<p>${ texts().products.removeWarning }</p>`,
				postForm(
					viewer,
					`${ path }/remove`,
					html`<div class="actions">
						${ linkButton( texts().common.cancel, path ) }
						${ button( texts().common.remove, { kind: 'danger' } ) }
					</div>`
				),
			],
		} ),
	} );
}
