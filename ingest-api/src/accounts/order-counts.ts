import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';

/** An order that was reassigned to another contact, or to none; `from` is null if the order is new. */
export interface MovedOrder {
	from: string | null;
	into: string | null;
}

/** The change of each contact's order count; contacts whose count does not change are left out. */
export function countMoved(
	moved: readonly MovedOrder[]
): Map< string, number > {
	const counts = new Map< string, number >();
	const add = ( contactId: string | null, number: number ) => {
		if ( contactId !== null ) {
			counts.set( contactId, ( counts.get( contactId ) ?? 0 ) + number );
		}
	};
	for ( const { from, into } of moved ) {
		add( from, -1 );
		add( into, 1 );
	}
	return new Map( [ ...counts ].filter( ( [ , number ] ) => number !== 0 ) );
}

/** Contacts whose orders have not been counted yet (a negative count) are left alone. */
export async function addToOrderCounts(
	tx: Kysely< Database >,
	accountId: string,
	counts: ReadonlyMap< string, number >
): Promise< void > {
	if ( counts.size === 0 ) {
		return;
	}
	const ids = [ ...counts.keys() ].sort();
	await sql`
		with held as materialized (
			select contact_id from contacts
			where account_id = ${ accountId } and contact_id = any( ${ ids }::uuid[] )
			order by contact_id
			for no key update
		)
		update contacts c
		set order_count = c.order_count + t.more
		from unnest( ${ ids }::uuid[], ${ ids.map( ( id ) => counts.get( id )! ) }::integer[] ) as t ( contact_id, more )
		join held using ( contact_id )
		where c.account_id = ${ accountId } and c.contact_id = t.contact_id and c.order_count >= 0
	`.execute( tx );
}
