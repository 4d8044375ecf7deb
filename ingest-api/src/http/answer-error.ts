import { databaseErrorKind } from '../db/errors.ts';
import { describeError, type Log } from '../ops/log.ts';
import { refuse } from './answers.ts';
import { ProblemError, type Refusal } from './problem.ts';
import type { RequestContext } from './request.ts';

/** Turns anything thrown into an answer; nothing else does. */
export function answerError(
	log: Log,
	error: unknown,
	c: RequestContext
): Response {
	if ( error instanceof ProblemError ) {
		return refuse( c, error.refusal );
	}
	log.error( 'request failed', {
		requestId: c.get( 'requestId' ),
		route: c.get( 'route' ) ?? 'other',
		...describeError( error ),
	} );
	return refuse( c, unexpected( error, c.get( 'requestId' ) ) );
}

function unexpected( error: unknown, requestId: string ): Refusal {
	return [ 'unavailable', 'retry' ].includes( databaseErrorKind( error ) )
		? {
				problem: 'unavailable',
				detail: 'The database cannot be reached, or is too busy. Send again.',
			}
		: {
				problem: 'internal',
				detail: `Ivorey had an internal error. Quote the request ID ${ requestId } when asking for help.`,
			};
}
