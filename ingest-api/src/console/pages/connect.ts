import { html } from 'hono/html';
import type { AuthorizeQuery } from '@ivorey/shared';
import type { ConnectRequest } from '../../connections/connect/requests.ts';
import type { StoreCheck } from '../../connections/store-check/check-store.ts';
import { actions, button, linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { textField } from '../parts/field.ts';
import { csrfField, postForm } from '../parts/form.ts';
import type { Content, Html } from '../parts/html.ts';
import { icon } from '../parts/icon.ts';
import { notice } from '../parts/verdict.ts';
import { PATHS } from '../paths.ts';
import { withoutScheme, type StoreRow } from '../../views/store-view.ts';
import type { Viewer } from '../viewer.ts';
import { importFields, syncFields } from './elements.ts';
import { page } from './layout.ts';
import { storesPageOptions } from './stores.ts';

const BUSY = 'Looking at the store…';

/** A dialog over the list of stores; without JavaScript it simply stands there. */
function modal(
	viewer: Viewer,
	stores: readonly StoreRow[],
	options: { title: string; step: number; body: Content | readonly Content[] }
): Html {
	const { title, step, body } = options;
	return page( {
		...storesPageOptions( viewer, stores ),
		windowTitle: title,
		dialog: html`<dialog
			open
			aria-labelledby="modal-title"
			data-modal
			data-close="${ PATHS.stores }"
		>
			<header class="dialog-head">
				<p class="step">Step ${ step } of 3</p>
				<h1 id="modal-title">${ title }</h1>
				<a
					href="${ PATHS.stores }"
					class="button plain close"
					aria-label="Close"
					>${ icon( 'x' ) }</a
				>
			</header>
			${ body }
		</dialog>`,
	} );
}

export type FailedCheck = Extract< StoreCheck, { ok: false } >;

const SUGGESTION_FORM = 'suggestion';

/** R19 */
export function storeUrlPage( options: {
	viewer: Viewer;
	stores: readonly StoreRow[];
	typed?: string;
	failed?: FailedCheck;
} ): Html {
	const { viewer, stores, typed = '', failed } = options;
	return modal( viewer, stores, {
		title: 'Connect a WooCommerce store',
		step: 1,
		body: [
			postForm(
				viewer,
				PATHS.connect,
				[
					textField( {
						name: 'store_url',
						label: 'Store URL',
						hint: 'The address of your store, like https://yourstore.com',
						error:
							failed === undefined
								? undefined
								: failedCheck( failed ),
						value: typed,
						attributes: {
							inputmode: 'url',
							autocomplete: 'url',
							autocapitalize: 'none',
							spellcheck: 'false',
							autofocus: true,
							maxlength: 2100,
							placeholder: 'https://yourstore.com',
						},
					} ),
					actions(
						linkButton( 'Cancel', PATHS.stores ),
						button( 'Continue', { kind: 'primary' } )
					),
				],
				{ busy: BUSY }
			),
			// Of its own, so that Enter in the field never takes the suggestion: a form's first button answers Enter.
			failed?.suggestion === undefined
				? ''
				: postForm( viewer, PATHS.connect, '', {
						id: SUGGESTION_FORM,
						busy: BUSY,
					} ),
		],
	} );
}

function failedCheck( failed: FailedCheck ): Html {
	const { message, remedy, suggestion } = failed;
	return html`<p>${ message }</p>
		${
			suggestion === undefined
				? ''
				: html`<p>Did you mean <strong>${ suggestion }</strong>?</p>
						${ button( `Use ${ suggestion }`, {
							form: SUGGESTION_FORM,
							name: 'store_url',
							value: suggestion,
							small: true,
						} ) }`
		}
		${ remedy === undefined ? '' : html`<p><a href="${ remedy.url }" target="_blank" rel="noopener">${ remedy.label }</a></p>` }`;
}

/** R20 */
export function importPage(
	viewer: Viewer,
	stores: readonly StoreRow[],
	request: ConnectRequest
): Html {
	return modal( viewer, stores, {
		title: 'Import Elements',
		step: 2,
		body: [
			html`<p>
				Choose what Ivorey copies now, once, from
				<strong>${ request.store_url }</strong>.
			</p>`,
			postForm(
				viewer,
				`${ PATHS.connect }/${ request.request_id }/import`,
				[
					importFields( request.import, true ),
					actions(
						linkButton(
							'Back',
							`${ PATHS.connect }?${ new URLSearchParams( { store_url: request.store_url } ) }`
						),
						button( 'Continue', { kind: 'primary' } )
					),
				]
			),
		],
	} );
}

/** R21 */
export function syncPage(
	viewer: Viewer,
	stores: readonly StoreRow[],
	request: ConnectRequest
): Html {
	const path = `${ PATHS.connect }/${ request.request_id }`;
	return modal( viewer, stores, {
		title: 'Keep in sync',
		step: 3,
		body: [
			html`<p>
				Choose what Ivorey keeps up to date, within seconds, when it
				changes in
				<strong>${ request.store_url }</strong>. You can change this
				later.
			</p>`,
			postForm( viewer, `${ path }/sync`, [
				syncFields( request.sync, true ),
				actions(
					linkButton( 'Back', `${ path }/import` ),
					button( 'Save', { kind: 'primary' } )
				),
			] ),
			html`<p class="footnote">Next, the store asks you to approve.</p>`,
		],
	} );
}

/** R22: to the store. A page of its own, since a form may lead nowhere but here. */
export function leavePage(
	viewer: Viewer,
	storeUrl: string,
	url: string
): Html {
	const { host } = new URL( storeUrl );
	return page( {
		title: 'Now approve it in your store',
		viewer,
		section: 'stores',
		width: 'form',
		leadTo: url,
		body: card( {
			body: [
				html`<p>
					You are being taken to ${ host }. Sign in there if it asks
					you to.
				</p>`,
				linkButton( `Continue to ${ host }`, url, {
					kind: 'primary',
				} ),
			],
		} ),
	} );
}

/** R23: the owner does not want it; what there was before stays as it is. */
export function cancelledPage(
	viewer: Viewer,
	options: { storeUrl: string; url: string; stores: readonly StoreRow[] }
): Html {
	const { storeUrl, url, stores } = options;
	const { host } = new URL( storeUrl );
	const connected = stores.filter(
		( { state } ) => state === 'active' || state === 'paused'
	);
	const same = connected.some( ( store ) => store.storeUrl === storeUrl );
	const others = connected.filter( ( store ) => store.storeUrl !== storeUrl );
	return page( {
		title: 'Nothing was changed',
		viewer,
		section: 'stores',
		width: 'form',
		leadTo: url,
		body: card( {
			body: [
				html`<p>
					${
						same
							? html`${ host } stays connected to
								${ viewer.accountName } as it was.`
							: html`${ host } was not connected to
								${ viewer.accountName }, and sends nothing to
								it.`
					}
				</p>`,
				others.length === 0
					? ''
					: html`<p>
							Still connected:
							${ others.map( ( store ) => withoutScheme( store.storeUrl ) ).join( ', ' ) }.
						</p>`,
				html`<p>You are being taken back to ${ host }.</p>`,
				linkButton( `Back to ${ host }`, url, { kind: 'primary' } ),
			],
		} ),
	} );
}

/** R23: started in the store. */
export function consentPage(
	viewer: Viewer,
	storeUrl: string,
	query: AuthorizeQuery
): Html {
	const { host } = new URL( storeUrl );
	return page( {
		title: `Connect ${ host } to ${ viewer.accountName }?`,
		windowTitle: `Connect ${ host }`,
		viewer,
		section: 'stores',
		width: 'form',
		body: card( {
			body: [
				html`<p>
						<strong>${ storeUrl }</strong> asks to send to your
						Ivorey account, of what you choose on the next two
						screens:
					</p>
					<ul class="bullets">
						<li>
							contacts: names, e-mail addresses, phone numbers,
							addresses
						</li>
						<li>
							orders with their lines, totals and customer notes
						</li>
						<li>
							payments and refunds; never card numbers or
							passwords
						</li>
						<li>products and their categories</li>
					</ul>
					<p>Ivorey changes nothing in the store.</p>`,
				html`<form
					method="post"
					action="${ PATHS.authorize }"
					data-busy="${ BUSY }"
				>
					${ csrfField( viewer ) }
					${ Object.entries( query ).map( ( [ name, value ] ) => html`<input type="hidden" name="${ name }" value="${ value }" />` ) }
					${ actions(
						button( 'Cancel', { name: 'answer', value: 'cancel' } ),
						button( 'Continue', {
							name: 'answer',
							value: 'continue',
							kind: 'primary',
						} )
					) }
				</form>`,
			],
			footer: html`Signed in as ${ viewer.email }. Not you? Sign out
			first.`,
		} ),
	} );
}

export function refusedPage(
	viewer: Viewer,
	failed: FailedCheck | string
): Html {
	const content =
		typeof failed === 'string'
			? html`<p>${ failed }</p>`
			: html`<p>${ failed.message }</p>
					${ failed.remedy === undefined ? '' : html`<p><a href="${ failed.remedy.url }">${ failed.remedy.label }</a></p>` }`;
	return page( {
		title: 'This store cannot be connected',
		viewer,
		section: 'stores',
		width: 'form',
		body: [
			notice( 'bad', content, { alert: true } ),
			actions( linkButton( 'See your stores', PATHS.stores ) ),
		],
	} );
}
