import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Config } from '../ops/config.ts';
import { ProblemError } from './problem.ts';
import { clientAddress } from './rate-limit.ts';
import { readBody } from './read-body.ts';
import type { JsonRequest } from './unpack-json.ts';

export interface Environment {
	Bindings: HttpBindings;
	Variables: {
		requestId: string;
		/** A performance.now() value. */
		startedAt: number;
		/** The route's path, with the names of its parameters; undefined if no route matched. */
		route: string | undefined;
		problem: string | undefined;
		connection: string | undefined;
	};
}
export type RequestContext = Context< Environment >;

/** The address that a request comes from. */
export function addressOf(
	{ trustProxy }: Pick< Config, 'trustProxy' >,
	c: RequestContext
): string {
	return clientAddress(
		c.env.incoming.socket.remoteAddress ?? '',
		c.req.header( 'x-forwarded-for' ),
		trustProxy
	);
}

/** More than any question needs, compressed or not. The body stays in memory while the question waits. */
export const MAX_QUESTION_BYTES = 128 * 1_024;

/** The limits of a question's body. */
export function questionLimits< L extends Config[ 'limits' ] >( limits: L ): L {
	return {
		...limits,
		bodyBytes: Math.min( limits.bodyBytes, MAX_QUESTION_BYTES ),
		inflatedBytes: Math.min( limits.inflatedBytes, MAX_QUESTION_BYTES ),
	};
}

/** The body as it is on the wire, still compressed. @throws ProblemError */
export async function wireBody(
	limits: Config[ 'limits' ],
	c: RequestContext
): Promise< Buffer > {
	const read = await readBody(
		c.req.raw.body,
		c.req.header( 'content-length' ),
		limits.bodyBytes,
		limits.bodyTimeoutMs
	);
	switch ( read.kind ) {
		case 'read':
			return read.body;
		case 'too-large':
			throw new ProblemError( {
				problem: 'payload-too-large',
				detail: `The body may have at most ${ limits.bodyBytes } bytes. Send less at once.`,
			} );
		case 'timeout':
			throw new ProblemError( {
				problem: 'request-timeout',
				detail: `The body has to arrive within ${ limits.bodyTimeoutMs } ms.`,
			} );
		case 'aborted':
			throw new ProblemError( {
				problem: 'bad-request',
				detail: 'The body ended too early.',
			} );
	}
}

export function jsonRequest( c: RequestContext, body: Buffer ): JsonRequest {
	return {
		body,
		contentType: c.req.header( 'content-type' ),
		contentEncoding: c.req.header( 'content-encoding' ),
	};
}
