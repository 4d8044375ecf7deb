/** Loaded only if tracing is on; see server.ts. */
import { AsyncLocalStorage } from 'node:async_hooks';
import {
	ROOT_CONTEXT,
	SpanKind,
	SpanStatusCode,
	trace,
	type Context,
} from '@opentelemetry/api';
import {
	BasicTracerProvider,
	BatchSpanProcessor,
	ParentBasedSampler,
	TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-base';
import type { Config } from './config.ts';
import { createOtlpExporter } from './otlp-exporter.ts';
import { describeStatement, type Tracing } from './tracing.ts';

const SERVER_ERROR = 500;

/** Does not continue callers' own traces, since a stranger could then have everything recorded. */
export function createTracing(
	{ endpoint, headers, ratio }: NonNullable< Config[ 'tracing' ] >,
	onLost: ( error: Error ) => void
): Tracing {
	const provider = new BasicTracerProvider( {
		sampler: new ParentBasedSampler( {
			root: new TraceIdRatioBasedSampler( ratio ),
		} ),
		spanProcessors: [
			new BatchSpanProcessor(
				createOtlpExporter( { endpoint, headers, onLost } )
			),
		],
	} );
	const tracer = provider.getTracer( 'ivorey' );
	const current = new AsyncLocalStorage< Context >();
	return {
		async request( answer, facts ) {
			const span = tracer.startSpan(
				'request',
				{ kind: SpanKind.SERVER },
				ROOT_CONTEXT
			);
			try {
				await current.run(
					trace.setSpan( ROOT_CONTEXT, span ),
					answer
				);
				const { method, route, status, requestId } = facts();
				span.updateName( `${ method } ${ route }` );
				span.setAttributes( {
					'http.request.method': method,
					'http.route': route,
					'http.response.status_code': status,
					'ivorey.request_id': requestId,
				} );
				if ( status >= SERVER_ERROR ) {
					span.setStatus( { code: SpanStatusCode.ERROR } );
				}
			} finally {
				span.end();
			}
		},
		statement( { sql, milliseconds, failed } ) {
			const request = current.getStore();
			if ( request === undefined ) {
				return;
			}
			const { operation, table } = describeStatement( sql );
			const end = Date.now();
			const span = tracer.startSpan(
				table === null ? operation : `${ operation } ${ table }`,
				{
					kind: SpanKind.CLIENT,
					startTime: end - milliseconds,
					attributes: {
						'db.system.name': 'postgresql',
						'db.operation.name': operation,
						...( table === null
							? {}
							: { 'db.collection.name': table } ),
					},
				},
				request
			);
			if ( failed ) {
				span.setStatus( { code: SpanStatusCode.ERROR } );
			}
			span.end( end );
		},
		async close() {
			await provider.shutdown().catch( () => undefined );
		},
	};
}
