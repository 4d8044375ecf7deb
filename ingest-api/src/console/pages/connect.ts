import { html } from 'hono/html';
import type { AuthorizeQuery } from '@ivorey/shared';
import type { ConnectRequest } from '../../connections/connect/requests.ts';
import { PATHS } from '../paths.ts';
import type { StoreCheck } from '../../connections/store-check/check-store.ts';
import { importFields, syncFields } from './elements.ts';
import { csrfField, notice, page, type Html, type Viewer } from './layout.ts';
import { storeList, type StoreRow } from './stores.ts';

/** A dialog over the list of stores; without JavaScript it simply stands there. */
function modal(
	viewer: Viewer,
	stores: readonly StoreRow[],
	options: { title: string; step: number; body: Html; closePath?: string }
): Html {
	const { title, step, body, closePath = PATHS.stores } = options;
	return page( {
		title,
		viewer,
		section: 'settings',
		body: html`<div class="behind" aria-hidden="true" inert>
				${ storeList( stores ) }
			</div>
			<dialog
				open
				aria-labelledby="modal-title"
				data-modal
				data-close="${ closePath }"
			>
				<article>
					<header>
						<a
							href="${ closePath }"
							class="leave"
							aria-label="Close"
							>×</a
						>
						<p class="step">Step ${ step } of 3</p>
						<h1 id="modal-title">${ title }</h1>
					</header>
					${ body }
				</article>
			</dialog>`,
	} );
}

export type FailedCheck = Extract< StoreCheck, { ok: false } >;

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
		body: html`<form
				method="post"
				action="${ PATHS.connect }"
				data-busy="Looking at the store …"
			>
				${ csrfField( viewer ) }
				<label for="store_url">Store URL</label>
				<input
					id="store_url"
					name="store_url"
					inputmode="url"
					autocomplete="url"
					autocapitalize="none"
					spellcheck="false"
					autofocus
					maxlength="2100"
					placeholder="https://yourstore.com"
					value="${ typed }"
					aria-describedby="store_url_help${ failed === undefined ? '' : ' store_url_error' }"
					${ failed === undefined ? '' : html` aria-invalid="true"` }
				/>
				<small id="store_url_help"
					>The address of your store, like
					https://yourstore.com</small
				>
				${ failed === undefined ? '' : failedCheck( failed ) }
				<button>Continue</button>
			</form>
			${ failed?.suggestion === undefined ? '' : suggestionForm( viewer ) }`,
	} );
}

const SUGGESTION_FORM = 'suggestion';

/**
 * Of its own, so that Enter in the field never takes the suggestion: a form's first button answers
 * Enter, and this one stands before Continue.
 */
function suggestionForm( viewer: Viewer ): Html {
	return html`<form
		id="${ SUGGESTION_FORM }"
		method="post"
		action="${ PATHS.connect }"
		data-busy="Looking at the store …"
	>
		${ csrfField( viewer ) }
	</form>`;
}

function failedCheck( failed: FailedCheck ): Html {
	return notice(
		'bad',
		html`<p id="store_url_error">${ failed.message }</p>
			${
				failed.suggestion === undefined
					? ''
					: html`<p>
								Did you mean
								<strong>${ failed.suggestion }</strong>?
							</p>
							<button
								form="${ SUGGESTION_FORM }"
								name="store_url"
								value="${ failed.suggestion }"
								class="secondary"
							>
								Use ${ failed.suggestion }
							</button>`
			}
			${ failed.remedy === undefined ? '' : html`<p><a href="${ failed.remedy.url }" target="_blank" rel="noopener">${ failed.remedy.label }</a></p>` }`,
		true
	);
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
		body: html`<p>
				Choose what Ivorey copies from ${ request.store_url } now. It is
				copied once.
			</p>
			<form
				method="post"
				action="${ PATHS.connect }/${ request.request_id }/import"
			>
				${ csrfField( viewer ) }${ importFields( request.import, true ) }
				<button>Continue</button>
			</form>`,
	} );
}

/** R21 */
export function syncPage(
	viewer: Viewer,
	stores: readonly StoreRow[],
	request: ConnectRequest
): Html {
	return modal( viewer, stores, {
		title: 'Keep in sync',
		step: 3,
		body: html`<p>
				Choose what Ivorey keeps up to date, within seconds, when it
				changes in ${ request.store_url }. You can change this later.
			</p>
			<form
				method="post"
				action="${ PATHS.connect }/${ request.request_id }/sync"
			>
				${ csrfField( viewer ) }${ syncFields( request.sync, true ) }
				<div class="actions">
					<a
						href="${ PATHS.connect }/${ request.request_id }/import"
						class="button secondary outline"
						>Back</a
					>
					<button>Save</button>
				</div>
			</form>
			<p class="footnote">Next, the store asks you to approve.</p>`,
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
		title: `To ${ host }`,
		viewer,
		section: 'settings',
		leadTo: url,
		body: html`<article class="narrow">
			<h1>Now approve it in your store</h1>
			<p>
				You are being taken to ${ host }. Sign in there if it asks you
				to.
			</p>
			<p><a href="${ url }" class="button">Continue to ${ host }</a></p>
		</article>`,
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
		title: `Connect ${ host }`,
		viewer,
		section: 'settings',
		body: html`<article class="narrow">
			<h1>Connect ${ host } to ${ viewer.accountName }?</h1>
			<p>
				<strong>${ storeUrl }</strong> asks to send to your Ivorey
				account, of what you choose on the next two screens:
			</p>
			<ul>
				<li>
					contacts: names, e-mail addresses, phone numbers, addresses
				</li>
				<li>orders with their lines, totals and customer notes</li>
				<li>payments and refunds; never card numbers or passwords</li>
				<li>products and their categories</li>
			</ul>
			<p>Ivorey changes nothing in the store.</p>
			<form
				method="post"
				action="${ PATHS.authorize }"
				data-busy="Looking at the store …"
			>
				${ csrfField( viewer ) }
				${ Object.entries( query ).map( ( [ name, value ] ) => html`<input type="hidden" name="${ name }" value="${ value }" />` ) }
				<div class="actions">
					<button
						name="answer"
						value="cancel"
						class="secondary outline"
					>
						Cancel
					</button>
					<button name="answer" value="continue">Continue</button>
				</div>
			</form>
			<p class="footnote">
				Signed in as ${ viewer.email }. Not you? Sign out first.
			</p>
		</article>`,
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
		section: 'settings',
		body: html`<article class="narrow">
			<h1>This store cannot be connected</h1>
			${ notice( 'bad', content, true ) }
			<p><a href="${ PATHS.stores }">See your stores</a></p>
		</article>`,
	} );
}
