import { z } from 'zod';
import {
	authorizeQuerySchema,
	checkStoreUrl,
	type AuthorizeQuery,
} from '@ivorey/shared';
import {
	findOpenRequest,
	issueCode,
	saveSelections,
	startConnectRequest,
	type ConnectRequest,
} from '../connections/connect/requests.ts';
import type { RequestContext } from '../http/request.ts';
import type {
	ConsoleServices,
	SessionCall,
	SessionHandler,
} from './services.ts';
import {
	cancelledPage,
	consentPage,
	importPage,
	leavePage,
	refusedPage,
	storeUrlPage,
	syncPage,
	type FailedCheck,
} from './pages/connect.ts';
import { readImport, readSync } from './pages/elements.ts';
import { errorPage } from './pages/other.ts';
import { PATHS } from './paths.ts';
import { listStores } from '../views/store-query.ts';
import {
	checkStore,
	type StoreCheck,
} from '../connections/store-check/check-store.ts';
import { texts } from '../texts/texts.ts';

/** R19-R23: checks a store's URL, whether it was typed here or sent by the store, and finds its approve page. */
function checkFor(
	{ config }: ConsoleServices,
	storeUrl: string
): Promise< StoreCheck > {
	return checkStore( storeUrl, { allowLocal: config.allowLocalStores } );
}

/** `GET …/connect`. */
export async function showStoreUrl(
	{ db }: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall
): Promise< Response > {
	const stores = await listStores( db, viewer.accountId );
	const typed = c.req.query( 'store_url' ) ?? '';
	return c.html(
		storeUrlPage( { viewer, stores, typed: typed.slice( 0, 2_100 ) } )
	);
}

/** `POST …/connect`. */
export async function takeStoreUrl(
	services: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall
): Promise< Response > {
	const { db, now } = services;
	const form = await c.req.parseBody();
	const typed = textOf( form.store_url ) ?? '';
	const checked = await checkFor( services, typed );
	if ( ! checked.ok ) {
		const stores = await listStores( db, viewer.accountId );
		return c.html(
			storeUrlPage( { viewer, stores, typed, failed: checked } ),
			422
		);
	}
	const requestId = await startConnectRequest( db, {
		accountId: viewer.accountId,
		personId: viewer.personId,
		storeUrl: checked.storeUrl,
		approveUrl: checked.approveUrl,
		store: null,
		now: now(),
	} );
	return c.redirect( `${ PATHS.connect }/${ requestId }/import`, 303 );
}

function withRequest(
	run: (
		services: ConsoleServices,
		c: RequestContext,
		call: SessionCall & { request: ConnectRequest }
	) => Promise< Response >
): SessionHandler {
	return async ( services, c, call ) => {
		const requestId = z.uuid().safeParse( c.req.param( 'request' ) );
		const request = requestId.success
			? await findOpenRequest(
					services.db,
					call.viewer.accountId,
					requestId.data,
					services.now()
				)
			: null;
		return request === null
			? c.html(
					errorPage(
						call.viewer,
						texts().stores.startAgain,
						texts().stores.requestOver
					),
					410
				)
			: run( services, c, { ...call, request } );
	};
}

/** `GET …/connect/:request/import`. */
export const showImport = withRequest(
	async ( { db }, c, { viewer, request } ) => {
		const stores = await listStores( db, viewer.accountId );
		return c.html( importPage( viewer, stores, request ) );
	}
);

/** `POST …/connect/:request/import`. */
export const takeImport = withRequest( async ( { db }, c, { request } ) => {
	await saveSelections( db, request, {
		import: readImport( await c.req.parseBody() ),
	} );
	return c.redirect( `${ PATHS.connect }/${ request.request_id }/sync`, 303 );
} );

/** `GET …/connect/:request/sync`. */
export const showSync = withRequest(
	async ( { db }, c, { viewer, request } ) => {
		const stores = await listStores( db, viewer.accountId );
		return c.html( syncPage( viewer, stores, request ) );
	}
);

/** `POST …/connect/:request/sync`: Save. */
export const takeSync = withRequest(
	async ( { addresses, db, now }, c, { viewer, request } ) => {
		await saveSelections( db, request, {
			sync: readSync( await c.req.parseBody() ),
		} );
		const code = await issueCode( db, request, now() );
		return code === null
			? c.redirect( PATHS.stores, 303 )
			: c.html(
					leavePage(
						viewer,
						request.store_url,
						approveUrlOf( request, code, addresses.api() )
					)
				);
	}
);

/** `GET /connect/authorize`: the store starts the connection. */
export async function showConsent(
	services: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall
): Promise< Response > {
	const asked = await readAuthorize( c.req.query(), ( url ) =>
		checkFor( services, url )
	);
	return 'failed' in asked
		? c.html( refusedPage( viewer, asked.failed ), 422 )
		: c.html( consentPage( viewer, asked.storeUrl, asked.query ) );
}

/** `POST /connect/authorize`. */
export async function takeConsent(
	services: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall
): Promise< Response > {
	const { db, now } = services;
	const form = await c.req.parseBody();
	const asked = await readAuthorize( form, ( url ) =>
		checkFor( services, url )
	);
	if ( 'failed' in asked ) {
		return c.html( refusedPage( viewer, asked.failed ), 422 );
	}
	const { query, storeUrl, approveUrl } = asked;
	if ( form.answer !== 'continue' ) {
		const back = new URL( approveUrl );
		back.searchParams.set( 'error', 'access_denied' );
		back.searchParams.set( 'state', query.state );
		const stores = await listStores( db, viewer.accountId );
		return c.html(
			cancelledPage( viewer, { storeUrl, url: back.href, stores } )
		);
	}
	const requestId = await startConnectRequest( db, {
		accountId: viewer.accountId,
		personId: viewer.personId,
		storeUrl,
		approveUrl,
		store: {
			state: query.state,
			codeChallenge: query.code_challenge,
		},
		now: now(),
	} );
	return c.redirect( `${ PATHS.connect }/${ requestId }/import`, 303 );
}

/** The address on the store to which the owner's browser takes the code. */
function approveUrlOf(
	request: ConnectRequest,
	code: string,
	apiUrl: string
): string {
	const url = new URL( request.approve_url );
	url.searchParams.set( 'code', code );
	if ( request.redirect_state === null ) {
		url.searchParams.set( 'api', apiUrl );
	} else {
		url.searchParams.set( 'state', request.redirect_state );
	}
	return url.href;
}

type Asked =
	| { query: AuthorizeQuery; storeUrl: string; approveUrl: string }
	| { failed: FailedCheck | string };

/**
 * The store's request, once it is certain that the store itself names the page to return to. Never sends anything to an
 * address that only the query names, because that would make this an open redirect.
 */
async function readAuthorize(
	given: unknown,
	check: ( storeUrl: string ) => Promise< StoreCheck >
): Promise< Asked > {
	const parsed = authorizeQuerySchema.safeParse( given );
	if ( ! parsed.success ) {
		const names = parsed.error.issues.map( ( { path } ) =>
			path.join( '.' )
		);
		return {
			failed: texts().stores.linkIncomplete( {
				names: [ ...new Set( names ) ].join( ', ' ),
			} ),
		};
	}
	const query = parsed.data;
	const checked = await check( asTyped( query.client_id ) );
	if ( ! checked.ok ) {
		return { failed: checked };
	}
	const approve = new URL( checked.approveUrl );
	const back = new URL( query.redirect_uri );
	back.protocol = approve.protocol;
	if ( back.href !== approve.href ) {
		return {
			failed: texts().stores.linkElsewhere( {
				back: `${ back.host }${ back.pathname }${ back.search }`,
				approve: approve.host,
			} ),
		};
	}
	return { query, storeUrl: checked.storeUrl, approveUrl: approve.href };
}

/** A store sends its own address with a trailing slash, or with http if it is behind a proxy. */
function asTyped( clientId: string ): string {
	const checked = checkStoreUrl( clientId );
	return checked.ok ? checked.url : ( checked.suggestion ?? clientId );
}

function textOf( value: unknown ): string | null {
	return typeof value === 'string' && value !== '' ? value : null;
}
