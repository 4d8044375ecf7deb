import { MAX_HTML } from '@ivorey/shared';
import { listOwners, type Person } from '../accounts/people.ts';
import { findSession } from '../accounts/sign-in.ts';
import { databaseErrorKind } from '../db/errors.ts';
import { forAccount } from '../db/scope.ts';
import { ProblemError } from '../http/problem.ts';
import type { RequestContext } from '../http/request.ts';
import type { Guard, Limit } from '../http/routes.ts';
import { describeError, type Log } from '../ops/log.ts';
import { withFormats } from '../texts/formats.ts';
import { errorPage, noSuchPage, ownersOnlyPage } from './pages/other.ts';
import { hasProductForm, isConsolePath, PATHS } from './paths.ts';
import {
	csrfTokenOf,
	isCsrfToken,
	isOwnOrigin,
	isSecure,
	localPath,
	readSession,
} from './security.ts';
import type { ConsoleServices, SessionCall } from './services.ts';
import {
	isOwner,
	rememberedViewer,
	rememberViewer,
	type Viewer,
} from './viewer.ts';
import { texts } from '../texts/texts.ts';

/** Large enough for an e-mail's template. */
const MAX_FORM_BYTES = 512 * 1_024;
/** Adds a product's description, each character of which takes up to twelve bytes in a form: "%F0%9F%AB%96". */
const MAX_PRODUCT_FORM_BYTES = MAX_FORM_BYTES + 12 * MAX_HTML;

/** Middleware for all pages: accepts only small forms, and only from these pages. */
export function guardForms( services: ConsoleServices ) {
	return async (
		c: RequestContext,
		next: () => Promise< void >
	): Promise< Response | void > => {
		if ( ! isConsolePath( c.req.path ) ) {
			return next();
		}
		c.header( 'cache-control', 'no-store' );
		if ( ! isReadablePath( c.req.url ) ) {
			return c.html( noSuchPage( await findViewer( services, c ) ), 404 );
		}
		if ( c.req.method === 'GET' || c.req.method === 'HEAD' ) {
			return next();
		}
		// Mail providers unsubscribe for their readers, in either form encoding (RFC 8058), and the body is not read.
		if ( c.req.path.startsWith( `${ PATHS.unsubscribe }/` ) ) {
			return next();
		}
		const length = Number( c.req.header( 'content-length' ) ?? 'NaN' );
		const isForm = /^application\/x-www-form-urlencoded\b/i.test(
			c.req.header( 'content-type' ) ?? ''
		);
		const most = hasProductForm( c.req.path )
			? MAX_PRODUCT_FORM_BYTES
			: MAX_FORM_BYTES;
		if ( ! ( length <= most ) || ( length > 0 && ! isForm ) ) {
			return c.html(
				errorPage(
					await findViewer( services, c ),
					texts().shell.formTooLarge,
					texts().shell.formTooLargeText
				),
				413
			);
		}
		return isOwnOrigin( c, services.addresses.console() )
			? next()
			: forbidden( c, await findViewer( services, c ) );
	};
}

/** Whether the path is valid text that Postgres accepts. No page has any other path. */
function isReadablePath( url: string ): boolean {
	try {
		return ! decodeURIComponent( new URL( url ).pathname ).includes( '\0' );
	} catch {
		return false;
	}
}

/** Responds to a form without this session's token. */
export function forbidden(
	c: RequestContext,
	viewer: Viewer | null
): Response | Promise< Response > {
	return c.html(
		errorPage(
			viewer,
			texts().shell.formTooOld,
			texts().shell.formTooOldText
		),
		403
	);
}

/** Applies a route's limit to a signed-in person. @return A response that replaces the page; null within the limit. */
const LIMITS_OF_PEOPLE: Readonly<
	Record<
		Limit< 'session' >,
		(
			services: ConsoleServices,
			c: RequestContext,
			person: Person
		) => Promise< Response | null >
	>
> = {
	'store-checks': async ( { consoleLimits }, _c, { accountId } ) => {
		await consoleLimits.admitStoreCheck( accountId );
		return null;
	},
	invitations: async ( { consoleLimits }, _c, { accountId } ) => {
		await consoleLimits.admitInvitation( accountId );
		return null;
	},
	streams: async ( { consoleLimits }, c, { personId } ) => {
		const end = consoleLimits.openStream( personId );
		if ( end === null ) {
			// Tells the browser not to reconnect (HTML, 9.2.3).
			return c.body( null, 204 );
		}
		c.env.outgoing.once( 'close', end );
		return null;
	},
	none: async () => null,
};

/** The person who is signed in; null if nobody is. */
export async function findViewer(
	services: ConsoleServices,
	c: RequestContext
): Promise< Viewer | null > {
	const remembered = rememberedViewer( c );
	if ( remembered !== null ) {
		return remembered;
	}
	const session = readSession( c, isSecure( services ) );
	const person =
		session === null
			? null
			: await findSession( services.db, session, services.now() );
	if ( session === null || person === null ) {
		return null;
	}
	const viewer = {
		...person,
		accounts: await services.accountsOfPeople.of(
			services.db,
			person,
			services.now(),
			c.req.method !== 'GET' || c.req.path === PATHS.profile
		),
		csrf: csrfTokenOf( session ),
	};
	rememberViewer( c, viewer );
	return viewer;
}

/** Postgres stores no text with a NUL in it, and nobody types one. */
async function hasNul( c: RequestContext ): Promise< boolean > {
	return [ ...( await c.req.formData() ).values() ].some(
		( value ) => typeof value === 'string' && value.includes( '\0' )
	);
}

/**
 * The guard of `session` routes: requires a signed-in person, this session's token on a form, the route's role, and a
 * free place within its limit.
 */
export const requireSession: Guard<
	ConsoleServices,
	SessionCall,
	'session'
> = async ( services, c, { limit, role = 'owner' }, run ) => {
	const session = readSession( c, isSecure( services ) );
	const viewer = await findViewer( services, c );
	if ( session === null || viewer === null ) {
		const here = new URL( c.req.url );
		const wanted =
			c.req.method === 'GET' ? here.pathname + here.search : PATHS.stores;
		return c.redirect(
			`${ PATHS.signIn }?${ new URLSearchParams( {
				next: localPath( wanted ),
				...( session === null ? {} : { why: 'ended' } ),
			} ) }`,
			303
		);
	}
	if ( c.req.method !== 'GET' && c.req.method !== 'HEAD' ) {
		const form = await c.req.parseBody();
		if ( ! isCsrfToken( session, form._csrf ) ) {
			return forbidden( c, viewer );
		}
		if ( await hasNul( c ) ) {
			return c.html(
				errorPage(
					viewer,
					texts().shell.cannotBeSaved,
					texts().shell.cannotBeSavedText
				),
				422
			);
		}
	}
	if ( role === 'owner' && ! isOwner( viewer ) ) {
		const db = forAccount( services.db, viewer.accountId );
		const owners = await listOwners( db, viewer.accountId );
		return c.html(
			withFormats( viewer, () => ownersOnlyPage( viewer, owners ) ),
			403
		);
	}
	const refused = await LIMITS_OF_PEOPLE[ limit ]( services, c, viewer );
	if ( refused !== null ) {
		return refused;
	}
	return withFormats( viewer, () =>
		run( { session, viewer }, viewer.accountId )
	);
};

/** Responds with an error page. */
export function answerPageError(
	log: Log,
	error: unknown,
	c: RequestContext
): Response | Promise< Response > {
	const viewer = rememberedViewer( c );
	if (
		error instanceof ProblemError &&
		error.refusal.problem === 'unavailable'
	) {
		c.set( 'problem', error.refusal.problem );
		return c.html(
			errorPage(
				viewer,
				texts().shell.justAMoment,
				texts().shell.isStarting
			),
			503
		);
	}
	if (
		error instanceof ProblemError &&
		error.refusal.problem === 'rate-limited'
	) {
		const seconds = error.refusal.retryAfter ?? 60;
		const minutes = Math.ceil( seconds / 60 );
		c.set( 'problem', error.refusal.problem );
		return c.html(
			errorPage(
				viewer,
				texts().shell.justAMoment,
				texts().shell.tryAgainIn( {
					why: error.refusal.detail ?? '',
					minutes,
				} )
			),
			429,
			{ 'retry-after': String( seconds ) }
		);
	}
	log.error( 'request failed', {
		route: 'console',
		...describeError( error ),
	} );
	const busy = [ 'unavailable', 'retry' ].includes(
		databaseErrorKind( error )
	);
	return c.html(
		errorPage(
			viewer,
			busy ? texts().shell.justAMoment : texts().shell.somethingWentWrong,
			busy ? texts().shell.databaseBusy : texts().shell.ourFault
		),
		busy ? 503 : 500
	);
}
