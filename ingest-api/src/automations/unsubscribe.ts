import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { hashToken, isSameHash } from '../http/bearer-token.ts';

export const UNSUBSCRIBE_PATH = '/unsubscribe/:account/:message/:token';

/** The only link that needs no sign-in: having the e-mail means having the link (RFC 8058). */
export function unsubscribeUrl(
	consoleUrl: string,
	accountId: string,
	messageId: string,
	token: string
): string {
	return `${ consoleUrl }/unsubscribe/${ accountId }/${ messageId }/${ token }`;
}

/** The recipient that a link belongs to; null if the link is invalid. */
export async function findUnsubscribe(
	db: Kysely< Database >,
	accountId: string,
	messageId: string,
	token: string
): Promise< { recipientHash: string; senderName: string } | null > {
	const row = await db
		.selectFrom( 'messages' )
		.select( [ 'unsubscribe_token', 'recipient_hash', 'sender_name' ] )
		.where( 'account_id', '=', accountId )
		.where( 'message_id', '=', messageId )
		.executeTakeFirst();
	const known = row?.unsubscribe_token ?? null;
	return row !== undefined &&
		known !== null &&
		isSameHash( hashToken( token ), hashToken( known ) )
		? {
				recipientHash: row.recipient_hash,
				senderName: row.sender_name,
			}
		: null;
}

/** Ends all marketing from the account, whichever automation sends it. */
export async function unsubscribe(
	db: Kysely< Database >,
	accountId: string,
	recipientHash: string,
	now: Date
): Promise< void > {
	await db
		.insertInto( 'suppressions' )
		.values( {
			account_id: accountId,
			email_hash: recipientHash,
			purpose: 'marketing',
			reason: 'unsubscribed',
			created_at: now,
		} )
		.onConflict( ( conflict ) => conflict.doNothing() )
		.execute();
}
