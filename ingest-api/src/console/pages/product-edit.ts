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
import { FIELD_NAMES, valueText } from './product.ts';

/** R16: the store compares every hour and every day, and repairs. */
const COMES_BACK =
	'A product that is still in WooCommerce comes back by itself, within a day at the latest: the store compares its products with Ivorey every hour and every day, and sends what is missing. To be rid of it for good, delete it in WooCommerce first.';

/** R37: what an owner may change of a product in Ivorey. */
export function productEditPage(
	viewer: Viewer,
	{
		product,
		form,
		errors,
		currency,
	}: {
		product: ProductView;
		/** What stands in the fields. */
		form: EditForm;
		errors: EditErrors;
		currency: string | null;
	}
): Html {
	const path = productPath( product.connectionId, product.productId );
	const inWooCommerce = ( field: keyof ProductEdits ): Content =>
		html`In WooCommerce: ${ valueText( product.record, field, currency ) }`;
	return page( {
		title: `Edit ${ product.name }`,
		viewer,
		section: 'products',
		width: 'form',
		back: { label: product.name, path },
		intro: 'Changes are kept in Ivorey only. The next change of this product in WooCommerce overwrites them.',
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
						label: FIELD_NAMES.name,
						value: form.name,
						hint: inWooCommerce( 'name' ),
						error: errors.name,
						attributes: { required: true, maxlength: 1_000 },
					} ),
					textField( {
						name: 'price',
						label:
							currency === null
								? FIELD_NAMES.price
								: `${ FIELD_NAMES.price } (${ currency })`,
						value: form.price,
						hint: inWooCommerce( 'price' ),
						error: errors.price,
						attributes: { inputmode: 'decimal', maxlength: 30 },
					} ),
					textArea( {
						name: 'description',
						label: FIELD_NAMES.description,
						value: form.description,
						rows: 10,
						hint: html`HTML. ${ inWooCommerce( 'description' ) }`,
						error: errors.description,
					} ),
					checkboxField( {
						name: 'online',
						label: FIELD_NAMES.include_in_online_store,
						value: 'yes',
						checked: form.isOnline,
						hint: inWooCommerce( 'include_in_online_store' ),
					} ),
					html`<div class="actions">
						${ linkButton( 'Cancel', path ) }
						${ button( 'Save', { kind: 'primary' } ) }
					</div>`,
				] ),
			} ),
			card( {
				title: 'Remove from Ivorey',
				body: html`<p>
						Removes the product and its variants from Ivorey, not
						from WooCommerce. ${ COMES_BACK }
					</p>
					${ linkButton( 'Remove…', `${ path }/remove`, { kind: 'danger' } ) }`,
			} ),
		],
	} );
}

/** What is there now, where the form has something else. */
function notSaved(
	why: string,
	product: ProductView,
	form: EditForm,
	currency: string | null
): Html {
	const fields = differencesFrom( form, product );
	return html`<strong>${ why }</strong> Nothing of yours is saved yet.
		${
			fields.length === 0
				? 'It is now as you want it.'
				: html`Where you have something else, there is now:
						<ul class="bullets">
							${ fields.map(
								( field ) =>
									html`<li>
										${ FIELD_NAMES[ field ] }:
										${ valueText( product.shown, field, currency ) }
									</li>`
							) }
						</ul>
						Save again to overwrite it.`
		}`;
}

/** R16: asks before a product is removed from Ivorey. */
export function productRemovePage(
	viewer: Viewer,
	product: ProductView
): Html {
	const path = productPath( product.connectionId, product.productId );
	return page( {
		title: `Remove ${ product.name }?`,
		viewer,
		section: 'products',
		width: 'form',
		back: { label: product.name, path },
		body: card( {
			body: [
				html`<p>
					The product and its variants are removed from Ivorey. Orders
					keep their lines. Nothing changes in WooCommerce.
					${ COMES_BACK }
				</p>`,
				postForm(
					viewer,
					`${ path }/remove`,
					html`<div class="actions">
						${ linkButton( 'Cancel', path ) }
						${ button( 'Remove', { kind: 'danger' } ) }
					</div>`
				),
			],
		} ),
	} );
}
