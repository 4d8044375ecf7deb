import { html } from 'hono/html';
import type { ErasureCounts } from '../../db/element-tables.ts';
import type { PastErasure } from '../../erasure/erase-by-owner.ts';
import { actions, button, linkButton } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { emptyState } from '../parts/empty-state.ts';
import { textField } from '../parts/field.ts';
import { postForm } from '../parts/form.ts';
import type { Html } from '../parts/html.ts';
import { forOwners, ownersNote } from '../parts/owners-only.ts';
import { table } from '../parts/table.ts';
import { time } from '../parts/time.ts';
import { notice } from '../parts/verdict.ts';
import { PATHS } from '../paths.ts';
import { withoutScheme } from '../../views/store-view.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';
import { texts } from '../../texts/texts.ts';

interface PrivacyOptions {
	erasures: readonly PastErasure[];
	/** The typed text, if it is no e-mail address. */
	refused?: string;
	/** Whether somebody was erased just now. */
	isDone?: boolean;
}

export function privacyPage(
	viewer: Viewer,
	{ erasures, refused, isDone = false }: PrivacyOptions
): Html {
	return page( {
		title: texts().privacy.title,
		viewer,
		section: 'settings',
		back: { label: texts().settings.title, path: PATHS.integrations },
		body: html`${ isDone ? notice( 'good', texts().privacy.erased ) : '' }
			<div class="stack">
				${ card( {
					title: texts().privacy.erasePerson,
					body: [
						html`<p class="intro">
							${ texts().privacy.explanation }
						</p>`,
						forOwners(
							viewer,
							() =>
								postForm( viewer, PATHS.privacy, [
									textField( {
										name: 'email',
										label: texts().common.emailAddress,
										type: 'email',
										value: refused ?? '',
										error:
											refused === undefined
												? undefined
												: texts().common.enterEmail,
										attributes: {
											required: true,
											maxlength: 320,
											autocomplete: 'off',
											autofocus: refused !== undefined,
										},
									} ),
									button( texts().privacy.find ),
								] ),
							ownersNote( texts().privacy.ownersOnly )
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
		title: texts().privacy.eraseOne( { email } ),
		viewer,
		section: 'settings',
		back: { label: texts().privacy.title, path: PATHS.privacy },
		width: 'form',
		body: card( {
			body: [
				isNothing
					? html`<p>${ texts().privacy.nothingFound }</p>`
					: html`<ul class="bullets">
							<li>
								${ texts().privacy.contacts( counts.contacts ) }
							</li>
							<li>
								${ texts().privacy.accounts( counts.users ) }
							</li>
							<li>
								${ texts().privacy.orders( counts.orders ) }
							</li>
						</ul>`,
				html`<p>${ texts().privacy.warning }</p>`,
				postForm( viewer, PATHS.erase, [
					html`<input
						type="hidden"
						name="email"
						value="${ email }"
					/>`,
					actions(
						linkButton( texts().common.cancel, PATHS.privacy ),
						button( texts().privacy.erase, { kind: 'danger' } )
					),
				] ),
			],
		} ),
	} );
}

function history( erasures: readonly PastErasure[] ): Html {
	return card( {
		title: texts().privacy.erasedSoFar,
		flush: true,
		body:
			erasures.length === 0
				? emptyState( {
						title: texts().privacy.nobodyYet,
						icon: 'shield',
					} )
				: table( {
						label: texts().privacy.erasedSoFar,
						rows: erasures,
						columns: [
							{
								label: texts().common.when,
								kind: 'title',
								cell: ( { erasedAt } ) => time( erasedAt ),
							},
							{
								label: texts().privacy.askedBy,
								kind: 'clip',
								cell: askedBy,
							},
							{
								label: texts().privacy.data,
								cell: whatWasErased,
							},
							{
								label: texts().privacy.fingerprint,
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
		texts().privacy.contactCount( counts.contacts ),
		texts().privacy.accountCount( counts.users ),
		texts().orders.count( counts.orders ),
	].join( ', ' );
	return scope === 'user' ? texts().privacy.deletedUser( { what } ) : what;
}

function askedBy( { person, requestedBy, store }: PastErasure ): string {
	if ( requestedBy === 'store' ) {
		return store === null ? texts().privacy.aStore : withoutScheme( store );
	}
	return person ?? texts().privacy.origins[ requestedBy ];
}
