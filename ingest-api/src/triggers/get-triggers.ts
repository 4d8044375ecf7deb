import type { TokenCall } from '../accounts/require-token.ts';
import type { ApiServices } from '../connections/api-services.ts';
import { json } from '../http/answers.ts';
import type { Operation } from '../http/operation.ts';
import { ProblemError } from '../http/problem.ts';
import type { RequestContext } from '../http/request.ts';
import {
	FEED_LIMITS,
	feedQuerySchema,
	FEED_START,
	triggerFeedSchema,
} from './feed-schema.ts';
import { readTriggers } from './feed.ts';

export const triggersOperation: Operation = {
	id: 'getTriggers',
	tag: 'Triggers',
	summary: 'List triggers that fired',
	description:
		'Returns the events of all stores of the account in the order of their arrival, each once. To continue, pass the last response’s `next` as `after`. No event ever appears before a cursor that was already returned.',
	parameters: [
		{
			name: 'after',
			in: 'query',
			description:
				'The cursor to continue after. If omitted, the feed starts with the first event.',
			schema: { type: 'string', default: FEED_START },
		},
		{
			name: 'limit',
			in: 'query',
			description: 'The maximum number of events to return.',
			schema: {
				type: 'integer',
				minimum: 1,
				maximum: FEED_LIMITS.max,
				default: FEED_LIMITS.default,
			},
		},
	],
	answer: {
		description: 'The next events; an empty list if there are none.',
		body: { name: 'TriggerFeed', schema: triggerFeedSchema },
	},
	problems: [ 'cursor-gone' ],
};

/** `GET /v1/triggers`. */
export async function getTriggers(
	{ db }: ApiServices,
	c: RequestContext,
	{ accountId }: TokenCall
): Promise< Response > {
	const query = feedQuerySchema.safeParse( c.req.query() );
	if ( ! query.success ) {
		throw new ProblemError( {
			problem: 'bad-request',
			detail: query.error.issues
				.map(
					( { path, message } ) =>
						`${ path.join( '.' ) } ${ message }`
				)
				.join( '; ' )
				.trim(),
		} );
	}
	return json( await readTriggers( db, accountId, query.data ) );
}
