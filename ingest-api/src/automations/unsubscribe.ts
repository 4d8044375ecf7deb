import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { hashToken, isSameHash } from '../http/bearer-token.ts';

export const UNSUBSCRIBE_PATH = '/unsubscribe/:account/:message/:token';

/** The one link that needs no sign-in; whoever has the e-mail has it (RFC 8058). */
export function unsubscribeUrl(
	consoleUrl: string,
	accountId: string,
	messageId: string,
	token: string
): string {
	return `${ consoleUrl }/unsubscribe/${ accountId }/${ messageId }/${ token }`;
}

/** Whose link it is; null where it is none. */
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

/** No marketing any more, whichever automation it is of. */
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
