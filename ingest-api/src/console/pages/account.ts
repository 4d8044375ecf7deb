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

interface AccountOptions {
	profile: AccountProfile;
	locales: readonly NamedLocale[];
	now: Date;
	isSaved?: boolean;
	/** The name is empty. */
	isRefused?: boolean;
}

const STANDARD = 'English, as the console is written';

/** R40: what holds for everybody in the account. */
export function accountPage( viewer: Viewer, options: AccountOptions ): Html {
	const { profile, isSaved = false } = options;
	return page( {
		title: 'Account',
		viewer,
		section: 'settings',
		back: { label: 'Settings', path: PATHS.integrations },
		width: 'form',
		body: html`${ isSaved ? notice( 'good', 'Saved.' ) : '' }
		${ card( {
			body: isOwner( viewer )
				? accountForm( viewer, options )
				: [
						definitions( [
							[ 'Name', profile.name ],
							[ 'Time zone', zoneName( profile.timeZone ) ],
							[
								'Dates and amounts',
								nameOf( profile.locale, options.locales ),
							],
						] ),
						ownersNote( 'Only an owner can change this.' ),
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
			label: 'Name',
			hint: 'Your people see it, and your buyers do where e-mails have no other sender.',
			value: profile.name,
			error: isRefused ? 'The account needs a name.' : undefined,
			attributes: {
				required: true,
				maxlength: 100,
				autocomplete: 'organization',
				autofocus: isRefused,
			},
		} ),
		timeZoneField( {
			value: profile.timeZone,
			hint: 'In it days of the Overview begin, and quiet hours are kept. Everybody may read times in another one.',
		} ),
		localeField( { value: profile.locale, locales, unset: STANDARD, now } ),
		button( 'Save', { kind: 'primary' } ),
	] );
}

function nameOf(
	locale: string | null,
	locales: readonly NamedLocale[]
): string {
	return (
		locales.find( ( { tag } ) => tag === locale )?.name ??
		locale ??
		STANDARD
	);
}
