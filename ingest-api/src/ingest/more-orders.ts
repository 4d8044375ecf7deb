import { countMoved, type MovedOrder } from '../accounts/order-counts.ts';
import type { PeoplePlan } from './plan-contacts-and-orders.ts';

/** How many more orders each contact has than before, apart from those that a new contact was inserted with. */
export function moreOrders(
	{ plan, orders, before, planned }: PeoplePlan,
	followed: readonly MovedOrder[]
): Map< string, number > {
	// The orders of a merged contact were counted with the merge.
	const became = new Map(
		plan.merges.map( ( { from, into } ) => [ from, into ] )
	);
	const present = ( contactId: string | null ): string | null => {
		const into = contactId === null ? undefined : became.get( contactId );
		return into === undefined || into === contactId
			? contactId
			: present( into );
	};
	const more = countMoved( [
		...orders.map( ( { id } ) => ( {
			from: present( before.orders.get( id )?.contact_id ?? null ),
			into: plan.contactOfOrder.get( id ) ?? null,
		} ) ),
		...followed,
	] );
	for ( const { contact_id: id } of plan.inserts ) {
		const rest = ( more.get( id ) ?? 0 ) - ( planned.get( id ) ?? 0 );
		if ( rest === 0 ) {
			more.delete( id );
		} else {
			more.set( id, rest );
		}
	}
	return more;
}
