import { randomBytes } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { noteChange, type ChangeAuthor } from './changes.ts';
import { newAccountToken, parseAccountToken } from './account-token.ts';
import type { TokenScope } from '../db/element-tables.ts';
import type { Database } from '../db/schema.ts';
import { forAccount } from '../db/scope.ts';

/** 128 bits, like other ids. */
const ID_BYTES = 16;
const TOKEN_ID = /^(?<accountId>acc_[A-Za-z0-9_-]{22})\.tok_[A-Za-z0-9_-]{22}$/;

export const MAX_TOKEN_NAME = 100;
const USE_NOTED_EVERY_MS = 60_000;
const MAX_LISTED = 200;

interface TokenOrigin {
	name?: string | null;
	/** The creator's e-mail address. */
	createdBy?: string | null;
	/** The creator, as the author of the change in the account's history. */
	author?: ChangeAuthor;
}

/**
 * Lets a program read the account's data, or with `manage` also act for its owner.
 *
 * @return `token` is shown once; `tokenId` (`acc_….tok_…`) revokes it.
 */
export async function createAccountToken(
	db: Kysely< Database >,
	accountId: string,
	now: Date,
	scope: TokenScope = 'read',
	{ name = null, createdBy = null, author }: TokenOrigin = {}
): Promise< { tokenId: string; token: string } > {
	const { text, hash } = newAccountToken( accountId );
	const tokenId = `${ accountId }.tok_${ randomBytes( ID_BYTES ).toString( 'base64url' ) }`;
	await forAccount( db, accountId )
		.transaction()
		.execute( async ( tx ) => {
			await tx
				.insertInto( 'account_tokens' )
				.values( {
					account_id: accountId,
					token_id: tokenId,
					token_hash: hash,
					scope,
					name,
					created_by: createdBy,
					created_at: now,
				} )
				.execute();
			if ( author !== undefined ) {
				await noteChange(
					tx,
					author,
					{
						kind: 'token_created',
						subject: subjectOf( { tokenId, name } ),
						details: { scope },
					},
					now
				);
			}
		} );
	return { tokenId, token: text };
}

/** The token that authenticated a request. */
export interface FoundToken {
	accountId: string;
	tokenId: string;
	scope: TokenScope;
	/** null if the token was created before tokens had names. */
	name: string | null;
	lastUsedAt: Date | null;
}

/** @return null if the token is unknown or revoked. */
export async function findToken(
	db: Kysely< Database >,
	token: string
): Promise< FoundToken | null > {
	const key = parseAccountToken( token );
	if ( key === null ) {
		return null;
	}
	const row = await forAccount( db, key.accountId )
		.selectFrom( 'account_tokens' )
		.where( 'account_id', '=', key.accountId )
		.where( 'token_hash', '=', key.hash )
		.where( 'revoked_at', 'is', null )
		.select( [ 'token_id', 'scope', 'name', 'last_used_at' ] )
		.executeTakeFirst();
	return row === undefined
		? null
		: {
				accountId: key.accountId,
				tokenId: row.token_id,
				scope: row.scope,
				name: row.name,
				lastUsedAt: row.last_used_at,
			};
}

/** R41: records that a token is in use, at most once a minute. */
export async function noteTokenUse(
	db: Kysely< Database >,
	{
		accountId,
		tokenId,
		lastUsedAt,
	}: Pick< FoundToken, 'accountId' | 'tokenId' | 'lastUsedAt' >,
	now: Date
): Promise< void > {
	const before = new Date( now.getTime() - USE_NOTED_EVERY_MS );
	if ( lastUsedAt !== null && lastUsedAt > before ) {
		return;
	}
	// The condition is repeated in SQL, so that only one of many concurrent requests writes.
	await sql`
		update account_tokens set last_used_at = ${ now }
		where account_id = ${ accountId } and token_id = ${ tokenId }
			and ( last_used_at is null or last_used_at <= ${ before } )
	`.execute( forAccount( db, accountId ) );
}

export interface TokenRow extends FoundToken {
	createdBy: string | null;
	createdAt: Date;
	revokedAt: Date | null;
}

/** Active tokens first, then revoked ones; newest first within each. */
export async function listTokens(
	db: Kysely< Database >,
	accountId: string
): Promise< TokenRow[] > {
	const rows = await db
		.selectFrom( 'account_tokens' )
		.select( [
			'token_id',
			'scope',
			'name',
			'created_by',
			'created_at',
			'last_used_at',
			'revoked_at',
		] )
		.where( 'account_id', '=', accountId )
		.orderBy( sql`revoked_at is not null` )
		.orderBy( 'created_at', 'desc' )
		.orderBy( 'token_id' )
		.limit( MAX_LISTED )
		.execute();
	return rows.map( ( row ) => ( {
		accountId,
		tokenId: row.token_id,
		scope: row.scope,
		name: row.name,
		createdBy: row.created_by,
		createdAt: row.created_at,
		lastUsedAt: row.last_used_at,
		revokedAt: row.revoked_at,
	} ) );
}

/**
 * @param db
 * @param tokenId
 * @param now
 * @param author  The person who revokes it, for the account's history.
 * @return Whether the token existed and was not revoked yet.
 */
export async function revokeAccountToken(
	db: Kysely< Database >,
	tokenId: string,
	now: Date,
	author?: ChangeAuthor
): Promise< boolean > {
	const accountId = TOKEN_ID.exec( tokenId )?.groups?.accountId;
	if ( accountId === undefined ) {
		return false;
	}
	return forAccount( db, accountId )
		.transaction()
		.execute( async ( tx ) => {
			const row = await tx
				.updateTable( 'account_tokens' )
				.set( { revoked_at: now } )
				.where( 'account_id', '=', accountId )
				.where( 'token_id', '=', tokenId )
				.where( 'revoked_at', 'is', null )
				.returning( 'name' )
				.executeTakeFirst();
			if ( row !== undefined && author !== undefined ) {
				await noteChange(
					tx,
					author,
					{
						kind: 'token_revoked',
						subject: subjectOf( { tokenId, name: row.name } ),
					},
					now
				);
			}
			return row !== undefined;
		} );
}

function subjectOf( token: { tokenId: string; name: string | null } ) {
	return {
		kind: 'token' as const,
		id: token.tokenId,
		label: token.name ?? 'Token without a name',
	};
}
