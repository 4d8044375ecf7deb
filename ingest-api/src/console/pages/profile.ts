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
import type { Viewer } from '../viewer.ts';
import { page } from './layout.ts';
import { texts } from '../../texts/texts.ts';

interface ProfileOptions {
	profile: PersonProfile;
	account: AccountProfile;
	locales: readonly NamedLocale[];
	now: Date;
	isSaved: boolean;
}

/** R40: a person's name, their formats of times and amounts, and their other accounts. */
export function profilePage( viewer: Viewer, options: ProfileOptions ): Html {
	const { profile, account, locales, now, isSaved } = options;
	const accountLocale =
		locales.find( ( { tag: one } ) => one === account.locale )?.name ??
		texts().settings.english;
	return page( {
		title: texts().settings.yourProfile,
		viewer,
		section: 'settings',
		back: { label: texts().settings.title, path: PATHS.integrations },
		width: 'form',
		body: html`${ isSaved ? notice( 'good', texts().common.saved ) : '' }
			<div class="stack">
				${ card( {
					title: viewer.email,
					body: postForm( viewer, PATHS.profile, [
						html`<p class="intro">
							${ texts().people.roleIn[ viewer.role ]( { account: viewer.accountName } ) }
						</p>`,
						textField( {
							name: 'name',
							label: texts().people.yourName,
							hint: texts().people.yourNameHint,
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
									? texts().settings.asThisBrowser
									: texts().settings.zoneAsAccount( {
											zone: zoneName( account.timeZone ),
										} ),
							hint: texts().settings.profileZoneHint,
						} ),
						localeField( {
							value: profile.locale,
							locales,
							unset: texts().settings.localeAsAccount( {
								locale: accountLocale,
							} ),
							now,
						} ),
						button( texts().common.save, { kind: 'primary' } ),
					] ),
				} ) }
				${ viewer.accounts.length < 2 ? '' : accountsCard( viewer ) }
			</div>`,
	} );
}

function accountsCard( viewer: Viewer ): Html {
	return card( {
		title: texts().settings.yourAccounts,
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
									? tag( texts().settings.youAreHere )
									: button(
											texts().settings.switchTo( {
												account: accountName,
											} ),
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
