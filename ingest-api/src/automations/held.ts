import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { emailHash } from '../accounts/email-hash.ts';
import type { Database } from '../db/schema.ts';
import { noteDue } from './due-accounts.ts';
import { publishingResults, RUN_COLUMNS } from './publish-results.ts';
import { insertMessages, type NewMessage } from './messages.ts';
import { BRAND } from '../ops/brand.ts';
import { letter } from '../ops/letter.ts';
import { withFormats } from '../texts/formats.ts';
import { texts } from '../texts/texts.ts';

/** R43: notifies the owners once, until one of them decides. */
export async function tellOfHeldRuns(
	tx: Kysely< Database >,
	accountId: string,
	{
		automationIds,
		consoleUrl,
		now,
	}: { automationIds: readonly string[]; consoleUrl: string; now: Date }
): Promise< void > {
	if ( automationIds.length === 0 ) {
		return;
	}
	const { rows } = await sql< { automation_id: string; name: string } >`
		update automations as a set held_told_at = ${ now }
		from automation_versions as v
		where a.account_id = ${ accountId } and a.automation_id = any( ${ [ ...automationIds ] }::text[] )
			and a.held_told_at is null
			and v.account_id = a.account_id and v.automation_id = a.automation_id and v.version = a.version
		returning a.automation_id, v.definition->>'name' as name
	`.execute( tx );
	if ( rows.length === 0 ) {
		return;
	}
	const account = await tx
		.selectFrom( 'accounts' )
		.select( [ 'time_zone', 'locale' ] )
		.where( 'account_id', '=', accountId )
		.executeTakeFirstOrThrow();
	const formats = { timeZone: account.time_zone, locale: account.locale };
	const people = await tx
		.selectFrom( 'account_people' )
		.select( 'email' )
		.where( 'account_id', '=', accountId )
		.where( 'role', '=', 'owner' )
		.execute();
	const messages = rows.flatMap( ( { automation_id: id, name } ) =>
		people.map( ( { email } ): NewMessage => ( {
			messageId: `msg_${ randomUUID() }`,
			kind: 'notice',
			purpose: 'transactional',
			automationId: id,
			connectionId: null,
			triggerId: null,
			orderId: null,
			recipient: email,
			recipientHash: emailHash( email ),
			senderName: BRAND.name,
			replyTo: null,
			...withFormats( formats, () =>
				heldNotice( name, `${ consoleUrl }/automations/${ id }` )
			),
			unsubscribeToken: null,
			dueAt: now,
		} ) )
	);
	await insertMessages( tx, accountId, messages, now );
}

function heldNotice( name: string, url: string ) {
	return letter( {
		subject: texts().mails.heldSubject( { automation: name } ),
		paragraphs: [
			texts().mails.heldText( { automation: name } ),
			texts().mails.heldNext,
		],
		links: [ { label: texts().mails.seeHeld, url } ],
	} );
}

/** @return How many runs were released. */
export async function releaseHeld(
	db: Kysely< Database >,
	accountId: string,
	automationId: string,
	now: Date,
	note?: ( tx: Kysely< Database >, runs: number ) => Promise< void >
): Promise< number > {
	return db.transaction().execute( async ( tx ) => {
		// Comes first: the worker locks in this order, too.
		await noteDue( tx, accountId, now );
		const { rows } = await sql`
			update automation_runs set state = 'waiting', reason = null, due_at = ${ now }, released_at = ${ now }
			where account_id = ${ accountId } and automation_id = ${ automationId } and state = 'held'
			returning trigger_id
		`.execute( tx );
		await decided( tx, accountId, automationId );
		if ( rows.length > 0 ) {
			await note?.( tx, rows.length );
		}
		return rows.length;
	} );
}

/** @return How many runs were dropped. */
export async function dropHeld(
	db: Kysely< Database >,
	accountId: string,
	automationId: string,
	now: Date,
	note?: ( tx: Kysely< Database >, runs: number ) => Promise< void >
): Promise< number > {
	return db.transaction().execute( async ( tx ) => {
		const { rows } = await sql`
			with settled as (
				update automation_runs as r
				set state = 'skipped', reason = 'dropped', settled_at = ${ now }
				where r.account_id = ${ accountId } and r.automation_id = ${ automationId } and r.state = 'held'
				returning ${ RUN_COLUMNS }
			), ${ publishingResults( accountId, now ) }
			select trigger_id from settled
		`.execute( tx );
		await decided( tx, accountId, automationId );
		if ( rows.length > 0 ) {
			await note?.( tx, rows.length );
		}
		return rows.length;
	} );
}

async function decided(
	tx: Kysely< Database >,
	accountId: string,
	automationId: string
): Promise< void > {
	await tx
		.updateTable( 'automations' )
		.set( { held_told_at: null } )
		.where( 'account_id', '=', accountId )
		.where( 'automation_id', '=', automationId )
		.execute();
}
