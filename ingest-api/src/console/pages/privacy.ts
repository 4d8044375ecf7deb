import { html } from 'hono/html';
import type { ErasureCounts } from '../../db/element-tables.ts';
import type { PastErasure } from '../../erasure/erase-by-owner.ts';
import { PATHS } from '../paths.ts';
import {
	breadcrumb,
	count,
	csrfField,
	notice,
	page,
	time,
	type Html,
	type Viewer,
} from './layout.ts';
import { withoutScheme } from './stores.ts';

const ORIGINS = {
	console: 'In the console',
	api: 'Through the API',
	cli: 'On the command line',
} as const;

export interface PrivacyOptions {
	erasures: readonly PastErasure[];
	/** As typed, where it is no e-mail address. */
	refused?: string;
	/** Whether somebody was erased just now. */
	isDone?: boolean;
}

export function privacyPage(
	viewer: Viewer,
	{ erasures, refused, isDone = false }: PrivacyOptions
): Html {
	return page( {
		title: 'Privacy',
		viewer,
		section: 'settings',
		body: html`${ breadcrumb( [ 'Settings' ], [ 'Privacy' ] ) }
			<h1>Privacy</h1>
			${ isDone ? notice( 'good', 'Personal data was erased.' ) : '' }
			<article>
				<h2>Erase a person</h2>
				<p>
					The contact is removed, and names, addresses, telephone
					number, notes and options that the buyer typed are erased
					from the orders of all stores. What was sold, for how much
					and when stays, so that your books stay right.
				</p>
				<form method="post" action="${ PATHS.privacy }">
					${ csrfField( viewer ) }
					<label for="email">E-mail address</label>
					<input
						id="email"
						name="email"
						type="email"
						required
						maxlength="320"
						autocomplete="off"
						value="${ refused ?? '' }"
						${ refused === undefined ? '' : html`aria-invalid="true" aria-describedby="email-error"` }
					/>
					${
						refused === undefined
							? ''
							: html`<small id="email-error"
									>Enter an e-mail address, like
									ada@example.com.</small
								>`
					}
					<button>Look for this person</button>
				</form>
			</article>
			${ history( erasures ) }`,
	} );
}

export function confirmErasurePage(
	viewer: Viewer,
	email: string,
	counts: ErasureCounts
): Html {
	const isNothing = Object.values( counts ).every(
		( number ) => number === 0
	);
	return page( {
		title: 'Erase a person',
		viewer,
		section: 'settings',
		body: html`${ breadcrumb( [ 'Settings' ], [ 'Privacy', PATHS.privacy ], [ 'Erase a person' ] ) }
			<article class="narrow">
				<h1>Erase ${ email }?</h1>
				${
					isNothing
						? html`<p>
								Nothing is here of this person. If you erase the
								address all the same, a store that sends older
								orders or users later does not bring the person
								in.
							</p>`
						: html`<ul>
								<li>
									${ count( counts.contacts, 'contact' ) },
									removed unless something else names it
								</li>
								<li>
									${ count( counts.users, 'customer account' ) }
									of stores
								</li>
								<li>
									${ count( counts.orders, 'order' ) }, kept
									without personal data
								</li>
							</ul>`
				}
				<p>
					This cannot be undone. It erases nothing in your stores: use
					WordPress’ own tool there.
				</p>
				<form method="post" action="${ PATHS.erase }">
					${ csrfField( viewer ) }
					<input type="hidden" name="email" value="${ email }" />
					<button class="danger">Erase</button>
					<a href="${ PATHS.privacy }">Cancel</a>
				</form>
			</article>`,
	} );
}

function history( erasures: readonly PastErasure[] ): Html {
	return html`<h2>Erased so far</h2>
		${
			erasures.length === 0
				? html`<article class="empty"><p>Nobody yet.</p></article>`
				: html`<div class="table">
						<table>
							<thead>
								<tr>
									<th scope="col">When</th>
									<th scope="col">Asked for by</th>
									<th scope="col">What</th>
									<th scope="col">
										Fingerprint of the address
									</th>
								</tr>
							</thead>
							<tbody>
								${ erasures.map(
									( erasure ) =>
										html`<tr>
											<td>
												${ time( erasure.erasedAt ) }
											</td>
											<td>${ askedBy( erasure ) }</td>
											<td>
												${ erasure.scope === 'user' ? 'Deleted user: ' : '' }${ count( erasure.counts.contacts, 'contact' ) },
												${ count( erasure.counts.users, 'customer account' ) },
												${ count( erasure.counts.orders, 'order' ) }
											</td>
											<td>
												<code
													title="${ erasure.emailHash }"
													>${ erasure.emailHash.slice( 0, 12 ) }…</code
												>
											</td>
										</tr>`
								) }
							</tbody>
						</table>
					</div>`
		}`;
}

function askedBy( { person, requestedBy, store }: PastErasure ): string {
	if ( requestedBy === 'store' ) {
		return store === null ? 'A store' : withoutScheme( store );
	}
	return person ?? ORIGINS[ requestedBy ];
}
