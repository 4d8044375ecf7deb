import { Hono } from 'hono';
import type { Metrics } from './metrics.ts';

export interface Health {
	isShuttingDown: () => boolean;
	/** Whether the database is brought up to date, or another copy is waited for that does it. */
	isStarting: () => boolean;
	/** Whether the database answers, can be written to and has this program's schema; said within seconds. */
	isDatabaseReady: () => Promise< boolean >;
}

const NO_STORE = { 'cache-control': 'no-store' };

/** `/healthz`: the process runs. `/readyz`: it can take requests. `/metrics`: for Prometheus. */
export function healthRoutes( health: Health, metrics: Metrics ): Hono {
	const routes = new Hono();
	routes.get( '/healthz', ( c ) =>
		c.json( { status: 'ok' }, 200, NO_STORE )
	);
	routes.get( '/readyz', async ( c ) => {
		if ( health.isShuttingDown() ) {
			return c.json( { status: 'shutting down' }, 503, NO_STORE );
		}
		if ( health.isStarting() ) {
			return c.json( { status: 'starting' }, 503, NO_STORE );
		}
		return ( await health.isDatabaseReady() )
			? c.json( { status: 'ok' }, 200, NO_STORE )
			: c.json( { status: 'no database' }, 503, NO_STORE );
	} );
	routes.get( '/metrics', async ( c ) => {
		const { contentType, text } = await metrics.render();
		return c.body( text, 200, {
			...NO_STORE,
			'content-type': contentType,
		} );
	} );
	return routes;
}
