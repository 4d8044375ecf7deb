import type { Metrics } from '../ops/metrics.ts';
import { ProblemError, type Refusal } from './problem.ts';
import type { RequestContext } from './request.ts';

export interface Health {
	isShuttingDown: () => boolean;
	/** Whether this copy or another one is migrating the database. */
	isStarting: () => boolean;
	/** Whether the database answers, is writable and has this program's schema; answers within seconds. */
	isDatabaseReady: () => Promise< boolean >;
}

const STARTING: Refusal = {
	problem: 'unavailable',
	detail: 'This server is starting. Send again.',
};

const NO_STORE = { 'cache-control': 'no-store' };

/** `GET /healthz`: whether the process is running. */
export function getLiveness( _services: unknown, c: RequestContext ): Response {
	return c.json( { status: 'ok' }, 200, NO_STORE );
}

/** `GET /readyz`: whether it can take requests. */
export async function getReadiness(
	{ health }: { health: Health },
	c: RequestContext
): Promise< Response > {
	if ( health.isShuttingDown() ) {
		return c.json( { status: 'shutting down' }, 503, NO_STORE );
	}
	if ( health.isStarting() ) {
		return c.json( { status: 'starting' }, 503, NO_STORE );
	}
	return ( await health.isDatabaseReady() )
		? c.json( { status: 'ok' }, 200, NO_STORE )
		: c.json( { status: 'no database' }, 503, NO_STORE );
}

/** Middleware: refuses requests that need the database until it is ready. */
export function refuseWhileStarting( { health }: { health: Health } ) {
	return async (
		_c: RequestContext,
		next: () => Promise< void >
	): Promise< void > => {
		if ( health.isStarting() ) {
			throw new ProblemError( STARTING );
		}
		await next();
	};
}

/** `GET /metrics`: for Prometheus. */
export async function getMetrics(
	{ metrics }: { metrics: Metrics },
	c: RequestContext
): Promise< Response > {
	const { contentType, text } = await metrics.render();
	return c.body( text, 200, { ...NO_STORE, 'content-type': contentType } );
}
