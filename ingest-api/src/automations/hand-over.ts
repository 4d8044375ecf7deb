import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { GatheredResult } from '../ops/gather.ts';
import type { ClaimedMessage } from './claim-messages.ts';

/** Added to the time for the mail server's answer: by then, a worker that got an answer has recorded it. */
const SPARE_MS = 10_000;

/** Keeps a message for its worker until the mail server asks for it. */
export async function renewLease(
	db: Kysely< Database >,
	{ accountId, messageId, leaseId }: ClaimedMessage,
	{ now, leaseMs }: { now: Date; leaseMs: number }
): Promise< void > {
	const until = new Date( now.getTime() + leaseMs );
	await sql`
		update messages set due_at = ${ until }
		where account_id = ${ accountId } and message_id = ${ messageId } and lease_id = ${ leaseId }
			and state = 'sending' and handed_over_at is null
	`.execute( db );
}

/**
 * Records, before their first byte is sent, that messages of an account are handed over to the mail server.
 *
 * @return One result for each message, in their order: an error if its lease was lost, which forbids the handover.
 */
export async function noteHandOvers(
	db: Kysely< Database >,
	accountId: string,
	messages: readonly ClaimedMessage[],
	{ replyTimeoutMs, now }: { replyTimeoutMs: number; now: Date }
): Promise< GatheredResult< undefined >[] > {
	const until = new Date( now.getTime() + replyTimeoutMs + SPARE_MS );
	const given = messages.map( ( { messageId, leaseId } ) => ( {
		message_id: messageId,
		lease_id: leaseId,
	} ) );
	const { rows } = await sql< { message_id: string; lease_id: string } >`
		with given as (
			select g.* from json_to_recordset( ${ JSON.stringify( given ) } ) as g ( message_id text, lease_id text )
		)
		update messages as m set handed_over_at = ${ now }, due_at = ${ until }
		from given as g
		where m.account_id = ${ accountId } and m.message_id = g.message_id and m.lease_id = g.lease_id
			and m.state = 'sending' and m.handed_over_at is null
		returning m.message_id, m.lease_id
	`.execute( db );
	const noted = new Set( rows.map( ( row ) => row.message_id ) );
	return messages.map( ( { messageId } ) =>
		noted.has( messageId )
			? undefined
			: new Error( 'The message was taken by another worker' )
	);
}
