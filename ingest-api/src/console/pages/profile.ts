import { html } from 'hono/html';
import type { AccountProfile } from '../../accounts/accounts.ts';
import type { NamedLocale } from '../../accounts/locales.ts';
import type { PersonProfile } from '../../accounts/members.ts';
import { button } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { textField } from '../parts/field.ts';
import { csrfField, postForm } from '../parts/form.ts';
import type { Html } from '../parts/html.ts';
import { tag } from '../parts/pill.ts';
import {
	localeField,
	timeZoneField,
	zoneName,
} from '../parts/locale-fields.ts';
import { notice } from '../parts/verdict.ts';
import { PATHS } from '../paths.ts';
import { ROLES } from '../roles.ts';
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';

interface ProfileOptions {
	profile: PersonProfile;
	account: AccountProfile;
	locales: readonly NamedLocale[];
	now: Date;
	isSaved: boolean;
}

/** R40: how somebody is called, reads times and amounts, and where else they are. */
export function profilePage( viewer: Viewer, options: ProfileOptions ): Html {
	const { profile, account, locales, now, isSaved } = options;
	const accountLocale =
		locales.find( ( { tag: one } ) => one === account.locale )?.name ??
		'English';
	return page( {
		title: 'Your profile',
		viewer,
		section: 'settings',
		back: { label: 'Settings', path: PATHS.integrations },
		width: 'form',
		body: html`${ isSaved ? notice( 'good', 'Saved.' ) : '' }
			<div class="stack">
				${ card( {
					title: viewer.email,
					body: postForm( viewer, PATHS.profile, [
						html`<p class="intro">
							${ ROLES[ viewer.role ].label } of
							${ viewer.accountName }.
						</p>`,
						textField( {
							name: 'name',
							label: 'Your name',
							hint: 'So that the others know who you are; may be empty.',
							value: profile.name ?? '',
							attributes: {
								maxlength: 100,
								autocomplete: 'name',
							},
						} ),
						timeZoneField( {
							value: profile.timeZone ?? '',
							unset:
								account.timeZone === 'UTC'
									? 'As this browser'
									: `As the account (${ zoneName( account.timeZone ) })`,
							hint: 'For the times that you read. Days of the Overview begin in the account’s time zone.',
						} ),
						localeField( {
							value: profile.locale,
							locales,
							unset: `As the account (${ accountLocale })`,
							now,
						} ),
						button( 'Save', { kind: 'primary' } ),
					] ),
				} ) }
				${ viewer.accounts.length < 2 ? '' : accountsCard( viewer ) }
			</div>`,
	} );
}

function accountsCard( viewer: Viewer ): Html {
	return card( {
		title: 'Your accounts',
		flush: true,
		body: html`<form
			method="post"
			action="${ PATHS.switchAccount }"
			id="accounts"
		>
			${ csrfField( viewer ) }
			<ul class="list">
				${ viewer.accounts.map(
					( { accountId, accountName } ) =>
						html`<li>
							<h3>${ accountName }</h3>
							${
								accountId === viewer.accountId
									? tag( 'You are here' )
									: button(
											html`Switch<span class="hidden">
													to ${ accountName }</span
												>`,
											{
												name: 'account',
												value: accountId,
											}
										)
							}
						</li>`
				) }
			</ul>
		</form>`,
	} );
}
