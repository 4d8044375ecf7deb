import {
	isContactRole,
	isUnplaced,
	type ExclusionReason,
	type StoreRecord,
	type Switchable,
} from '@ivorey/shared';

/**
 * The store decides first; what is not wanted and comes all the same is kept out here.
 *
 * @param record
 * @param on     What the connection has ever switched on: what the store captured while it was on is
 *               wanted (R25), also where it arrives after the switch was flipped.
 * @return null for what is wanted.
 */
export function exclusionOf(
	record: StoreRecord,
	on: ReadonlySet< Switchable >
): ExclusionReason | null {
	if ( record.element === 'erasures' ) {
		// Whatever is switched on or off, or ever was.
		return null;
	}
	const name =
		record.element === 'triggers' ? record.data.type : record.element;
	if ( ! on.has( name ) ) {
		return 'element_off';
	}
	switch ( record.element ) {
		case 'contacts':
			return isContactRole( record.data.roles ) ? null : 'role';
		case 'orders':
			return isUnplaced( record.data.status ) ? 'draft' : null;
		case 'products':
			return record.data.type === 'variable' &&
				record.data.variants.length === 0 &&
				record.data.include_in_online_store
				? 'no_variants'
				: null;
		// R8: the schema takes no amount of zero.
		case 'transactions':
		case 'collections':
		case 'triggers':
			return null;
	}
}

/**
 * A record that takes something back is taken only for what Ivorey has: a product leaves the online store
 * (R14), a transaction is voided (R8), a collection is emptied (R17). It makes nothing new.
 *
 * @param record
 * @return Why it is excluded where it is not known; null for what may come new.
 */
export function exclusionWhereUnknown(
	record: StoreRecord
): ExclusionReason | null {
	switch ( record.element ) {
		case 'products':
			return record.data.include_in_online_store ? null : 'unpublished';
		case 'transactions': {
			const { data } = record;
			if ( data.type !== 'voided' && ! data.voided ) {
				return null;
			}
			return data.type === 'refund' ? 'deleted' : 'no_money_moved';
		}
		case 'collections':
			return record.data.count > 0 ? null : 'unused';
		case 'contacts':
		case 'orders':
		case 'erasures':
		case 'triggers':
			return null;
	}
}
