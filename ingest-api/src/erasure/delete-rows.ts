import { sql, type Kysely } from 'kysely';
import { DELETED_SUBJECT } from '../accounts/changes.ts';
import { InputError } from '../accounts/accounts.ts';
import { addToOrderCounts, countMoved } from '../accounts/order-counts.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import { forgetStrangers } from '../db/order-names.ts';
import type { Database } from '../db/schema.ts';
import { settleContacts } from './settle-contacts.ts';

type Table = keyof Database;

/** Row counts by table. */
export type DeletedRows = Partial< Record< Table, number > >;

const ROWS_AT_ONCE = 1_000;

/**
 * Rows deleted with a connection, in this order: rows that reference a contact first, rows that others reference last.
 * Contacts belong to the account: one is deleted with the last record that references it.
 */
export const TABLES_OF_CONNECTION = [
	'orders',
	'contact_links',
	'order_products',
	'transactions',
	'trigger_events',
	'automation_runs',
	'messages',
	'products',
	'product_words',
	'product_variants',
	'product_collections',
	'collections',
	'collection_words',
	'exclusions',
	'contact_merges',
	'erasures',
	'webhook_attempts',
	'webhook_deliveries',
	'webhook_events',
	'batches',
	'signed_requests',
	'connect_requests',
	'connection_notices',
	'import_requests',
	'connection_status',
	'connection_settings',
	'connection_actions',
	'connection_events',
	'connection_credentials',
	'connections',
] as const satisfies readonly Table[];

/** Rows deleted with an account, after those of its connections. */
export const TABLES_OF_ACCOUNT = [
	'contact_words',
	'order_words',
	'order_names',
	'contacts',
	'contact_merges',
	'erasures',
	'automation_runs',
	'messages',
	'suppressions',
	'automation_versions',
	'automations',
	'automation_cursors',
	'due_accounts',
	'trigger_cursors',
	'webhook_attempts',
	'webhook_deliveries',
	'webhook_events',
	'webhook_notices',
	'webhook_cursors',
	'webhook_secrets',
	'webhook_endpoints',
	'connect_requests',
	'console_sessions',
	'sign_in_links',
	'account_people',
	'account_invitations',
	'account_changes',
	'account_tokens',
	'accounts',
] as const satisfies readonly Table[];

/** Tables whose rows reference a contact. */
const NAMING_CONTACTS = [ 'orders', 'contact_links' ] as const;

/**
 * Deletes every row of a connection that a person deleted, in small transactions; another call resumes an interrupted
 * one.
 *
 * @throws InputError if the connection was not deleted, or its store has joined again meanwhile.
 */
export async function deleteConnectionRows(
	db: Kysely< Database >,
	key: ConnectionKey,
	now: () => Date
): Promise< DeletedRows > {
	const deleted: DeletedRows = {};
	for ( const table of TABLES_OF_CONNECTION ) {
		for ( let rows = ROWS_AT_ONCE; rows === ROWS_AT_ONCE; ) {
			rows = await db.transaction().execute( async ( tx ) => {
				await assertDeleted( tx, key );
				const contacts = NAMING_CONTACTS.find(
					( naming ) => naming === table
				);
				return contacts === undefined
					? deleteSlice(
							tx,
							table,
							sql`account_id = ${ key.accountId } and connection_id = ${ key.connectionId }`
						)
					: deleteNaming( tx, key, contacts, now() );
			} );
			count( deleted, table, rows );
		}
	}
	await forgetInHistory( db, key );
	return deleted;
}

/** R40: the history keeps who did what, but no longer which connection it was. */
async function forgetInHistory(
	db: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey
): Promise< void > {
	await db
		.updateTable( 'account_changes' )
		.set( { subject_id: DELETED_SUBJECT } )
		.where( 'account_id', '=', accountId )
		.where( ( eb ) =>
			eb.or( [
				eb( 'subject_id', '=', connectionId ),
				sql< boolean >`subject_id ^@ ${ `${ connectionId }/` }`,
			] )
		)
		.execute();
}

/**
 * Deletes an account and everything in it, in small transactions; another call resumes an interrupted one.
 *
 * @throws InputError if a store has joined again meanwhile.
 */
export async function deleteAccountRows(
	db: Kysely< Database >,
	accountId: string,
	now: () => Date
): Promise< DeletedRows > {
	const deleted: DeletedRows = {};
	// The stores are disconnected first, so that none of them sends anything meanwhile.
	await db
		.updateTable( 'connections' )
		.set( {
			state: 'disconnected',
			state_cause: 'person',
			state_reason: 'deleted',
			state_since: now(),
		} )
		.where( 'account_id', '=', accountId )
		.execute();
	const connections = await db
		.selectFrom( 'connections' )
		.select( 'connection_id' )
		.where( 'account_id', '=', accountId )
		.orderBy( 'connection_id' )
		.execute();
	for ( const { connection_id: connectionId } of connections ) {
		const rows = await deleteConnectionRows(
			db,
			{ accountId, connectionId },
			now
		);
		for ( const [ table, number ] of Object.entries( rows ) ) {
			count( deleted, table as Table, number );
		}
	}
	for ( const table of TABLES_OF_ACCOUNT ) {
		for ( let rows = ROWS_AT_ONCE; rows === ROWS_AT_ONCE; ) {
			rows = await deleteSlice(
				db,
				table,
				sql`account_id = ${ accountId }`
			);
			count( deleted, table, rows );
		}
	}
	return deleted;
}

function count( deleted: DeletedRows, table: Table, rows: number ): void {
	if ( rows > 0 ) {
		deleted[ table ] = ( deleted[ table ] ?? 0 ) + rows;
	}
}

/** Takes the connection's lock, so that batches under way finish first. The last slice finds nothing to lock. */
async function assertDeleted(
	tx: Kysely< Database >,
	key: ConnectionKey
): Promise< void > {
	const row = await tx
		.selectFrom( 'connections' )
		.select( [ 'state', 'state_reason' ] )
		.where( 'account_id', '=', key.accountId )
		.where( 'connection_id', '=', key.connectionId )
		.forUpdate()
		.executeTakeFirst();
	if (
		row !== undefined &&
		! ( row.state === 'disconnected' && row.state_reason === 'deleted' )
	) {
		throw new InputError(
			'The store was connected again, and its connection is not deleted any more.'
		);
	}
}

async function deleteSlice(
	db: Kysely< Database >,
	table: Table,
	where: ReturnType< typeof sql >
): Promise< number > {
	const { rows } = await sql`
		delete from ${ sql.table( table ) }
		where ${ where } and ctid = any( array(
			select ctid from ${ sql.table( table ) }
			where ${ where }
			limit ${ sql.lit( ROWS_AT_ONCE ) }
		) )
		returning account_id
	`.execute( db );
	return rows.length;
}

/** Also deletes the contacts that nothing references any more. */
async function deleteNaming(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	table: ( typeof NAMING_CONTACTS )[ number ],
	now: Date
): Promise< number > {
	const { rows } = await sql< {
		contact_id: string | null;
		names: string | null;
	} >`
		delete from ${ sql.table( table ) }
		where account_id = ${ accountId } and connection_id = ${ connectionId } and ctid = any( array(
			select ctid from ${ sql.table( table ) }
			where account_id = ${ accountId } and connection_id = ${ connectionId }
			limit ${ sql.lit( ROWS_AT_ONCE ) }
		) )
		returning contact_id, ${ table === 'orders' ? sql`names` : sql`null as names` }
	`.execute( tx );
	if ( table === 'orders' ) {
		await forgetStrangers( tx, accountId, rows );
		await addToOrderCounts(
			tx,
			accountId,
			countMoved(
				rows.map( ( row ) => ( { from: row.contact_id, into: null } ) )
			)
		);
	}
	await settleContacts(
		tx,
		accountId,
		rows.flatMap( ( row ) =>
			row.contact_id === null ? [] : [ row.contact_id ]
		),
		now
	);
	return rows.length;
}
