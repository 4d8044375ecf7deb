import { html } from 'hono/html';
import type { ErasureCounts } from '../../db/element-tables.ts';
import type { PastErasure } from '../../erasure/erase-by-owner.ts';
import { actions, button, linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { emptyState } from '../parts/empty-state.ts';
import { textField } from '../parts/field.ts';
import { postForm } from '../parts/form.ts';
import type { Html } from '../parts/html.ts';
import { count } from '../parts/numbers.ts';
import { forOwners, ownersNote } from '../parts/owners-only.ts';
import { table } from '../parts/table.ts';
import { time } from '../parts/time.ts';
import { notice } from '../parts/verdict.ts';
import { PATHS } from '../paths.ts';
import { withoutScheme } from '../../views/store-view.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';

const ORIGINS = {
	console: 'In the console',
	api: 'Through the API',
	cli: 'On the command line',
} as const;

interface PrivacyOptions {
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
		back: { label: 'Settings', path: PATHS.integrations },
		body: html`${ isDone ? notice( 'good', 'Personal data was erased.' ) : '' }
			<div class="stack">
				${ card( {
					title: 'Erase a person',
					body: [
						html`<p class="intro">
							The contact is removed, and names, addresses,
							telephone number, notes and options that the buyer
							typed are erased from the orders of all stores. What
							was sold, for how much and when stays, so that your
							books stay right.
						</p>`,
						forOwners(
							viewer,
							() =>
								postForm( viewer, PATHS.privacy, [
									textField( {
										name: 'email',
										label: 'E-mail address',
										type: 'email',
										value: refused ?? '',
										error:
											refused === undefined
												? undefined
												: 'Enter an e-mail address, like ada@example.com.',
										attributes: {
											required: true,
											maxlength: 320,
											autocomplete: 'off',
											autofocus: refused !== undefined,
										},
									} ),
									button( 'Look for this person' ),
								] ),
							ownersNote( 'Only an owner can erase a person.' )
						),
					],
				} ) }
				${ history( erasures ) }
			</div>`,
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
		title: `Erase ${ email }?`,
		viewer,
		section: 'settings',
		back: { label: 'Privacy', path: PATHS.privacy },
		width: 'form',
		body: card( {
			body: [
				isNothing
					? html`<p>
							Nothing is here of this person. If you erase the
							address all the same, a store that sends older
							orders or users later does not bring the person in.
						</p>`
					: html`<ul class="bullets">
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
						</ul>`,
				html`<p>
					This cannot be undone. It erases nothing in your stores: use
					WordPress’ own tool there.
				</p>`,
				postForm( viewer, PATHS.erase, [
					html`<input
						type="hidden"
						name="email"
						value="${ email }"
					/>`,
					actions(
						linkButton( 'Cancel', PATHS.privacy ),
						button( 'Erase', { kind: 'danger' } )
					),
				] ),
			],
		} ),
	} );
}

function history( erasures: readonly PastErasure[] ): Html {
	return card( {
		title: 'Erased so far',
		flush: true,
		body:
			erasures.length === 0
				? emptyState( { title: 'Nobody yet.', icon: 'shield' } )
				: table( {
						label: 'Erased so far',
						rows: erasures,
						columns: [
							{
								label: 'When',
								kind: 'title',
								cell: ( { erasedAt } ) => time( erasedAt ),
							},
							{
								label: 'Asked for by',
								kind: 'clip',
								cell: askedBy,
							},
							{ label: 'What', cell: whatWasErased },
							{
								label: 'Fingerprint of the address',
								narrow: 'hidden',
								cell: ( { emailHash } ) =>
									html`<code title="${ emailHash }"
										>${ emailHash.slice( 0, 12 ) }…</code
									>`,
							},
						],
					} ),
	} );
}

function whatWasErased( { scope, counts }: PastErasure ): string {
	const what = [
		count( counts.contacts, 'contact' ),
		count( counts.users, 'customer account' ),
		count( counts.orders, 'order' ),
	].join( ', ' );
	return scope === 'user' ? `Deleted user: ${ what }` : what;
}

function askedBy( { person, requestedBy, store }: PastErasure ): string {
	if ( requestedBy === 'store' ) {
		return store === null ? 'A store' : withoutScheme( store );
	}
	return person ?? ORIGINS[ requestedBy ];
}
