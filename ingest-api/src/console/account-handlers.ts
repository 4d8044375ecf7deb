import {
	changeAccountProfile,
	readAccountProfile,
	type AccountProfile,
} from '../accounts/accounts.ts';
import { isLocale, isTimeZone, listLocales } from '../accounts/locales.ts';
import type { RequestContext } from '../http/request.ts';
import { lineOf, readFields } from './forms.ts';
import { accountPage } from './pages/account.ts';
import { PATHS } from './paths.ts';
import type { SessionCall, SessionHandler } from './services.ts';

/** `GET /settings/account` (R40). */
export const showAccount: SessionHandler = async ( { db, now }, c, call ) =>
	answer( c, call, await readAccountProfile( db, call.viewer.accountId ), {
		isSaved: c.req.query( 'told' ) === 'saved',
		now: now(),
	} );

/** `POST /settings/account`. */
export const saveAccount: SessionHandler = async ( { db, now }, c, call ) => {
	const field = await readFields( c );
	const name = lineOf( field( 'name' ) );
	const timeZone = field( 'time_zone' );
	const locale = field( 'locale' );
	const profile: AccountProfile = {
		name,
		timeZone: isTimeZone( timeZone ) ? timeZone : 'UTC',
		locale: isLocale( locale ) ? locale : null,
	};
	if ( name === '' ) {
		return answer( c, call, profile, { isRefused: true, now: now() } );
	}
	await changeAccountProfile( db, call.viewer, profile, now() );
	return c.redirect( `${ PATHS.account }?told=saved`, 303 );
};

async function answer(
	c: RequestContext,
	{ viewer }: SessionCall,
	profile: AccountProfile,
	told: { isSaved?: boolean; isRefused?: boolean; now: Date }
): Promise< Response > {
	return c.html(
		accountPage( viewer, {
			profile,
			locales: await listLocales(),
			...told,
		} ),
		told.isRefused === true ? 422 : 200
	);
}
