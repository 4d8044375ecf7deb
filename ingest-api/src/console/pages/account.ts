import { html } from 'hono/html';
import type { AccountProfile } from '../../accounts/accounts.ts';
import type { NamedLocale } from '../../accounts/locales.ts';
import { button } from '../parts/button.ts';
import { card } from '../parts/card.ts';
import { definitions } from '../parts/definitions.ts';
import { textField } from '../parts/field.ts';
import { postForm } from '../parts/form.ts';
import type { Html } from '../parts/html.ts';
import {
	localeField,
	timeZoneField,
	zoneName,
} from '../parts/locale-fields.ts';
import { ownersNote } from '../parts/owners-only.ts';
import { notice } from '../parts/verdict.ts';
import { PATHS } from '../paths.ts';
import { isOwner, type Viewer } from '../viewer.ts';
import { page } from './layout.ts';
import { texts } from '../../texts/texts.ts';

interface AccountOptions {
	profile: AccountProfile;
	locales: readonly NamedLocale[];
	now: Date;
	isSaved?: boolean;
	/** The name is empty. */
	isRefused?: boolean;
}

/** R40: the settings for everybody in the account. */
export function accountPage( viewer: Viewer, options: AccountOptions ): Html {
	const { profile, isSaved = false } = options;
	return page( {
		title: texts().settings.account,
		viewer,
		section: 'settings',
		back: { label: texts().settings.title, path: PATHS.integrations },
		width: 'form',
		body: html`${ isSaved ? notice( 'good', texts().common.saved ) : '' }
		${ card( {
			body: isOwner( viewer )
				? accountForm( viewer, options )
				: [
						definitions( [
							[ texts().common.name, profile.name ],
							[
								texts().settings.timeZone,
								zoneName( profile.timeZone ),
							],
							[
								texts().settings.datesAndAmounts,
								nameOf( profile.locale, options.locales ),
							],
						] ),
						ownersNote( texts().settings.ownersChange ),
					],
		} ) }`,
	} );
}

function accountForm(
	viewer: Viewer,
	{ profile, locales, now, isRefused = false }: AccountOptions
): Html {
	return postForm( viewer, PATHS.account, [
		textField( {
			name: 'name',
			label: texts().common.name,
			hint: texts().settings.accountNameHint,
			value: profile.name,
			error: isRefused ? texts().settings.accountNameNeeded : undefined,
			attributes: {
				required: true,
				maxlength: 100,
				autocomplete: 'organization',
				autofocus: isRefused,
			},
		} ),
		timeZoneField( {
			value: profile.timeZone,
			hint: texts().settings.accountZoneHint,
		} ),
		localeField( {
			value: profile.locale,
			locales,
			unset: texts().settings.standardLocale,
			now,
		} ),
		button( texts().common.save, { kind: 'primary' } ),
	] );
}

function nameOf(
	locale: string | null,
	locales: readonly NamedLocale[]
): string {
	return (
		locales.find( ( { tag } ) => tag === locale )?.name ??
		locale ??
		texts().settings.standardLocale
	);
}
