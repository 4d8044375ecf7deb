import type { Metrics } from '../ops/metrics.ts';
import { ProblemError, type Refusal } from './problem.ts';
import type { RequestContext } from './request.ts';

export interface Health {
	isShuttingDown: () => boolean;
	/** Whether the database is brought up to date, or another copy is waited for that does it. */
	isStarting: () => boolean;
	/** Whether the database answers, can be written to and has this program's schema; said within seconds. */
	isDatabaseReady: () => Promise< boolean >;
}

const STARTING: Refusal = {
	problem: 'unavailable',
	detail: 'This server is starting. Send again.',
};

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
	if ( health.isStarting() ) {
		return c.json( { status: 'starting' }, 503, NO_STORE );
	}
	return ( await health.isDatabaseReady() )
		? c.json( { status: 'ok' }, 200, NO_STORE )
		: c.json( { status: 'no database' }, 503, NO_STORE );
}

/** Middleware: what needs the database has to wait for it. */
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
