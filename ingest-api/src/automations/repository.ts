import { sql, type Kysely } from 'kysely';
import { readAccountProfile } from '../accounts/accounts.ts';
import type { Note } from '../accounts/changes.ts';
import { newAutomationId } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { definitionSchema, type Definition } from './definition.ts';
import { withFormats } from '../texts/formats.ts';
import { noteDue } from './due-accounts.ts';
import { READY_MADE_IDS } from './email/ready-made.ts';
import { readyMadeAutomations } from './ready-made.ts';

export interface Automation {
	automationId: string;
	/** R32: the name of a ready-made automation; null for one that the owner created. */
	readyMade: string | null;
	isOn: boolean;
	version: number;
	beginsAfter: bigint;
	switchedAt: Date;
	createdAt: Date;
	definition: Definition;
}

interface Row {
	automation_id: string;
	ready_made: string | null;
	state: 'on' | 'off';
	version: number;
	begins_after: string | null;
	switched_at: Date;
	created_at: Date;
	definition: object;
}

/** R32: creates the ready-made automations that an account lacks, in its current language. */
export async function ensureReadyMade(
	db: Kysely< Database >,
	accountId: string,
	now: Date
): Promise< void > {
	const made = await db
		.selectFrom( 'automations' )
		.select( 'ready_made' )
		.where( 'account_id', '=', accountId )
		.where( 'ready_made', 'is not', null )
		.execute();
	const missing = READY_MADE_IDS.filter(
		( id ) => ! made.some( ( { ready_made: known } ) => known === id )
	);
	if ( missing.length === 0 ) {
		return;
	}
	await db.transaction().execute( async ( tx ) => {
		const { locale, timeZone } = await readAccountProfile( tx, accountId );
		const definitions = withFormats(
			{ locale, timeZone },
			readyMadeAutomations
		);
		for ( const id of missing ) {
			await insertAutomation( tx, accountId, id, {
				readyMade: id,
				definition: definitions[ id ],
				personId: null,
				now,
			} );
		}
	} );
}

/** @return The automation's ID. */
export async function createAutomation(
	db: Kysely< Database >,
	accountId: string,
	definition: Definition,
	personId: string,
	now: Date,
	note?: ( tx: Kysely< Database >, automationId: string ) => Promise< void >
): Promise< string > {
	const automationId = newAutomationId();
	await db.transaction().execute( async ( tx ) => {
		await insertAutomation( tx, accountId, automationId, {
			readyMade: null,
			definition,
			personId,
			now,
		} );
		await note?.( tx, automationId );
	} );
	return automationId;
}

async function insertAutomation(
	tx: Kysely< Database >,
	accountId: string,
	automationId: string,
	{
		readyMade,
		definition,
		personId,
		now,
	}: {
		readyMade: string | null;
		definition: Definition;
		personId: string | null;
		now: Date;
	}
): Promise< void > {
	await tx
		.insertInto( 'automations' )
		.values( {
			account_id: accountId,
			automation_id: automationId,
			ready_made: readyMade,
			state: 'off',
			version: 1,
			switched_at: now,
			created_at: now,
		} )
		.onConflict( ( conflict ) => conflict.doNothing() )
		.execute();
	await tx
		.insertInto( 'automation_versions' )
		.values( {
			account_id: accountId,
			automation_id: automationId,
			version: 1,
			definition: JSON.stringify( definition ),
			person_id: personId,
			created_at: now,
		} )
		.onConflict( ( conflict ) => conflict.doNothing() )
		.execute();
}

/** Lists the ready-made automations first. */
export async function listAutomations(
	db: Kysely< Database >,
	accountId: string
): Promise< Automation[] > {
	const { rows } = await sql< Row >`
		${ SELECT }
		where a.account_id = ${ accountId }
		order by a.ready_made is null, a.created_at, a.automation_id
	`.execute( db );
	return rows
		.map( toAutomation )
		.sort( ( a, b ) => placeOf( a.readyMade ) - placeOf( b.readyMade ) );
}

export async function findAutomation(
	db: Kysely< Database >,
	accountId: string,
	automationId: string
): Promise< Automation | null > {
	const { rows } = await sql< Row >`
		${ SELECT } where a.account_id = ${ accountId } and a.automation_id = ${ automationId }
	`.execute( db );
	return rows[ 0 ] === undefined ? null : toAutomation( rows[ 0 ] );
}

/**
 * R42: takes effect from now on; earlier triggers are ignored. Locks the account's cursor, so that every trigger counts
 * as before or after, even if it commits at the same time.
 *
 * @return Whether the automation exists and was off.
 */
export async function switchOn(
	db: Kysely< Database >,
	accountId: string,
	automationId: string,
	now: Date,
	note?: Note
): Promise< boolean > {
	return db.transaction().execute( async ( tx ) => {
		await sql`
			insert into trigger_cursors ( account_id, last_cursor ) values ( ${ accountId }, 0 )
			on conflict do nothing
		`.execute( tx );
		await sql`
			select from trigger_cursors where account_id = ${ accountId } for update
		`.execute( tx );
		await sql`
			insert into automation_cursors ( account_id, last_cursor )
			select account_id, last_cursor from trigger_cursors where account_id = ${ accountId }
			on conflict do nothing
		`.execute( tx );
		const { rows } = await sql`
			update automations set state = 'on', switched_at = ${ now },
				begins_after = ( select last_cursor from trigger_cursors where account_id = ${ accountId } )
			where account_id = ${ accountId } and automation_id = ${ automationId } and state = 'off'
			returning automation_id
		`.execute( tx );
		if ( rows.length > 0 ) {
			await note?.( tx );
		}
		return rows.length > 0;
	} );
}

/**
 * Waiting runs are skipped when they are due.
 *
 * @return Whether the automation exists and was on.
 */
export async function switchOff(
	db: Kysely< Database >,
	accountId: string,
	automationId: string,
	now: Date,
	note?: Note
): Promise< boolean > {
	return db.transaction().execute( async ( tx ) => {
		const { numUpdatedRows } = await tx
			.updateTable( 'automations' )
			.set( { state: 'off', switched_at: now } )
			.where( 'account_id', '=', accountId )
			.where( 'automation_id', '=', automationId )
			.where( 'state', '=', 'on' )
			.executeTakeFirstOrThrow();
		if ( numUpdatedRows > 0n ) {
			await note?.( tx );
		}
		return numUpdatedRows > 0n;
	} );
}

/**
 * Creates a version. With `waiting`, waiting runs keep the version they began with, or take this one if it fits their
 * trigger and store.
 */
export async function changeAutomation(
	db: Kysely< Database >,
	accountId: string,
	automationId: string,
	definition: Definition,
	{
		personId,
		waiting,
		now,
		note,
	}: {
		personId: string;
		waiting: 'keep' | 'take';
		now: Date;
		note?: Note;
	}
): Promise< void > {
	await db.transaction().execute( async ( tx ) => {
		if ( waiting === 'take' ) {
			// Comes first: the worker locks in this order, too.
			await noteDue( tx, accountId, now );
		}
		const changed = await tx
			.updateTable( 'automations' )
			.set( ( eb ) => ( { version: eb( 'version', '+', 1 ) } ) )
			.where( 'account_id', '=', accountId )
			.where( 'automation_id', '=', automationId )
			.returning( 'version' )
			.executeTakeFirst();
		if ( changed === undefined ) {
			return;
		}
		await note?.( tx );
		await tx
			.insertInto( 'automation_versions' )
			.values( {
				account_id: accountId,
				automation_id: automationId,
				version: changed.version,
				definition: JSON.stringify( definition ),
				person_id: personId,
				created_at: now,
			} )
			.execute();
		if ( waiting === 'take' ) {
			await sql`
				update automation_runs
				set version = ${ changed.version },
					due_at = occurred_at + ${ definition.delay_minutes } * interval '1 minute'
				where account_id = ${ accountId } and automation_id = ${ automationId } and state = 'waiting'
					and ( ${ definition.stores }::text[] is null or connection_id = any( ${ definition.stores }::text[] ) )
					and exists (
						select from trigger_events as e
						where e.account_id = automation_runs.account_id and e.connection_id = automation_runs.connection_id
							and e.trigger_id = automation_runs.trigger_id and e.type = ${ definition.trigger }
					)
			`.execute( tx );
		}
	} );
}

/**
 * Deletes an automation with its runs; the messages stay. Refuses ready-made automations, and one that is on.
 *
 * @return Whether it was deleted.
 */
export async function deleteAutomation(
	db: Kysely< Database >,
	accountId: string,
	automationId: string,
	note?: Note
): Promise< boolean > {
	return db.transaction().execute( async ( tx ) => {
		const { numDeletedRows } = await tx
			.deleteFrom( 'automations' )
			.where( 'account_id', '=', accountId )
			.where( 'automation_id', '=', automationId )
			.where( 'ready_made', 'is', null )
			.where( 'state', '=', 'off' )
			.executeTakeFirstOrThrow();
		if ( numDeletedRows === 0n ) {
			return false;
		}
		for ( const table of [
			'automation_versions',
			'automation_runs',
		] as const ) {
			await tx
				.deleteFrom( table )
				.where( 'account_id', '=', accountId )
				.where( 'automation_id', '=', automationId )
				.execute();
		}
		await note?.( tx );
		return true;
	} );
}

const SELECT = sql`
	select a.automation_id, a.ready_made, a.state, a.version, a.begins_after, a.switched_at, a.created_at, v.definition
	from automations as a
	join automation_versions as v
		on v.account_id = a.account_id and v.automation_id = a.automation_id and v.version = a.version
`;

function toAutomation( row: Row ): Automation {
	return {
		automationId: row.automation_id,
		readyMade: row.ready_made,
		isOn: row.state === 'on',
		version: row.version,
		beginsAfter: BigInt( row.begins_after ?? 0 ),
		switchedAt: row.switched_at,
		createdAt: row.created_at,
		definition: definitionSchema.parse( row.definition ),
	};
}

function placeOf( readyMade: string | null ): number {
	const place = READY_MADE_IDS.findIndex( ( id ) => id === readyMade );
	return place === -1 ? READY_MADE_IDS.length : place;
}
