import type { Kysely } from 'kysely';
import type { TokenScope } from '../db/element-tables.ts';
import type { Database } from '../db/schema.ts';
import { bearerToken } from '../http/bearer-token.ts';
import { ProblemError } from '../http/problem.ts';
import { callerOf, type RateLimits } from '../http/rate-limit.ts';
import { addressOf } from '../http/request.ts';
import type { Guard } from '../http/routes.ts';
import type { Config } from '../ops/config.ts';
import { findToken } from './api-tokens.ts';

/** A request with a token of an account, as its handler gets it. */
export interface TokenCall {
	accountId: string;
	/** `manage` acts for the account's owner. */
	scope: TokenScope;
}

interface Services {
	config: Config;
	db: Kysely< Database >;
	limits: RateLimits;
}

/** The guard of `token` routes: limits by address, finds the token's account, then limits by account. */
export const requireToken: Guard< Services, TokenCall, 'token' > = async (
	{ config, db, limits },
	c,
	_route,
	run
) => {
	const address = addressOf( config, c );
	const token = bearerToken( c.req.header( 'authorization' ) ?? '' );
	const caller = { id: callerOf( '', token ?? '' ), issued: false };
	const isTrusted = limits.isTrusted( caller );
	if ( ! isTrusted ) {
		await limits.admitAddress( address );
	}
	const found = token === undefined ? null : await findToken( db, token );
	if ( found === null ) {
		limits.distrust( caller );
		throw new ProblemError( {
			problem: 'unauthorized',
			detail: 'Send a token of the account: Authorization: Bearer acc_….',
		} );
	}
	limits.trust( caller );
	if ( ! isTrusted ) {
		await limits.refundAddress( address );
	}
	await limits.admitConnection( found.accountId );
	return run( found, found.accountId );
};
