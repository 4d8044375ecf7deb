import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';

const TIMEOUT_MS = 10_000;
const SERVICE = 'ivorey';

type Nanoseconds = ReadableSpan[ 'startTime' ];

/** OTLP over HTTP, as JSON. Spans that cannot be sent are lost: tracing holds nothing up. */
export function createOtlpExporter( {
	endpoint,
	headers,
	onLost,
}: {
	/** The collector's URL, without `/v1/traces`. */
	endpoint: string;
	headers: Readonly< Record< string, string > >;
	onLost: ( error: Error ) => void;
} ): SpanExporter {
	const url = `${ endpoint }/v1/traces`;
	const underWay = new Set< Promise< void > >();

	async function send( spans: readonly ReadableSpan[] ): Promise< void > {
		const answer = await fetch( url, {
			method: 'POST',
			headers: { ...headers, 'content-type': 'application/json' },
			body: JSON.stringify( encode( spans ) ),
			signal: AbortSignal.timeout( TIMEOUT_MS ),
		} );
		await answer.body?.cancel();
		if ( ! answer.ok ) {
			throw new Error( `The collector answered ${ answer.status }` );
		}
	}

	return {
		export( spans, done ) {
			const sending = send( spans ).then(
				() => done( { code: 0 } ),
				( error: Error ) => {
					onLost( error );
					// Reported as success: on failure the processor would only print it, bypassing the log.
					done( { code: 0 } );
				}
			);
			underWay.add( sending );
			void sending.finally( () => underWay.delete( sending ) );
		},
		async forceFlush() {
			await Promise.all( underWay );
		},
		async shutdown() {
			await Promise.all( underWay );
		},
	};
}

function encode( spans: readonly ReadableSpan[] ) {
	return {
		resourceSpans: [
			{
				resource: {
					attributes: attributesOf( { 'service.name': SERVICE } ),
				},
				scopeSpans: [
					{
						scope: { name: SERVICE },
						spans: spans.map( encodeSpan ),
					},
				],
			},
		],
	};
}

function encodeSpan( span: ReadableSpan ) {
	const { traceId, spanId } = span.spanContext();
	return {
		traceId,
		spanId,
		...( span.parentSpanContext === undefined
			? {}
			: { parentSpanId: span.parentSpanContext.spanId } ),
		name: span.name,
		// OTLP counts from one, since "unspecified" comes first.
		kind: span.kind + 1,
		startTimeUnixNano: nanoseconds( span.startTime ),
		endTimeUnixNano: nanoseconds( span.endTime ),
		attributes: attributesOf( span.attributes ),
		status: { code: span.status.code },
	};
}

function attributesOf( attributes: ReadableSpan[ 'attributes' ] ) {
	return Object.entries( attributes ).map( ( [ key, value ] ) => ( {
		key,
		value:
			typeof value === 'number'
				? { intValue: value }
				: { stringValue: String( value ) },
	} ) );
}

/** As text, since a JavaScript number cannot hold it. */
function nanoseconds( [ seconds, rest ]: Nanoseconds ): string {
	return String( BigInt( seconds ) * 1_000_000_000n + BigInt( rest ) );
}
