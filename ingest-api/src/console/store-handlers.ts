import { noting, STORE_CHANGES, type Change } from '../accounts/changes.ts';
import { noteAsked } from '../connections/asked.ts';
import { requestImport } from '../connections/import-requests.ts';
import { isConnectionId } from '../db/identifiers.ts';
import type { PersonAction } from '../connections/state.ts';
import { changeSettings, notingSettings } from '../connections/settings.ts';
import { actOnConnection } from '../connections/repository.ts';
import { describeError } from '../ops/log.ts';
import type { ElementCounter } from './element-counter.ts';
import { noteTransition } from '../connections/api-services.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { RequestContext } from '../http/request.ts';
import { listEndpoints } from '../webhooks/queries.ts';
import type {
	ConsoleServices,
	SessionCall,
	SessionHandler,
} from './services.ts';
import { importsAnything, readImport, readSync } from './pages/elements.ts';
import { errorPage } from './pages/other.ts';
import { settingsPage, storesPage } from './pages/stores.ts';
import { importAgainPage, importProgressPage } from './pages/store-import.ts';
import {
	disconnectPage,
	storePage,
	type StorePageNotice,
} from './pages/store.ts';
import { connectionPath } from './paths.ts';
import { findStore, listStores } from '../views/store-query.ts';
import type { StoreView } from '../views/store-view.ts';
import { texts } from '../texts/texts.ts';

const NOTICES = [ 'saved', 'conflict', 'settled' ] as const;

/** A request for the page of a store in the viewer's account. */
interface StoreCall extends SessionCall {
	store: StoreView;
	key: ConnectionKey;
}

export function withStore(
	run: (
		services: ConsoleServices,
		c: RequestContext,
		call: StoreCall
	) => Response | Promise< Response >
): SessionHandler {
	return async ( services, c, call ) => {
		const { accountId } = call.viewer;
		const connectionId = c.req.param( 'connection' ) ?? '';
		// Postgres refuses some texts that are no valid ID.
		const store = isConnectionId( connectionId )
			? await findStore( services.db, accountId, connectionId )
			: null;
		return store === null
			? c.html(
					errorPage(
						call.viewer,
						texts().stores.notFound,
						texts().stores.notFoundText
					),
					404
				)
			: run( services, c, {
					...call,
					store,
					key: { accountId, connectionId },
				} );
	};
}

function back(
	c: RequestContext,
	{ key }: StoreCall,
	told: StorePageNotice
): Response {
	return c.redirect(
		connectionPath( key.connectionId ) +
			( told === null ? '' : `?told=${ told }` ),
		303
	);
}

/** `GET /settings/integration`. */
export async function showIntegrations(
	{ db, now }: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall
): Promise< Response > {
	const stores = await listStores( db, viewer.accountId );
	const endpoints = await listEndpoints( db, viewer.accountId, now() );
	return c.html( settingsPage( viewer, stores.length, endpoints ) );
}

/** `GET /settings/integration/woocommerce`. */
export async function showStores(
	{ db }: ConsoleServices,
	c: RequestContext,
	{ viewer }: SessionCall
): Promise< Response > {
	const stores = await listStores( db, viewer.accountId );
	return c.html( storesPage( viewer, stores ) );
}

/** `GET …/:connection`. */
export const showStore = withStore(
	async ( services, c, { key, viewer, store } ) => {
		const told =
			NOTICES.find( ( name ) => name === c.req.query( 'told' ) ) ?? null;
		const counts = await counterOf( services, key ).read();
		return c.html( storePage( viewer, store, counts, told ) );
	}
);

/** `POST …/:connection/settings` (R25). */
export const saveSettings = withStore( async ( services, c, call ) => {
	const { key, store } = call;
	const form = await c.req.parseBody();
	const changed = await changeSettings(
		services.db,
		key,
		{
			baseVersion: versionOf( form.base_version ),
			import: store.settings.import,
			sync: readSync( form ),
			by: 'account',
		},
		services.now(),
		notingSettings( call.viewer, store, services.now() )
	);
	services.wake( store.storeUrl );
	return back( c, call, changed?.kind === 'changed' ? 'saved' : 'conflict' );
} );

/** `GET …/:connection/progress`. */
export const showProgress = withStore( ( _services, c, { viewer, store } ) =>
	c.html( importProgressPage( viewer, store ) )
);

/** `GET …/:connection/import`. */
export const showImportAgain = withStore( ( _services, c, { viewer, store } ) =>
	c.html( importAgainPage( viewer, store ) )
);

/** `POST …/:connection/import`: starts an import, or cancels it. */
export const changeImport = withStore( async ( services, c, call ) => {
	const { db, now, wake } = services;
	const { key, store, viewer } = call;
	const form = await c.req.parseBody();
	if ( store.state === 'disconnected' ) {
		return back( c, call, 'settled' );
	}
	if ( form.action === 'cancel' ) {
		await requestImport(
			db,
			key,
			'cancel',
			now(),
			noting( viewer, changeOf( 'import_cancelled', store ), now() )
		);
		wake( store.storeUrl );
		return back( c, call, null );
	}
	const selected = readImport( form );
	if ( ! importsAnything( selected ) ) {
		return c.html(
			importAgainPage( viewer, store, {
				selected,
				why: texts().stores.nothingSelected,
			} ),
			422
		);
	}
	const changed = await changeSettings(
		db,
		key,
		{
			baseVersion: versionOf( form.base_version ),
			import: selected,
			sync: store.settings.sync,
			by: 'account',
		},
		now(),
		notingSettings( viewer, store, now() )
	);
	if ( changed?.kind !== 'changed' ) {
		return back( c, call, 'conflict' );
	}
	await requestImport(
		db,
		key,
		'start',
		now(),
		noting( viewer, changeOf( 'import_started', store ), now() )
	);
	wake( store.storeUrl );
	return back( c, call, null );
} );

/** `GET …/:connection/disconnect`. */
export const showDisconnect = withStore( ( _services, c, { viewer, store } ) =>
	c.html( disconnectPage( viewer, store ) )
);

function changeOf(
	kind: Change[ 'kind' ],
	{ connectionId, storeUrl }: StoreView
): Change {
	return {
		kind,
		subject: { kind: 'store', id: connectionId, label: storeUrl },
	};
}

/** The action behind a button of the store's page. */
function act( action: PersonAction ): SessionHandler {
	return withStore( async ( services, c, call ) => {
		const { db, now, wake } = services;
		const { key, store, viewer } = call;
		const result = await actOnConnection(
			db,
			key,
			action,
			now(),
			noting( viewer, changeOf( STORE_CHANGES[ action ], store ), now() )
		);
		const transition = result?.transition ?? null;
		if ( transition === null ) {
			return back( c, call, 'settled' );
		}
		noteTransition( services, key, transition.to, transition.reason );
		if ( action === 'resume' ) {
			await noteAsked( db, key, now() );
		}
		// A store that was paused or disconnected should learn of it, too.
		wake( store.storeUrl );
		return back( c, call, null );
	} );
}

/** `POST …/:connection/disconnect`. */
export const disconnectStore = act( 'revoke' );

/** `POST …/:connection/pause`. */
export const pauseStore = act( 'pause' );

/** `POST …/:connection/resume`. */
export const resumeStore = act( 'resume' );

export function counterOf(
	{ db, elementCounters, log }: ConsoleServices,
	key: ConnectionKey
): ElementCounter {
	return elementCounters.of( db, key, ( error ) =>
		log.warn( 'request failed', {
			route: 'console',
			...describeError( error ),
		} )
	);
}

function versionOf( value: unknown ): number {
	return typeof value === 'string' && /^\d{1,9}$/.test( value )
		? Number( value )
		: -1;
}
