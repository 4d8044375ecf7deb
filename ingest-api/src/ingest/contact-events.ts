import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { emailHash } from '../accounts/email-hash.ts';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { contactPayload, type ContactRow } from '../events/payloads.ts';
import type { AccountEvent } from '../events/publish.ts';
import { changeOf, type Change } from './change.ts';
import { type Before, DETAILS, type Watch, watches } from './look-before.ts';
import { type Applied, type StoredOrder, eventsOf } from './record-events.ts';

interface ContactLink {
	user_id: string;
	contact_id: string;
	digest: string | null;
	date_registered: string | null;
}

/** Events of contacts if their user, or one of their orders, is itself news. */
export async function contactEvents(
	tx: Kysely< Database >,
	key: ConnectionKey,
	watch: Watch,
	before: Before,
	applied: Applied,
	{
		orders,
		changes,
		now,
	}: {
		orders: readonly StoredOrder[];
		changes: ReadonlyMap< string, Change | null >;
		now: Date;
	}
): Promise< AccountEvent[] > {
	if ( ! watches( watch, 'contact' ) ) {
		return [];
	}
	const newsOf = new Map< string, Change >();
	for ( const { order_id: id, contact_id: contactId } of orders ) {
		const change = changes.get( id ) ?? null;
		if ( contactId !== null && change !== null ) {
			newsOf.set( contactId, change );
		}
	}
	for ( const link of await findLinks( tx, key, [ ...applied.contacts ] ) ) {
		const registered =
			link.date_registered === null
				? null
				: new Date( link.date_registered );
		const change = changeOf(
			before.users.get( link.user_id ),
			{ digest: link.digest, voided: false },
			[ registered ],
			watch.connectedAt
		);
		if ( change !== null ) {
			newsOf.set( link.contact_id, change );
		}
	}
	if ( newsOf.size === 0 ) {
		return [];
	}
	const { rows } = await sql<
		ContactRow & { details: string; created_at: Date; email: string }
	>`
		select contact_id, kind, email, first_name, last_name, display_name, company, phone, billing, shipping,
			date_registered, created_at, ${ DETAILS } as details
		from contacts
		where account_id = ${ key.accountId } and contact_id = any( ${ [ ...newsOf.keys() ] }::uuid[] )
		order by contact_id
	`.execute( tx );
	return rows.flatMap( ( row ) => {
		const known = before.contacts.get( row.contact_id );
		const isNew =
			known === undefined && row.created_at.getTime() === now.getTime();
		const { happenedAt } = newsOf.get( row.contact_id )!;
		return row.details === known
			? []
			: eventsOf(
					{
						kind: isNew ? 'created' : 'updated',
						happenedAt: isNew ? happenedAt : null,
					},
					( change ) => ( {
						type: `contact.${ change.kind }` as 'contact.created',
						id: randomUUID(),
						payload: { contact: contactPayload( row ) },
						subject: `contact:${ row.contact_id }`,
						concerns: {
							contactId: row.contact_id,
							emailHash: emailHash( row.email ),
						},
					} ),
					now
				);
	} );
}

async function findLinks(
	tx: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	userIds: readonly string[]
): Promise< ContactLink[] > {
	if ( userIds.length === 0 ) {
		return [];
	}
	const { rows } = await sql< ContactLink >`
		select user_id, contact_id, digest, record->>'date_registered' as date_registered
		from contact_links
		where account_id = ${ accountId } and connection_id = ${ connectionId } and user_id = any( ${ userIds }::text[] )
			and contact_id is not null
	`.execute( tx );
	return rows;
}
