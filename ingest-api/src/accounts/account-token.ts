import { randomBytes } from 'node:crypto';
import { hashToken } from '../http/bearer-token.ts';

const SECRET_BYTES = 32;
const ACCOUNT_TOKEN =
	/^(?<accountId>acc_[A-Za-z0-9_-]{22})\.[A-Za-z0-9_-]{43}$/;

/** The stored form of a connect code, a sign-in link or a session. */
export interface AccountTokenKey {
	accountId: string;
	/** Hex. */
	hash: string;
}

/**
 * Makes a secret that names its account, so that the query that finds it can filter by tenant first.
 *
 * @return `text` is shown once; only `hash` is stored.
 */
export function newAccountToken(
	accountId: string
): AccountTokenKey & { text: string } {
	const text = `${ accountId }.${ randomBytes( SECRET_BYTES ).toString( 'base64url' ) }`;
	return { text, accountId, hash: hashToken( text ) };
}

/** @return null if the text does not have the form of such a secret. */
export function parseAccountToken( text: string ): AccountTokenKey | null {
	const accountId = ACCOUNT_TOKEN.exec( text )?.groups?.accountId;
	return accountId === undefined
		? null
		: { accountId, hash: hashToken( text ) };
}
