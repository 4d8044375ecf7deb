import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { Refusal } from '../http/problem.ts';
import { callerOf, type RateLimits } from '../http/rate-limit.ts';
import { accountOfToken } from '../accounts/api-tokens.ts';
import { feedQuerySchema, type TriggerFeed } from './feed-schema.ts';
import { readTriggers } from './feed.ts';

export interface FeedRequest {
	address: string;
	/** The header, as it was sent. */
	authorization: string;
	query: Readonly< Record< string, string > >;
}

const BEARER = /^Bearer +(?<token>[\x21-\x7e]{1,200})$/i;

/** `GET /v1/triggers`: limit by address, whose token it is, limit by account, then the feed. */
export async function getTriggers(
	db: Kysely< Database >,
	limits: RateLimits,
	{ address, authorization, query }: FeedRequest
): Promise< TriggerFeed | Refusal > {
	const token = BEARER.exec( authorization )?.groups?.token;
	const caller = { id: callerOf( '', token ?? '' ), issued: false };
	const isTrusted = limits.isTrusted( caller );
	const held = isTrusted ? null : await limits.admitAddress( address );
	if ( held !== null ) {
		return held;
	}
	const accountId =
		token === undefined ? null : await accountOfToken( db, token );
	if ( accountId === null ) {
		limits.distrust( caller );
		return {
			problem: 'unauthorized',
			detail: 'Send a token of the account: Authorization: Bearer acc_….',
		};
	}
	limits.trust( caller );
	if ( ! isTrusted ) {
		await limits.refundAddress( address );
	}
	const tooMany = await limits.admitConnection( accountId );
	if ( tooMany !== null ) {
		return tooMany;
	}
	const parsed = feedQuerySchema.safeParse( query );
	if ( ! parsed.success ) {
		return {
			problem: 'bad-request',
			detail: parsed.error.issues
				.map(
					( { path, message } ) =>
						`${ path.join( '.' ) } ${ message }`
				)
				.join( '; ' )
				.trim(),
		};
	}
	return readTriggers( db, accountId, parsed.data );
}
