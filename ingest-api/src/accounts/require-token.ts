import type { Kysely } from 'kysely';
import type { TokenScope } from '../db/element-tables.ts';
import type { Database } from '../db/schema.ts';
import { bearerToken } from '../http/bearer-token.ts';
import { ProblemError } from '../http/problem.ts';
import { callerOf, type RateLimits } from '../http/rate-limit.ts';
import { addressOf } from '../http/request.ts';
import type { Guard } from '../http/routes.ts';
import type { Config } from '../ops/config.ts';
import { describeError, type Log } from '../ops/log.ts';
import { findToken, noteTokenUse } from './api-tokens.ts';

/** A token-authenticated request, as its handler gets it. */
export interface TokenCall {
	accountId: string;
	/** `manage` acts for the account's owner. */
	scope: TokenScope;
	/** null if the token was created before tokens had names. */
	name: string | null;
}

interface Services {
	config: Config;
	db: Kysely< Database >;
	limits: RateLimits;
	log: Log;
	now: () => Date;
}

/**
 * The guard of `token` routes: limits by address, finds the token's account, limits by account, and admits only tokens
 * with the route's scope.
 */
export const requireToken: Guard< Services, TokenCall, 'token' > = async (
	{ config, db, limits, log, now },
	c,
	{ scope },
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
	// Not awaited: no request waits for it, and none fails because of it.
	void noteTokenUse( db, found, now() ).catch( ( error: unknown ) =>
		log.warn( 'token use not noted', describeError( error ) )
	);
	if ( scope === 'manage' && found.scope !== 'manage' ) {
		throw new ProblemError( {
			problem: 'insufficient-scope',
			detail: 'Use a token with the scope manage (Settings → API tokens).',
		} );
	}
	return run( found, found.accountId );
};
