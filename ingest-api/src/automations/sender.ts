import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';

/** The account's settings for sending. */
export interface Sender {
	accountName: string;
	senderName: string | null;
	replyTo: string | null;
	timeZone: string;
	locale: string | null;
	restoredAt: Date | null;
}

/** The sender of an e-mail: the account's name, unless another name was given. */
export function senderNameOf( { senderName, accountName }: Sender ): string {
	return senderName ?? accountName;
}

export async function readSender(
	db: Kysely< Database >,
	accountId: string
): Promise< Sender > {
	const row = await db
		.selectFrom( 'accounts' )
		.select( [
			'name',
			'sender_name',
			'reply_to',
			'time_zone',
			'locale',
			'restored_at',
		] )
		.where( 'account_id', '=', accountId )
		.executeTakeFirstOrThrow();
	return {
		accountName: row.name,
		senderName: row.sender_name,
		replyTo: row.reply_to,
		timeZone: row.time_zone,
		locale: row.locale,
		restoredAt: row.restored_at,
	};
}
