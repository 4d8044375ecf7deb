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
import { texts } from '../../texts/texts.ts';

/** A dialog over the list of stores. Without JavaScript it stays in the page. */
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
				<p class="step">
					${ texts().stores.step( { step: String( step ) } ) }
				</p>
				<h1 id="modal-title">${ title }</h1>
				<a
					href="${ PATHS.stores }"
					class="button plain close"
					aria-label="${ texts().common.close }"
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
		title: texts().stores.connectTitle,
		step: 1,
		body: [
			postForm(
				viewer,
				PATHS.connect,
				[
					textField( {
						name: 'store_url',
						label: texts().stores.storeUrl,
						hint: texts().stores.storeUrlHint,
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
						linkButton( texts().common.cancel, PATHS.stores ),
						button( texts().common.continue, { kind: 'primary' } )
					),
				],
				{ busy: texts().stores.checkingStore }
			),
			// A separate form, so that Enter in the field never takes the suggestion: Enter activates the first button.
			failed?.suggestion === undefined
				? ''
				: postForm( viewer, PATHS.connect, '', {
						id: SUGGESTION_FORM,
						busy: texts().stores.checkingStore,
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
				: html`<p>${ texts().stores.didYouMean( { suggestion } ) }</p>
						${ button(
							texts().stores.useSuggestion( { suggestion } ),
							{
								form: SUGGESTION_FORM,
								name: 'store_url',
								value: suggestion,
								small: true,
							}
						) }`
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
		title: texts().stores.importElements,
		step: 2,
		body: [
			html`<p>
				${ texts().stores.chooseImport( { store: request.store_url } ) }
			</p>`,
			postForm(
				viewer,
				`${ PATHS.connect }/${ request.request_id }/import`,
				[
					importFields( request.import, true ),
					actions(
						linkButton(
							texts().common.back,
							`${ PATHS.connect }?${ new URLSearchParams( { store_url: request.store_url } ) }`
						),
						button( texts().common.continue, { kind: 'primary' } )
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
		title: texts().stores.keepInSync,
		step: 3,
		body: [
			html`<p>
				${ texts().stores.chooseSync( { store: request.store_url } ) }
			</p>`,
			postForm( viewer, `${ path }/sync`, [
				syncFields( request.sync, true ),
				actions(
					linkButton( texts().common.back, `${ path }/import` ),
					button( texts().common.save, { kind: 'primary' } )
				),
			] ),
			html`<p class="footnote">${ texts().stores.approveNext }</p>`,
		],
	} );
}

/** R22: sends the browser to the store. This needs its own page, since forms may only lead to this console. */
export function leavePage(
	viewer: Viewer,
	storeUrl: string,
	url: string
): Html {
	const { host } = new URL( storeUrl );
	return page( {
		title: texts().stores.approveNow,
		viewer,
		section: 'stores',
		width: 'form',
		leadTo: url,
		body: card( {
			body: [
				html`<p>${ texts().stores.takenTo( { host } ) }</p>`,
				linkButton( texts().stores.continueTo( { host } ), url, {
					kind: 'primary',
				} ),
			],
		} ),
	} );
}

/** R23: the owner declined; existing connections stay as they are. */
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
		title: texts().stores.nothingChanged,
		viewer,
		section: 'stores',
		width: 'form',
		leadTo: url,
		body: card( {
			body: [
				html`<p>
					${
						same
							? html`${ texts().stores.staysConnected( { host, account: viewer.accountName } ) }`
							: html`${ texts().stores.notConnected( { host, account: viewer.accountName } ) }`
					}
				</p>`,
				others.length === 0
					? ''
					: html`<p>
							${ texts().stores.stillConnected( { names: others.map( ( store ) => withoutScheme( store.storeUrl ) ).join( ', ' ) } ) }
						</p>`,
				html`<p>${ texts().stores.takenBack( { host } ) }</p>`,
				linkButton( texts().stores.backTo( { host } ), url, {
					kind: 'primary',
				} ),
			],
		} ),
	} );
}

/** R23: asks for consent after the store started the connection. */
export function consentPage(
	viewer: Viewer,
	storeUrl: string,
	query: AuthorizeQuery
): Html {
	const { host } = new URL( storeUrl );
	return page( {
		title: texts().stores.connectTo( {
			host,
			account: viewer.accountName,
		} ),
		windowTitle: texts().stores.connectOne( { host } ),
		viewer,
		section: 'stores',
		width: 'form',
		body: card( {
			body: [
				html`<p>
						${ texts().stores.asksToSend( { store: storeUrl } ) }
					</p>
					<ul class="bullets">
						<li>${ texts().stores.sendsContacts }</li>
						<li>${ texts().stores.sendsOrders }</li>
						<li>${ texts().stores.sendsPayments }</li>
						<li>${ texts().stores.sendsProducts }</li>
					</ul>
					<p>${ texts().stores.changesNothing }</p>`,
				html`<form
					method="post"
					action="${ PATHS.authorize }"
					data-busy="${ texts().stores.checkingStore }"
				>
					${ csrfField( viewer ) }
					${ Object.entries( query ).map( ( [ name, value ] ) => html`<input type="hidden" name="${ name }" value="${ value }" />` ) }
					${ actions(
						button( texts().common.cancel, {
							name: 'answer',
							value: 'cancel',
						} ),
						button( texts().common.continue, {
							name: 'answer',
							value: 'continue',
							kind: 'primary',
						} )
					) }
				</form>`,
			],
			footer: html`${ texts().stores.signedInAs( { email: viewer.email } ) }`,
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
		title: texts().stores.cannotConnect,
		viewer,
		section: 'stores',
		width: 'form',
		body: [
			notice( 'bad', content, { alert: true } ),
			actions( linkButton( texts().common.seeYourStores, PATHS.stores ) ),
		],
	} );
}
