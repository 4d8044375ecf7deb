import { sql, type Kysely } from 'kysely';
import type {
	ExplainAnswer,
	ExplainRequest,
	TRIGGER_TYPES,
	VerifiedElement,
} from '@ivorey/shared';
import type { ConnectionKey } from '../connections/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { SOURCES } from './sources.ts';

export type Explanation = Omit< ExplainAnswer, 'server_time' >;

/** What Ivorey has of one object of the store, and of what belongs to it. */
export async function explain(
	db: Kysely< Database >,
	key: ConnectionKey,
	{ element, id }: ExplainRequest
): Promise< Explanation > {
	const isOrder = element === 'orders';
	const elements: VerifiedElement[] = isOrder
		? [ element, 'transactions' ]
		: [ element ];
	const records = await Promise.all(
		elements.map( ( each ) => recordsOf( db, key, each, id ) )
	);
	return {
		records: records.flat(),
		contact:
			isOrder || element === 'contacts'
				? await contactOf( db, key, element, id )
				: null,
		triggers: isOrder ? await triggersOf( db, key, id ) : [],
	};
}

async function recordsOf(
	db: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	element: VerifiedElement,
	objectId: string
): Promise< Explanation[ 'records' ] > {
	const { table, id, number } = SOURCES[ element ];
	const { rows } = await sql< {
		id: string;
		digest: string;
		version: string;
		updated_at: Date;
	} >`
		select ${ id } as id, coalesce( digest, '' ) as digest, version, updated_at
		from ${ sql.table( table ) }
		where account_id = ${ accountId } and connection_id = ${ connectionId }
			and ${ number } = ${ objectId }::numeric
		order by updated_at, ${ id }
	`.execute( db );
	return rows.map( ( row ) => ( {
		element,
		id: row.id,
		digest: row.digest,
		version: Number( row.version ),
		received_at: row.updated_at.toISOString(),
	} ) );
}

async function contactOf(
	db: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	element: 'orders' | 'contacts',
	id: string
): Promise< Explanation[ 'contact' ] > {
	const [ table, column ] =
		element === 'orders'
			? [ 'orders', 'order_id' ]
			: [ 'contact_links', 'user_id' ];
	const { rows } = await sql< { id: string; kind: 'guest' | 'customer' } >`
		select c.contact_id as id, c.kind
		from ${ sql.table( table! ) } r
		join contacts c on c.account_id = r.account_id and c.contact_id = r.contact_id
		where r.account_id = ${ accountId } and r.connection_id = ${ connectionId }
			and r.${ sql.ref( column! ) } = ${ id }
	`.execute( db );
	return rows[ 0 ] ?? null;
}

async function triggersOf(
	db: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	orderId: string
): Promise< Explanation[ 'triggers' ] > {
	const { rows } = await sql< {
		trigger_id: string;
		type: ( typeof TRIGGER_TYPES )[ number ];
		occurred_at: Date;
		received_at: Date;
	} >`
		select trigger_id, type, occurred_at, received_at
		from trigger_events
		where account_id = ${ accountId } and connection_id = ${ connectionId } and order_id = ${ orderId }
		order by received_at, trigger_id
	`.execute( db );
	return rows.map( ( row ) => ( {
		id: row.trigger_id,
		type: row.type,
		occurred_at: row.occurred_at.toISOString(),
		received_at: row.received_at.toISOString(),
	} ) );
}
