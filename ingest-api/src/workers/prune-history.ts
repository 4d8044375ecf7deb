import { sql, type Kysely, type RawBuilder } from 'kysely';
import { deleteInSlices } from '../db/delete-slices.ts';
import type { Database } from '../db/schema.ts';

/** Newest rows kept of each connection, however old: pages show them, and later decisions depend on them. */
export const HISTORY_KEPT = 20;

interface History {
	table: keyof Database;
	/** The rest of its primary key, after `account_id`. */
	key: readonly string[];
	/** Whether the row `t` is settled and older than `before`. */
	isOver: ( before: Date ) => RawBuilder< boolean >;
}

/** Tables that would otherwise grow forever. */
const HISTORIES: readonly History[] = [
	{
		table: 'connection_events',
		key: [ 'connection_id', 'event_id' ],
		isOver: ( before ) =>
			sql`t.occurred_at < ${ before } and ${ isOvertaken( 'connection_events', 'occurred_at' ) }`,
	},
	{
		table: 'connection_notices',
		key: [ 'notice_id' ],
		isOver: ( before ) =>
			sql`t.state <> 'waiting' and t.occurred_at < ${ before } and ${ isOvertaken( 'connection_notices', 'occurred_at' ) }`,
	},
	{
		table: 'connection_settings',
		key: [ 'connection_id', 'version' ],
		isOver: ( before ) =>
			sql`t.changed_at < ${ before } and ${ isOvertaken( 'connection_settings', 'version' ) }`,
	},
	{
		table: 'import_requests',
		key: [ 'connection_id', 'request_id' ],
		isOver: ( before ) => sql`t.handled_at < ${ before }`,
	},
	{
		table: 'contact_merges',
		key: [ 'merge_id' ],
		isOver: ( before ) => sql`t.merged_at < ${ before }`,
	},
	{
		table: 'messages',
		key: [ 'message_id' ],
		isOver: ( before ) =>
			sql`t.created_at < ${ before } and t.settled_at is not null`,
	},
	{
		// The account's cursor is past the run's trigger, so the run never starts again.
		table: 'automation_runs',
		key: [ 'automation_id', 'connection_id', 'trigger_id' ],
		isOver: ( before ) => sql`t.settled_at < ${ before }`,
	},
	{
		table: 'account_changes',
		key: [ 'change_id' ],
		isOver: ( before ) => sql`t.at < ${ before }`,
	},
	{
		table: 'account_invitations',
		key: [ 'invitation_id' ],
		isOver: ( before ) =>
			sql`coalesce( t.settled_at, t.expires_at ) < ${ before }`,
	},
	{
		table: 'account_tokens',
		key: [ 'token_id' ],
		isOver: ( before ) => sql`t.revoked_at < ${ before }`,
	},
];

/** Whether the connection has HISTORY_KEPT newer rows. */
function isOvertaken(
	table: keyof Database,
	order: string
): RawBuilder< boolean > {
	const by = sql.ref( order );
	return sql`exists (
		select from ${ sql.table( table ) } as later
		where later.account_id = t.account_id and later.connection_id = t.connection_id and later.${ by } > t.${ by }
		order by later.${ by }
		offset ${ HISTORY_KEPT - 1 }
		limit 1
	)`;
}

/** @return How many rows were deleted. */
export async function pruneHistory(
	db: Kysely< Database >,
	accountId: string,
	before: Date,
	signal?: AbortSignal
): Promise< number > {
	let count = 0;
	for ( const { table, key, isOver } of HISTORIES ) {
		count += await deleteInSlices( db, {
			table,
			accountId,
			key,
			where: isOver( before ),
			signal,
		} );
	}
	return count;
}
