import type { Metrics } from '../ops/metrics.ts';
import type { RequestContext } from './request.ts';

export interface Health {
	isShuttingDown: () => boolean;
	/** Whether the database answers and has this program's schema. */
	isDatabaseReady: () => Promise< boolean >;
}

const NO_STORE = { 'cache-control': 'no-store' };

/** `GET /healthz`: the process runs. */
export function getLiveness( _services: unknown, c: RequestContext ): Response {
	return c.json( { status: 'ok' }, 200, NO_STORE );
}

/** `GET /readyz`: it can take requests. */
export async function getReadiness(
	{ health }: { health: Health },
	c: RequestContext
): Promise< Response > {
	if ( health.isShuttingDown() ) {
		return c.json( { status: 'shutting down' }, 503, NO_STORE );
	}
	return ( await health.isDatabaseReady().catch( () => false ) )
		? c.json( { status: 'ok' }, 200, NO_STORE )
		: c.json( { status: 'no database' }, 503, NO_STORE );
}

/** `GET /metrics`: for Prometheus. */
export async function getMetrics(
	{ metrics }: { metrics: Metrics },
	c: RequestContext
): Promise< Response > {
	const { contentType, text } = await metrics.render();
	return c.body( text, 200, { ...NO_STORE, 'content-type': contentType } );
}
