import type { Log } from '../ops/log.ts';
import type { Metrics } from '../ops/metrics.ts';
import type { Tracing } from '../ops/tracing.ts';
import type { RequestContext } from './request.ts';

export interface RouteNames {
	/** Known paths, for any method. */
	known: ReadonlySet< string >;
	/** The name for a path that has no route of its own. */
	elsewhere: ( path: string ) => string;
}

/** Writes one log line and one measurement for each request, and a trace if tracing is on. */
export function observe(
	{
		log,
		metrics,
		tracing,
	}: { log: Log; metrics: Metrics; tracing: Tracing | null },
	routes: RouteNames
) {
	return async (
		c: RequestContext,
		next: () => Promise< void >
	): Promise< void > => {
		c.set( 'startedAt', performance.now() );
		await ( tracing === null
			? next()
			: tracing.request( next, () => ( {
					method: c.req.method,
					route: nameOf( routes, c ),
					status: c.res.status,
					requestId: c.get( 'requestId' ),
				} ) ) );
		const ms = performance.now() - c.get( 'startedAt' );
		const { method } = c.req;
		const { status } = c.res;
		const route = nameOf( routes, c );
		const problem = c.get( 'problem' );
		metrics.request( { method, route, status }, ms / 1_000 );
		if ( problem !== undefined ) {
			metrics.problem( problem );
		}
		c.res.headers.set( 'x-request-id', c.get( 'requestId' ) );
		const connection = c.get( 'connection' );
		const fields = {
			requestId: c.get( 'requestId' ),
			method,
			route,
			status,
			ms: Math.round( ms ),
			...( problem === undefined ? {} : { problem } ),
			...( connection === undefined ? {} : { connection } ),
		};
		if ( problem === undefined ) {
			log.debug( 'request', fields );
		} else {
			log.info( 'request', fields );
		}
	};
}

/** Only known paths are logged: callers choose the path, so its values are unbounded. */
function nameOf( { known, elsewhere }: RouteNames, c: RequestContext ): string {
	const { path } = c.req;
	return c.get( 'route' ) ?? ( known.has( path ) ? path : elsewhere( path ) );
}
