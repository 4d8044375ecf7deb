import { sql, type Kysely } from 'kysely';
import type {
	ExplainAnswer,
	ExplainRequest,
	ExclusionReason,
	TRIGGER_TYPES,
	VerifiedElement,
} from '@ivorey/shared';
import type { ConnectionKey } from '../db/identifiers.ts';
import type { Database } from '../db/schema.ts';
import { SOURCES } from './sources.ts';

export type Explanation = Omit< ExplainAnswer, 'server_time' >;

/** Reads Ivorey's records of one object of the store and its parts. */
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
		exclusions: await exclusionsOf( db, key, elements, id ),
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
	wanted: string
): Promise< Explanation[ 'records' ] > {
	const { table, id, objectId, digest } = SOURCES[ element ];
	const { rows } = await sql< {
		id: string;
		digest: string;
		version: string;
		updated_at: Date;
	} >`
		select ${ id } as id, ${ digest } as digest, version, updated_at
		from ${ sql.table( table ) }
		where account_id = ${ accountId } and connection_id = ${ connectionId }
			and ${ objectId } = ${ wanted }
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

/** Exclusions of the object's wire IDs that are newer than its records. */
async function exclusionsOf(
	db: Kysely< Database >,
	{ accountId, connectionId }: ConnectionKey,
	elements: readonly VerifiedElement[],
	id: string
): Promise< Explanation[ 'exclusions' ] > {
	const { rows } = await sql< {
		element: VerifiedElement;
		record_id: string;
		reason: ExclusionReason;
		excluded_at: Date;
	} >`
		select element, record_id, reason, excluded_at
		from exclusions
		where account_id = ${ accountId } and connection_id = ${ connectionId }
			and element = any( ${ elements }::text[] ) and record_id = any( ${ [ id, `payment:${ id }` ] }::text[] )
		order by excluded_at, record_id
	`.execute( db );
	return rows.map( ( row ) => ( {
		element: row.element,
		id: row.record_id,
		reason: row.reason,
		excluded_at: row.excluded_at.toISOString(),
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
		type: ( typeof TRIGGER_TYPES )[ number ];
		occurred_at: Date;
		received_at: Date;
	} >`
		select type, occurred_at, received_at
		from trigger_events
		where account_id = ${ accountId } and connection_id = ${ connectionId } and order_id = ${ orderId }
		order by received_at, trigger_id
	`.execute( db );
	return rows.map( ( row ) => ( {
		id: `${ row.type }:${ orderId }`,
		type: row.type,
		occurred_at: row.occurred_at.toISOString(),
		received_at: row.received_at.toISOString(),
	} ) );
}
