import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { newAccountToken, parseAccountToken } from './account-token.ts';
import type { TokenScope } from '../db/element-tables.ts';
import type { Database } from '../db/schema.ts';
import { forAccount } from '../db/scope.ts';

/** 128 bits, like other ids. */
const ID_BYTES = 16;
const TOKEN_ID = /^(?<accountId>acc_[A-Za-z0-9_-]{22})\.tok_[A-Za-z0-9_-]{22}$/;

/**
 * Lets a program read the account's data, or with `manage` also act for its owner.
 *
 * @return `token` is shown once; `tokenId` (`acc_….tok_…`) revokes it.
 */
export async function createAccountToken(
	db: Kysely< Database >,
	accountId: string,
	now: Date,
	scope: TokenScope = 'read'
): Promise< { tokenId: string; token: string } > {
	const { text, hash } = newAccountToken( accountId );
	const tokenId = `${ accountId }.tok_${ randomBytes( ID_BYTES ).toString( 'base64url' ) }`;
	await forAccount( db, accountId )
		.insertInto( 'account_tokens' )
		.values( {
			account_id: accountId,
			token_id: tokenId,
			token_hash: hash,
			scope,
			created_at: now,
		} )
		.execute();
	return { tokenId, token: text };
}

/** @return The token's account and scope; null where it is unknown or revoked. */
export async function findToken(
	db: Kysely< Database >,
	token: string
): Promise< { accountId: string; scope: TokenScope } | null > {
	const key = parseAccountToken( token );
	if ( key === null ) {
		return null;
	}
	const row = await forAccount( db, key.accountId )
		.selectFrom( 'account_tokens' )
		.where( 'account_id', '=', key.accountId )
		.where( 'token_hash', '=', key.hash )
		.where( 'revoked_at', 'is', null )
		.select( 'scope' )
		.executeTakeFirst();
	return row === undefined
		? null
		: { accountId: key.accountId, scope: row.scope };
}

/** @return Whether there was such a token that was not revoked yet. */
export async function revokeAccountToken(
	db: Kysely< Database >,
	tokenId: string,
	now: Date
): Promise< boolean > {
	const accountId = TOKEN_ID.exec( tokenId )?.groups?.accountId;
	if ( accountId === undefined ) {
		return false;
	}
	const row = await forAccount( db, accountId )
		.updateTable( 'account_tokens' )
		.set( { revoked_at: now } )
		.where( 'account_id', '=', accountId )
		.where( 'token_id', '=', tokenId )
		.where( 'revoked_at', 'is', null )
		.returning( 'token_id' )
		.executeTakeFirst();
	return row !== undefined;
}
