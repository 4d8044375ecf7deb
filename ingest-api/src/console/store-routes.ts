import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { noteAsked } from '../connections/asked.ts';
import { requestImport } from '../connections/import-requests.ts';
import { isConnectionId } from '../db/identifiers.ts';
import type { PersonAction } from '../connections/state.ts';
import { changeSettings } from '../connections/settings.ts';
import { actOnConnection } from '../connections/repository.ts';
import { describeError } from '../ops/log.ts';
import type {
	ConsoleContext,
	ConsoleEnvironment,
	ConsoleRequest,
} from './context.ts';
import type { ConsoleLimits } from './limits.ts';
import { importsAnything, readImport, readSync } from './pages/elements.ts';
import { ordersPage } from './pages/orders.ts';
import { errorPage } from './pages/other.ts';
import { integrationsPage, storesPage } from './pages/stores.ts';
import {
	disconnectPage,
	importAgainPage,
	importProgressPage,
	storePage,
	storeParts,
	type StorePageNotice,
	type StoreView,
} from './pages/store.ts';
import { connectionPath, PATHS } from './paths.ts';
import { findSession } from '../accounts/people.ts';
import { findStore, listOrders, listStores } from './queries.ts';
import { signOutRoute } from './sign-in-routes.ts';

const LIVE_EVERY_MS = 1_000;
/** A browser opens it again by itself; so a session that ended is noticed, and nothing lasts for ever. */
const LIVE_FOR_MS = 5 * 60_000;
const LIVE_AT_ONCE = 8;
const SUBTYPES = [ 'WooCommerce' ] as const;
const NOTICES = [ 'saved', 'conflict', 'settled' ] as const;

/** The stores of an account, and its orders. */
export function storeRoutes(
	context: ConsoleContext,
	limits: ConsoleLimits
): Hono< ConsoleEnvironment > {
	const { db, now } = context;
	const routes = new Hono< ConsoleEnvironment >();
	const one = `${ PATHS.stores }/:connection`;

	const withStore =
		(
			run: ( c: ConsoleRequest, store: StoreView ) => Promise< Response >
		) =>
		async ( c: ConsoleRequest ): Promise< Response > => {
			const connectionId = c.req.param( 'connection' ) ?? '';
			// Postgres refuses texts that no id can be.
			const store = isConnectionId( connectionId )
				? await findStore(
						db,
						c.get( 'viewer' ).accountId,
						connectionId
					)
				: null;
			return store === null
				? c.html(
						errorPage(
							c.get( 'viewer' ),
							'No such store',
							'Your account has no store here.'
						),
						404
					)
				: run( c, store );
		};
	const keyOf = ( c: ConsoleRequest, store: StoreView ) => ( {
		accountId: c.get( 'viewer' ).accountId,
		connectionId: store.connectionId,
	} );
	const back = (
		c: ConsoleRequest,
		store: StoreView,
		told: StorePageNotice
	): Response =>
		c.redirect(
			connectionPath( store.connectionId ) +
				( told === null ? '' : `?told=${ told }` ),
			303
		);

	routes.post( PATHS.signOut, signOutRoute( context ) );
	routes.get( PATHS.integrations, async ( c ) => {
		const viewer = c.get( 'viewer' );
		const stores = await listStores( db, viewer.accountId );
		return c.html( integrationsPage( viewer, stores.length ) );
	} );
	routes.get( PATHS.stores, async ( c ) => {
		const viewer = c.get( 'viewer' );
		return c.html(
			storesPage( viewer, await listStores( db, viewer.accountId ) )
		);
	} );
	routes.get(
		one,
		withStore( async ( c, store ) => {
			const told =
				NOTICES.find( ( name ) => name === c.req.query( 'told' ) ) ??
				null;
			return c.html( storePage( c.get( 'viewer' ), store, told ) );
		} )
	);
	routes.get(
		`${ one }/events`,
		withStore( async ( c, store ) => live( context, limits, c, store ) )
	);
	routes.post(
		`${ one }/settings`,
		withStore( async ( c, store ) => {
			const form = await c.req.parseBody();
			const changed = await changeSettings(
				db,
				keyOf( c, store ),
				{
					baseVersion: versionOf( form.base_version ),
					import: store.settings.import,
					sync: readSync( form ),
					by: 'account',
				},
				now()
			);
			context.wake( store.storeUrl );
			return back(
				c,
				store,
				changed?.kind === 'changed' ? 'saved' : 'conflict'
			);
		} )
	);
	routes.get(
		`${ one }/progress`,
		withStore( async ( c, store ) =>
			c.html( importProgressPage( c.get( 'viewer' ), store ) )
		)
	);
	routes.get(
		`${ one }/import`,
		withStore( async ( c, store ) =>
			c.html( importAgainPage( c.get( 'viewer' ), store ) )
		)
	);
	routes.post(
		`${ one }/import`,
		withStore( async ( c, store ) => {
			const form = await c.req.parseBody();
			if ( store.state === 'disconnected' ) {
				return back( c, store, 'settled' );
			}
			if ( form.action === 'cancel' ) {
				await requestImport( db, keyOf( c, store ), 'cancel', now() );
				context.wake( store.storeUrl );
				return back( c, store, null );
			}
			const selected = readImport( form );
			if ( ! importsAnything( selected ) ) {
				return c.html(
					importAgainPage( c.get( 'viewer' ), store, {
						selected,
						why: 'Nothing is selected. Switch Import Elements on and tick at least one element.',
					} ),
					422
				);
			}
			const changed = await changeSettings(
				db,
				keyOf( c, store ),
				{
					baseVersion: versionOf( form.base_version ),
					import: selected,
					sync: store.settings.sync,
					by: 'account',
				},
				now()
			);
			if ( changed?.kind !== 'changed' ) {
				return back( c, store, 'conflict' );
			}
			await requestImport( db, keyOf( c, store ), 'start', now() );
			context.wake( store.storeUrl );
			return back( c, store, null );
		} )
	);
	routes.get(
		`${ one }/disconnect`,
		withStore( async ( c, store ) =>
			c.html( disconnectPage( c.get( 'viewer' ), store ) )
		)
	);
	for ( const [ name, action ] of [
		[ 'disconnect', 'revoke' ],
		[ 'pause', 'pause' ],
		[ 'resume', 'resume' ],
	] as const satisfies readonly [ string, PersonAction ][] ) {
		routes.post(
			`${ one }/${ name }`,
			withStore( async ( c, store ) => {
				const key = keyOf( c, store );
				const result = await actOnConnection( db, key, action, now() );
				const transition = result?.transition ?? null;
				if ( transition === null ) {
					return back( c, store, 'settled' );
				}
				context.onTransition( key, transition.to, transition.reason );
				if ( action === 'resume' ) {
					await noteAsked( db, key, now() );
				}
				// One that was paused or ended learns of it, too.
				context.wake( store.storeUrl );
				return back( c, store, null );
			} )
		);
	}
	routes.get( PATHS.orders, async ( c ) => {
		const viewer = c.get( 'viewer' );
		const subtype =
			SUBTYPES.find( ( name ) => name === c.req.query( 'subtype' ) ) ??
			null;
		const page = await listOrders( db, viewer.accountId, {
			subtype,
			before: c.req.query( 'before' ) ?? null,
		} );
		return c.html(
			ordersPage( viewer, { ...page, subtype, subtypes: SUBTYPES } )
		);
	} );
	return routes;
}

/** What changed, as long as somebody looks, is signed in, and the server runs. */
function live(
	context: ConsoleContext,
	limits: ConsoleLimits,
	c: ConsoleRequest,
	store: StoreView
): Response {
	const viewer = c.get( 'viewer' );
	const release = limits.openStream( viewer.personId, LIVE_AT_ONCE );
	if ( release === null ) {
		// Not asked again by the browser (HTML, 9.2.3).
		return c.body( null, 204 );
	}
	const session = c.get( 'session' );
	return streamSSE(
		c,
		async ( stream ) => {
			const gone = new AbortController();
			stream.onAbort( () => gone.abort() );
			try {
				const until = Date.now() + LIVE_FOR_MS;
				let sent: Record< string, string > = {};
				let current: StoreView | null = store;
				while ( current !== null && ! gone.signal.aborted ) {
					const parts = Object.fromEntries(
						Object.entries( storeParts( viewer, current ) ).map(
							( [ name, part ] ) => [ name, String( part ) ]
						)
					);
					const changed = Object.entries( parts ).filter(
						( [ name, part ] ) => sent[ name ] !== part
					);
					if ( changed.length > 0 ) {
						await stream.writeSSE( {
							event: 'parts',
							data: JSON.stringify(
								Object.fromEntries( changed )
							),
						} );
					}
					sent = parts;
					await sleep( LIVE_EVERY_MS, null, {
						signal: gone.signal,
					} ).catch( () => undefined );
					const ended =
						gone.signal.aborted ||
						Date.now() > until ||
						context.isShuttingDown() ||
						( await findSession(
							context.db,
							session,
							context.now()
						) ) === null;
					current = ended
						? null
						: await findStore(
								context.db,
								viewer.accountId,
								store.connectionId
							);
				}
			} finally {
				release();
			}
		},
		async ( error ) => {
			context.log.warn( 'request failed', {
				route: 'console',
				...describeError( error ),
			} );
		}
	);
}

function versionOf( value: unknown ): number {
	return typeof value === 'string' && /^\d{1,9}$/.test( value )
		? Number( value )
		: -1;
}
