import type { RequestContext } from './request.ts';
import { problemResponse, type Refusal } from './problem.ts';

export function json( value: object ): Response {
	return new Response( JSON.stringify( value ), {
		status: 200,
		headers: {
			'content-type': 'application/json',
			'cache-control': 'no-store',
		},
	} );
}

export function noContent(): Response {
	return new Response( null, { status: 204 } );
}

export function refuse( c: RequestContext, refusal: Refusal ): Response {
	c.set( 'problem', refusal.problem );
	const response = problemResponse( refusal );
	// A refused request may not have been read to its end, and the rest would be taken for the next request.
	if ( c.req.method !== 'GET' && ! c.env.incoming.complete ) {
		response.headers.set( 'connection', 'close' );
	}
	return response;
}
