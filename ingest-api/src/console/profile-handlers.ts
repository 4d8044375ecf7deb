import { readAccountProfile } from '../accounts/accounts.ts';
import { isLocale, isTimeZone, listLocales } from '../accounts/locales.ts';
import { readPersonProfile, savePersonProfile } from '../accounts/members.ts';
import { lineOf, readFields } from './forms.ts';
import { profilePage } from './pages/profile.ts';
import { PATHS } from './paths.ts';
import type { SessionHandler } from './services.ts';

/** `GET /settings/profile` (R40). */
export const showProfile: SessionHandler = async (
	{ db, now },
	c,
	{ viewer }
) =>
	c.html(
		profilePage( viewer, {
			profile: await readPersonProfile( db, viewer ),
			account: await readAccountProfile( db, viewer.accountId ),
			locales: await listLocales(),
			isSaved: c.req.query( 'told' ) === 'saved',
			now: now(),
		} )
	);

/** `POST /settings/profile`. */
export const saveProfile: SessionHandler = async ( { db }, c, { viewer } ) => {
	const field = await readFields( c );
	const name = lineOf( field( 'name' ) );
	const timeZone = field( 'time_zone' );
	const locale = field( 'locale' );
	await savePersonProfile( db, viewer, {
		name: name === '' ? null : name,
		timeZone: isTimeZone( timeZone ) ? timeZone : null,
		locale: isLocale( locale ) ? locale : null,
	} );
	return c.redirect( `${ PATHS.profile }?told=saved`, 303 );
};
