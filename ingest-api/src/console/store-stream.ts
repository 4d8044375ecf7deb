import { setTimeout as sleep } from 'node:timers/promises';
import { streamSSE } from 'hono/streaming';
import { describeError } from '../ops/log.ts';
import { storeParts } from './pages/store.ts';
import { findSession } from '../accounts/sign-in.ts';
import { findStore } from '../views/store-query.ts';
import type { StoreView } from '../views/store-view.ts';
import { counterOf, withStore } from './store-handlers.ts';

const LIVE_EVERY_MS = 1_000;

/** The browser reconnects by itself, so a session that ended is noticed, and no stream lasts forever. */
const LIVE_FOR_MS = 5 * 60_000;

/** Well below the idle timeout of proxies and servers. */
const LIVE_SIGN_EVERY_MS = 20_000;

/**
 * `GET …/:connection/events`: streams changes while the page is open, the session is valid and the server runs, for at
 * most LIVE_FOR_MS.
 */
export const streamStore = withStore(
	( services, c, { key, session, store, viewer } ) => {
		const { db, health, log, now } = services;
		return streamSSE(
			c,
			async ( stream ) => {
				const gone = new AbortController();
				stream.onAbort( () => gone.abort() );
				const until = Date.now() + LIVE_FOR_MS;
				let sent: Record< string, string > = {};
				let sentAt = Date.now();
				let current: StoreView | null = store;
				const counter = counterOf( services, key );
				while ( current !== null && ! gone.signal.aborted ) {
					const counts = await counter.read();
					const parts = Object.fromEntries(
						Object.entries(
							storeParts( viewer, current, counts )
						).map( ( [ name, part ] ) => [ name, String( part ) ] )
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
						sentAt = Date.now();
					} else if ( Date.now() - sentAt > LIVE_SIGN_EVERY_MS ) {
						await stream.write( ': still here\n\n' );
						sentAt = Date.now();
					}
					sent = parts;
					await sleep( LIVE_EVERY_MS, null, {
						signal: gone.signal,
					} ).catch( () => undefined );
					const ended =
						gone.signal.aborted ||
						Date.now() > until ||
						health.isShuttingDown() ||
						( await findSession( db, session, now() ) ) === null;
					current = ended
						? null
						: await findStore(
								db,
								viewer.accountId,
								store.connectionId
							);
				}
			},
			async ( error ) => {
				log.warn( 'request failed', {
					route: 'console',
					...describeError( error ),
				} );
			}
		);
	}
);
